import * as Plot from '@observablehq/plot';
import type { LandscapePoint } from '../../core/analysis/landscape/landscapeResult.ts';
import { rankBuckets } from '../../core/contract/rankBuckets.ts';
import { fill } from '../format/fill.ts';
import type { LandscapeModel, LandscapeView } from '../landscape/landscapeModel.ts';
import { placeName } from '../landscape/landscapeNames.ts';
import { pointToday } from '../landscape/landscapeSentences.ts';
import { palette } from './palette.ts';
import { plotSvg } from './plotSvg.ts';

const size = { width: 300, height: 178, marginLeft: 46, marginRight: 12, marginTop: 10, marginBottom: 34 };
const smooth = { strokeLinejoin: 'round', strokeLinecap: 'round' } as const;

/** Figures of a bid that have a curve each. */
export const curveFigures = ['impressions', 'clicks', 'cost', 'orders'] as const;
export type CurveFigure = (typeof curveFigures)[number];

const valueOf: Record<CurveFigure, (point: LandscapePoint) => number> = {
  impressions: (point) => point.impressions,
  clicks: (point) => point.clicks,
  cost: (point) => point.spend,
  orders: (point) => point.orders,
};

/** One figure over bids, with today's bid and the suggested ones marked. */
export function landscapeCurve(model: LandscapeModel, view: LandscapeView, figure: CurveFigure): string {
  const { charts } = model.locale.landscape;
  const { landscape } = view;
  const y = valueOf[figure];
  return plotSvg(
    {
      ...size,
      x: bidAxis(model, view),
      y: amountAxis,
      marks: [
        ...marked(view),
        Plot.line(landscape.points, {
          x: 'bid',
          y,
          stroke: palette.recommended,
          strokeWidth: 2.25,
          ...smooth,
        }),
        todayDot(model, view, y),
      ],
    },
    words(model, view, figure, charts.description),
  );
}

/** Mean price of a click and what one more costs. */
export function priceCurve(model: LandscapeModel, view: LandscapeView): string {
  const { charts } = model.locale.landscape;
  const { points } = view.landscape;
  const steps = points.flatMap(({ bid, incrementalCostPerClick }, i) =>
    i === 0 || incrementalCostPerClick === null
      ? []
      : [{ bid: (bid + points[i - 1]!.bid) / 2, price: incrementalCostPerClick }],
  );
  return plotSvg(
    {
      ...size,
      x: bidAxis(model, view),
      y: amountAxis,
      marks: [
        ...marked(view),
        Plot.line(steps, {
          x: 'bid',
          y: 'price',
          stroke: palette.breakEven,
          strokeWidth: 2,
          strokeDasharray: '5 4',
          ...smooth,
        }),
        Plot.line(
          points.filter(({ costPerClick }) => costPerClick !== null),
          { x: 'bid', y: 'costPerClick', stroke: palette.recommended, strokeWidth: 2.25, ...smooth },
        ),
      ],
    },
    words(model, view, 'price', charts.priceDescription),
  );
}

/** How opaque a bucket is drawn: the better the rank, the darker. */
export const rankOpacity = [1, 0.78, 0.6, 0.44, 0.3, 0.18, 0.08] as const;

/** Shares of impressions by rank bucket, stacked, first at the bottom. */
export function rankStack(model: LandscapeModel, view: LandscapeView): string {
  const { locale } = model;
  const layers = view.landscape.points.flatMap(({ bid, impressions, impressionsByRank }) =>
    impressionsByRank === null || impressions === 0
      ? []
      : rankBuckets.map((_, bucket) => ({
          bid,
          bucket,
          share: (100 * impressionsByRank[bucket]!) / impressions,
        })),
  );
  return plotSvg(
    {
      ...size,
      x: bidAxis(model, view),
      y: { label: null, domain: [0, 100], ticks: 5, grid: true },
      marks: [
        Plot.areaY(layers, {
          x: 'bid',
          y: 'share',
          z: 'bucket',
          order: 'z',
          fill: palette.recommended,
          fillOpacity: ({ bucket }: { bucket: number }) => rankOpacity[bucket]!,
          stroke: palette.surface,
          strokeWidth: 1,
          title: ({ bucket }: { bucket: number }) => placeName(bucket, locale),
        }),
        Plot.ruleX([view.landscape.bidToday], { stroke: palette.ink, strokeWidth: 1.5 }),
        Plot.ruleY([0], { stroke: palette.ink, strokeOpacity: 0.5 }),
      ],
    },
    words(model, view, 'ranks', locale.landscape.charts.ranksDescription),
  );
}

/** Clicks at today's bid over the daily budget; empty where the budget is not in the way. */
export function budgetCurve(model: LandscapeModel, view: LandscapeView): string {
  const { charts } = model.locale.landscape;
  const { budget } = view.landscape;
  if (budget === null || budget.steps.length === 0) return '';
  const points = [budget.today, ...budget.steps].map(({ dailyBudget, figures: { clicks } }) => ({
    dailyBudget,
    clicks,
  }));
  return plotSvg(
    {
      ...size,
      x: {
        label: fill(charts.budgetAxis, { currency: model.currency }),
        zero: true,
        nice: true,
        ticks: 4,
        labelArrow: 'none',
      },
      y: amountAxis,
      marks: [
        Plot.ruleY([0], { stroke: palette.ink, strokeOpacity: 0.5 }),
        Plot.line(points, {
          x: 'dailyBudget',
          y: 'clicks',
          stroke: palette.recommended,
          strokeWidth: 2.25,
          ...smooth,
        }),
        Plot.dot(points.slice(1), {
          x: 'dailyBudget',
          y: 'clicks',
          r: 3.5,
          fill: palette.recommended,
          stroke: palette.surface,
        }),
        Plot.dot(points.slice(0, 1), {
          x: 'dailyBudget',
          y: 'clicks',
          r: 5,
          fill: palette.surface,
          stroke: palette.ink,
          strokeWidth: 2,
        }),
      ],
    },
    words(model, view, 'budget', charts.budgetDescription),
  );
}

const amountAxis: Plot.ScaleOptions = { label: null, grid: true, zero: true, nice: true, ticks: 4 };

function bidAxis({ locale, currency }: LandscapeModel, { landscape }: LandscapeView): Plot.ScaleOptions {
  return {
    label: fill(locale.landscape.charts.bidAxis[landscape.bidsFor], { currency }),
    domain: [0, landscape.points.at(-1)!.bid],
    ticks: 5,
    labelArrow: 'none',
  };
}

/** A band from the low to the high suggestion, dashes at the middle one, a line at today's bid; all behind the curve. */
function marked({ landscape: { suggested, bidToday, points } }: LandscapeView): Plot.Markish[] {
  const { low, suggested: middle, high } = suggested;
  const right = points.at(-1)!.bid;
  const band = low === null ? [] : [{ x1: Math.min(low, right), x2: Math.min(high ?? right, right) }];
  return [
    Plot.rect(band, { x1: 'x1', x2: 'x2', fill: palette.recommended, fillOpacity: 0.12 }),
    Plot.ruleX(middle === null || middle > right ? [] : [middle], {
      stroke: palette.recommended,
      strokeDasharray: '3 3',
    }),
    Plot.ruleX(bidToday > 0 ? [bidToday] : [], { stroke: palette.ink, strokeOpacity: 0.7 }),
    Plot.ruleY([0], { stroke: palette.ink, strokeOpacity: 0.5 }),
  ];
}

function todayDot(
  { format }: LandscapeModel,
  { landscape }: LandscapeView,
  y: (point: LandscapePoint) => number,
): Plot.Markish {
  const points = landscape.bidToday > 0 ? [pointToday(landscape)] : [];
  return Plot.dot(points, {
    x: 'bid',
    y,
    r: 5,
    fill: palette.surface,
    stroke: palette.ink,
    strokeWidth: 2,
    title: (point: LandscapePoint) =>
      `${format.phrase('price', point.bid)}: ${format.phrase('clicks', y(point))}`,
  });
}

function words(
  { locale, currency }: LandscapeModel,
  { index, subject }: LandscapeView,
  chart: CurveFigure | 'price' | 'ranks' | 'budget',
  description: string,
): { id: string; title: string; description: string } {
  const title = fill(locale.landscape.charts[chart], { currency });
  return { id: `${chart}-${index}`, title: `${subject}: ${title}`, description };
}
