import * as Plot from '@observablehq/plot';
import { fill } from '../format/fill.ts';
import { truncate } from '../format/displayWidth.ts';
import type { PicturePlan } from '../model/pictures.ts';
import type { ReportModel } from '../model/reportModel.ts';
import { palette } from './palette.ts';
import { plotSvg } from './plotSvg.ts';

/** Spend or revenue of each plan: hollow dot today, full dot recommended, a tick where revenue breaks even. */
export function planDots(model: ReportModel, metric: 'spend' | 'revenue'): string {
  const { locale, pictures } = model;
  const { charts } = locale;
  const plans = pictures.rows;
  const y = ({ row }: PicturePlan): string => String(row.index);
  const names = new Map(plans.map(({ row }) => [String(row.index), truncate(row.name, 26)]));
  const before = ({ plan }: PicturePlan): number => plan.today.figures[metric];
  const after = ({ plan }: PicturePlan): number => plan.recommended.figures[metric];
  const title = ({ row }: PicturePlan): string =>
    `${row.name}\n${charts.today}: ${row.figures[metric].today.text}\n${charts.recommended}: ${row.figures[metric].recommended.text}`;
  const breakEven =
    metric === 'revenue'
      ? [
          Plot.tickX(
            plans.filter(({ plan }) => plan.breakEvenRoas !== null && plan.recommended.figures.spend > 0),
            {
              y,
              x: ({ plan }: PicturePlan) => plan.recommended.figures.spend * plan.breakEvenRoas!,
              stroke: palette.breakEven,
              strokeWidth: 2,
              insetTop: 3,
              insetBottom: 3,
              title: ({ row }: PicturePlan) => `${row.name}: ${charts.breakEven}`,
            },
          ),
        ]
      : [];
  return plotSvg(
    {
      width: 520,
      height: 56 + 26 * plans.length,
      marginLeft: 178,
      marginRight: 20,
      marginTop: 8,
      marginBottom: 34,
      x: { label: null, grid: true, zero: true, nice: true, ticks: 5 },
      y: { type: 'band', domain: plans.map(y), label: null, padding: 0 },
      marks: [
        Plot.axisY({ tickSize: 0, tickFormat: (key: string) => names.get(key) ?? '', fontSize: 12 }),
        Plot.ruleX([0], { stroke: palette.ink, strokeOpacity: 0.5 }),
        Plot.link(plans, {
          y1: y,
          y2: y,
          x1: before,
          x2: after,
          stroke: palette.recommended,
          strokeWidth: 3,
          strokeOpacity: 0.35,
        }),
        ...breakEven,
        Plot.dot(plans, {
          y,
          x: before,
          r: 5,
          stroke: palette.today,
          strokeWidth: 2,
          fill: palette.surface,
          title,
        }),
        Plot.dot(plans, { y, x: after, r: 5, fill: palette.recommended, title }),
      ],
    },
    {
      id: `by-plan-${metric}`,
      title: fill(metric === 'spend' ? charts.spendByPlan : charts.revenueByPlan, {
        currency: model.currency,
      }),
      description: metric === 'spend' ? charts.spendByPlanDesc : charts.revenueByPlanDesc,
    },
  );
}
