import * as Plot from '@observablehq/plot';
import { fill } from '../format/fill.ts';
import { truncate } from '../format/displayWidth.ts';
import type { PlanSetting } from '../../core/analysis/optimizeResult.ts';
import type { ReportModel } from '../model/reportModel.ts';
import { palette } from './palette.ts';
import { plotSvg } from './plotSvg.ts';
import { hasQuality } from './qualityPanel.ts';

/** Click price against quality score: each plan moves from today's hollow dot to the recommended full dot. */
export function qualityArrows(model: ReportModel): string {
  const { charts } = model.locale;
  const points = model.pictures.panels.filter(hasQuality).map((chosen) => ({
    name: chosen.row.name,
    today: meanPoint(chosen.plan.today),
    recommended: meanPoint(chosen.plan.recommended),
    chosen,
  }));
  type Point = (typeof points)[number];
  const shown = (which: 'today' | 'recommended') => points.filter((point) => point[which].price > 0);
  const title = ({ chosen: { row } }: Point): string =>
    `${row.name}\n${charts.priceAxisShort}: ${row.figures.costPerClick.today.text} → ${row.figures.costPerClick.recommended.text}`;
  const labelled = withoutCollisions(
    points.map(({ name, today, recommended }) => ({
      name: truncate(name, 26),
      ...(recommended.price > 0 ? recommended : today),
    })),
  );
  return plotSvg(
    {
      width: 520,
      height: 290,
      marginLeft: 50,
      marginRight: 150,
      marginTop: 26,
      marginBottom: 36,
      x: { label: `${charts.qualityAxis} →`, domain: [1, 10], ticks: 10 },
      y: {
        label: `↑ ${fill(charts.priceAxis, { currency: model.currency })}`,
        grid: true,
        zero: true,
        nice: true,
        ticks: 5,
        labelArrow: 'none',
      },
      marks: [
        Plot.ruleY([0], { stroke: palette.ink, strokeOpacity: 0.5 }),
        Plot.link(
          points.filter(({ today, recommended }) => today.price > 0 && recommended.price > 0),
          {
            x1: ({ today }: Point) => today.quality,
            x2: ({ recommended }: Point) => recommended.quality,
            y1: ({ today }: Point) => today.price,
            y2: ({ recommended }: Point) => recommended.price,
            stroke: palette.recommended,
            strokeOpacity: 0.45,
            strokeWidth: 2,
          },
        ),
        Plot.text(labelled, {
          x: 'quality',
          y: 'price',
          text: 'name',
          textAnchor: 'start',
          dx: 9,
          fill: palette.ink,
          stroke: palette.surface,
          strokeWidth: 3,
        }),
        Plot.dot(shown('today'), {
          x: ({ today }: Point) => today.quality,
          y: ({ today }: Point) => today.price,
          r: 4.5,
          stroke: palette.today,
          strokeWidth: 2,
          fill: palette.surface,
          title,
        }),
        Plot.dot(shown('recommended'), {
          x: ({ recommended }: Point) => recommended.quality,
          y: ({ recommended }: Point) => recommended.price,
          r: 4.5,
          fill: palette.recommended,
          title,
        }),
      ],
    },
    { id: 'quality-store', title: charts.qualityStore, description: charts.qualityStoreDesc },
  );
}

interface Label {
  readonly name: string;
  readonly quality: number;
  readonly price: number;
}

/** Labels in order, without those that would cover an earlier one; every dot still has its name on hover. */
function withoutCollisions(labels: readonly Label[]): Label[] {
  const top = Math.max(...labels.map(({ price }) => price));
  const kept: Label[] = [];
  for (const label of labels.filter(({ price }) => price > 0)) {
    const free = kept.every(
      (other) =>
        Math.abs(other.price - label.price) > 0.06 * top || Math.abs(other.quality - label.quality) > 4,
    );
    if (free) kept.push(label);
  }
  return kept;
}

/** Mean quality over the days that have one, and the mean click price. */
function meanPoint({ qualityByDay, figures }: PlanSetting): { quality: number; price: number } {
  const scores = qualityByDay.filter((quality) => quality > 0);
  const quality = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
  return { quality, price: scores.length > 0 ? figures.costPerClick : 0 };
}
