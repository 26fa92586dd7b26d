import * as Plot from '@observablehq/plot';
import type { PlanSetting } from '../../core/analysis/optimizeResult.ts';
import { fill } from '../format/fill.ts';
import type { PicturePlan } from '../model/pictures.ts';
import type { ReportModel } from '../model/reportModel.ts';
import { palette } from './palette.ts';
import { plotSvg } from './plotSvg.ts';

/** How far beyond today and the recommendation a curve is drawn. */
const ROOM = 2;

/** Revenue against spend of one plan, with today and the recommendation marked and the break-even ray. */
export function responseCurve(model: ReportModel, { row, plan }: PicturePlan): string {
  const { charts } = model.locale;
  const spendOf = ({ figures }: PlanSetting): number => figures.spend;
  const reach = ROOM * Math.max(spendOf(plan.today), spendOf(plan.recommended));
  const points = plan.curve.spend
    .map((spend, index) => ({ spend, revenue: plan.curve.revenue[index]! }))
    .sort((a, b) => a.spend - b.spend);
  const shown = points.filter(
    ({ spend }, index) => spend <= reach || (points[index - 1]?.spend ?? 0) < reach,
  );
  const right = Math.max(
    reach / ROOM,
    ...shown.map(({ spend }) => spend).filter((spend) => spend <= reach * 1.25),
  );
  const line = shown.filter(({ spend }) => spend <= right);
  const top = Math.max(
    ...[plan.today, plan.recommended].map(({ figures }) => figures.revenue),
    ...line.map(({ revenue }) => revenue),
  );
  const { breakEvenRoas } = plan;
  const rayEnd = breakEvenRoas === null ? 0 : Math.min(right, (1.05 * top) / breakEvenRoas);
  const dot = (
    { figures }: PlanSetting,
    name: string,
    cells: { spend: string; revenue: string },
    full: boolean,
  ) =>
    Plot.dot([figures], {
      x: 'spend',
      y: 'revenue',
      r: 5,
      ...(full
        ? { fill: palette.recommended, stroke: palette.surface, strokeWidth: 1 }
        : { stroke: palette.today, strokeWidth: 2, fill: palette.surface }),
      title: () => `${name}: ${charts.spendAxis.split(' ')[0]} ${cells.spend}, ${cells.revenue}`,
    });
  const cells = (which: 'today' | 'recommended') => ({
    spend: row.figures.spend[which].text,
    revenue: row.figures.revenue[which].text,
  });
  return plotSvg(
    {
      width: 250,
      height: 190,
      marginLeft: 48,
      marginRight: 10,
      marginTop: 22,
      marginBottom: 34,
      x: {
        label: `${fill(charts.spendAxis, { currency: model.currency })} →`,
        zero: true,
        nice: true,
        ticks: 4,
        labelArrow: 'none',
      },
      y: {
        label: fill(charts.revenueAxis, { currency: model.currency }),
        grid: true,
        zero: true,
        nice: true,
        ticks: 4,
        labelArrow: 'none',
      },
      marks: [
        Plot.ruleY([0], { stroke: palette.ink, strokeOpacity: 0.5 }),
        ...(breakEvenRoas === null
          ? []
          : [
              Plot.line(
                [
                  [0, 0],
                  [rayEnd, rayEnd * breakEvenRoas],
                ],
                { stroke: palette.breakEven, strokeWidth: 1.5, strokeDasharray: '5 4' },
              ),
            ]),
        Plot.line(line, {
          x: 'spend',
          y: 'revenue',
          stroke: palette.ink,
          strokeOpacity: 0.65,
          strokeWidth: 1.75,
          strokeLinejoin: 'round',
        }),
        dot(plan.today, charts.today, cells('today'), false),
        dot(plan.recommended, charts.recommended, cells('recommended'), true),
      ],
    },
    {
      id: `curve-${row.index}`,
      title: fill(charts.curvePlan, { plan: row.name }),
      description: charts.curvePlanDesc,
    },
  );
}
