import * as Plot from '@observablehq/plot';
import { fill } from '../format/fill.ts';
import type { PicturePlan } from '../model/pictures.ts';
import type { ReportModel } from '../model/reportModel.ts';
import { palette } from './palette.ts';
import { plotSvg } from './plotSvg.ts';

/** Whether a plan has a displayed quality score on any day. */
export function hasQuality({ plan }: PicturePlan): boolean {
  return [plan.today, plan.recommended].some(({ qualityByDay }) =>
    qualityByDay.some((quality) => quality > 0),
  );
}

/** One plan by day: the displayed quality score above, the click price below, on one time axis. */
export function qualityPanel(model: ReportModel, chosen: PicturePlan): string {
  const { locale } = model;
  const { charts } = locale;
  const { row, plan } = chosen;
  const words = { plan: row.name };
  const quality = strip(
    model,
    plan.today.qualityByDay,
    plan.recommended.qualityByDay,
    { domain: [1, 10], ticks: [1, 4, 7, 10] },
    `${charts.qualityAxisShort} [1-10]`,
    false,
  );
  const price = strip(
    model,
    plan.today.costPerClickByDay,
    plan.recommended.costPerClickByDay,
    { zero: true, nice: true, ticks: 3 },
    `${charts.priceAxisShort} [${model.currency}]`,
    true,
  );
  const ids = { title: fill(charts.qualityPlan, words), description: charts.qualityPlanDesc };
  return (
    plotSvg(quality, { ...ids, id: `quality-${row.index}` }) +
    plotSvg(price, { ...ids, id: `price-${row.index}` })
  );
}

function strip(
  { pictures, locale }: ReportModel,
  today: readonly number[],
  recommended: readonly number[],
  scale: Plot.ScaleOptions,
  label: string,
  withDays: boolean,
): Plot.PlotOptions {
  const line = (series: readonly number[], stroke: string, strokeWidth: number) => {
    const thinned = pictures.thin(series, true);
    const alone = thinned.filter((value) => value > 0).length === 1;
    const y = thinned;
    return alone
      ? Plot.dot(pictures.days, { x: pictures.days, y, fill: stroke, r: 3 })
      : Plot.lineY(thinned, { x: pictures.days, y, stroke, strokeWidth, strokeLinejoin: 'round' });
  };
  return {
    width: 250,
    height: withDays ? 112 : 88,
    marginLeft: 40,
    marginRight: 8,
    marginTop: 22,
    marginBottom: withDays ? 36 : 12,
    x: {
      domain: [1, Math.max(2, pictures.days.at(-1)!)],
      label: withDays ? `${locale.charts.dayAxis} →` : null,
      ticks: 4,
      tickFormat: 'd',
      axis: withDays ? 'bottom' : null,
    },
    y: { ...scale, label, labelAnchor: 'top', labelArrow: 'none', grid: true },
    marks: [line(today, palette.today, 1.5), line(recommended, palette.recommended, 2)],
  };
}
