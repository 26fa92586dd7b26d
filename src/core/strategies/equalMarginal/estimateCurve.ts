import type { Observation, PlanObservation } from '../../contract/observation.ts';
import { log, pow } from '../../math/elementary.ts';
import { recentFigures } from '../recentFigures.ts';

/** A plan's response near its present bid b: clicks c (g)^clickElasticity at price p (g)^priceElasticity for a bid g b. */
export interface EstimatedCurve {
  /** [clicks/day] at the present bid, budget not in the way. */
  readonly clicks: number;
  /** [currency/click] at the present bid. */
  readonly price: number;
  readonly clickElasticity: number;
  readonly priceElasticity: number;
}

export interface CurveParameters {
  readonly window: number;
  readonly retention: number;
  /** Elasticities before any evidence (docs/model.md: clicks 2.5 .. 0.6 from low to high bids; CPC/bid nearly constant). */
  readonly priorClickElasticity: number;
  readonly priorPriceElasticity: number;
  /** Evidence behind the prior, in squared log bids. */
  readonly priorStrength: number;
}

interface Point {
  readonly weight: number;
  readonly bid: number;
  readonly clicks: number;
  readonly cost: number;
}

/** Estimates the curve from the plan's own history, or null without a click. */
export function estimateCurve(
  observation: Observation,
  plan: PlanObservation,
  parameters: CurveParameters,
): EstimatedCurve | null {
  const points = recentPoints(observation, plan, parameters);
  const recent = recentFigures(observation, plan, parameters.window, parameters.retention);
  if (points.length === 0 || recent.clicks <= 0) return null;
  const { priorStrength } = parameters;
  const clickElasticity = slope(
    points,
    parameters.priorClickElasticity,
    priorStrength,
    ({ clicks }) => clicks,
  );
  const priceElasticity = slope(
    points,
    parameters.priorPriceElasticity,
    priorStrength,
    ({ clicks, cost }) => cost / clicks,
  );
  const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
  const eps = clamp(clickElasticity, 0.2, 3);
  const rho = clamp(priceElasticity, 0.1, 1);
  let weight = 0;
  let clicks = 0;
  let atBid = 0;
  let cost = 0;
  for (const point of points) {
    const g = plan.bid / point.bid;
    weight += point.weight;
    clicks += point.weight * point.clicks * pow(g, eps);
    atBid += point.weight * point.clicks;
    cost += point.weight * point.cost * pow(g, rho);
  }
  return { clicks: clicks / weight, price: cost / atBid, clickElasticity: eps, priceElasticity: rho };
}

/** Days with clicks, scaled up to what an unlimited budget would have brought. */
function recentPoints(observation: Observation, plan: PlanObservation, parameters: CurveParameters): Point[] {
  const { history } = plan;
  const points: Point[] = [];
  let weight = 1;
  for (let t = observation.day - 1; t >= Math.max(0, observation.day - parameters.window); t--) {
    const shown = history.impressions[t]!;
    const clicks = history.clicks[t]!;
    const bid = history.bid[t]!;
    if (clicks > 0 && bid > 0) {
      const scale = shown > 0 ? (shown + history.impressionsLostToBudget[t]!) / shown : 1;
      points.push({ weight, bid, clicks: clicks * scale, cost: history.cost[t]! * scale });
    }
    weight *= parameters.retention;
  }
  return points;
}

/** Ridge slope of the log of a quantity on the log bid, shrunk to a prior slope. */
function slope(
  points: readonly Point[],
  prior: number,
  strength: number,
  of: (point: Point) => number,
): number {
  const reference = points[0]!;
  let n = 0;
  let mx = 0;
  let my = 0;
  for (const point of points) {
    n += point.weight;
    mx += point.weight * log(point.bid / reference.bid);
    my += point.weight * log(of(point) / of(reference));
  }
  mx /= n;
  my /= n;
  let xx = 0;
  let xy = 0;
  for (const point of points) {
    const x = log(point.bid / reference.bid) - mx;
    xx += point.weight * x * x;
    xy += point.weight * x * (log(of(point) / of(reference)) - my);
  }
  return (xy + strength * prior) / (xx + strength);
}
