import * as Plot from '@observablehq/plot';
import { fill } from '../format/fill.ts';
import type { ReportModel } from '../model/reportModel.ts';
import { palette } from './palette.ts';
import { plotSvg } from './plotSvg.ts';

/** The store's return at best for what it spends, from an honest zero, with today and the recommendation as simulated. */
export function frontierLine(model: ReportModel): string {
  const { charts, amountAxes } = model.locale;
  const { points, today, recommended, measure } = model.pictures.frontier;
  const label = fill(amountAxes[measure], { currency: model.currency });
  const dot = (point: { spend: number; value: number; text: string }, name: string, full: boolean) =>
    Plot.dot([point], {
      x: 'spend',
      y: 'value',
      r: 5,
      ...(full
        ? { fill: palette.recommended, stroke: palette.surface, strokeWidth: 1 }
        : { stroke: palette.today, strokeWidth: 2, fill: palette.surface }),
      title: () => `${name}: ${point.text}`,
    });
  return plotSvg(
    {
      width: 520,
      height: 300,
      marginLeft: 60,
      marginRight: 16,
      marginTop: 24,
      marginBottom: 36,
      x: {
        label: `${fill(charts.spendAxis, { currency: model.currency })} →`,
        zero: true,
        nice: true,
        ticks: 6,
        labelArrow: 'none',
      },
      y: { label, grid: true, zero: true, nice: true, ticks: 5, labelArrow: 'none' },
      marks: [
        Plot.ruleY([0], { stroke: palette.ink, strokeOpacity: 0.5 }),
        Plot.line(points, {
          x: 'spend',
          y: 'value',
          stroke: palette.ink,
          strokeOpacity: 0.65,
          strokeWidth: 1.75,
          strokeLinejoin: 'round',
        }),
        // The interval of the difference to today, drawn about the recommendation.
        Plot.ruleX([recommended], {
          x: 'spend',
          y1: 'low',
          y2: 'high',
          stroke: palette.recommended,
          strokeWidth: 2,
        }),
        dot(today, charts.today, false),
        dot(recommended, charts.recommended, true),
      ],
    },
    { id: 'frontier', title: charts.frontier, description: charts.frontierDesc },
  );
}
