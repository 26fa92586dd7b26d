import * as Plot from '@observablehq/plot';
import { fill } from '../format/fill.ts';
import type { ReportModel } from '../model/reportModel.ts';
import { palette } from './palette.ts';
import { plotSvg } from './plotSvg.ts';

/** Spend, ROAS or organic visits of the store by day, today and recommended; ROAS with its break-even line. */
export function dayLines(model: ReportModel, metric: 'spend' | 'roas' | 'organic'): string {
  const { locale, pictures } = model;
  const { charts } = locale;
  const pair = pictures[metric] ?? { today: [], recommended: [] };
  const digits = metric === 'roas' ? 2 : 0;
  const point = (name: string, series: readonly number[]) => (day: number, index: number) =>
    `${charts.dayAxis} ${day}, ${name}: ${series[index]!.toFixed(digits)}`;
  const line = (name: string, series: readonly number[], stroke: string, strokeWidth: number) => [
    Plot.lineY(series, { x: pictures.days, y: series, stroke, strokeWidth, strokeLinejoin: 'round' }),
    Plot.dot(pictures.days, {
      x: pictures.days,
      y: series,
      r: series.length > 1 ? 5 : 3,
      fill: stroke,
      fillOpacity: series.length > 1 ? 0 : 1,
      title: point(name, series),
    }),
  ];
  const { breakEvenRoas } = pictures;
  const at = metric === 'roas' ? breakEvenRoas : null;
  return plotSvg(
    {
      width: 520,
      height: 230,
      marginLeft: 56,
      marginTop: 12,
      marginBottom: 34,
      x: {
        label: `${charts.dayAxis} →`,
        domain: [1, Math.max(2, pictures.days.at(-1)!)],
        ticks: 7,
        tickFormat: 'd',
      },
      y: { label: null, grid: true, zero: true, nice: true, ticks: 5 },
      marks: [
        Plot.ruleY([0], { stroke: palette.ink, strokeOpacity: 0.5 }),
        Plot.ruleY(at === null ? [] : [at], {
          stroke: palette.breakEven,
          strokeWidth: 1.5,
          strokeDasharray: '6 4',
        }),
        ...line(charts.today, pair.today, palette.today, 1.75),
        ...line(charts.recommended, pair.recommended, palette.recommended, 2.25),
        Plot.text(at === null ? [] : [at], {
          x: () => pictures.days.at(-1)!,
          y: (value: number) => value,
          text: (value: number) => `${charts.breakEven} ${value.toFixed(2)}`,
          textAnchor: 'end',
          lineAnchor: 'bottom',
          dy: -4,
          fill: palette.breakEvenInk,
          stroke: palette.surface,
          strokeWidth: 4,
        }),
      ],
    },
    { id: `by-day-${metric}`, ...namesOf(model, metric) },
  );
}

function namesOf(
  { locale: { charts, shopPart }, currency }: ReportModel,
  metric: 'spend' | 'roas' | 'organic',
): { title: string; description: string } {
  if (metric === 'organic') return { title: shopPart.picture, description: shopPart.pictureDesc };
  return metric === 'spend'
    ? { title: fill(charts.spendByDay, { currency }), description: charts.spendByDayDesc }
    : { title: fill(charts.roasByDay, { currency }), description: charts.roasByDayDesc };
}
