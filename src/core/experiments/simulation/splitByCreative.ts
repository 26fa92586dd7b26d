import { binomialQuantile } from '../../math/binomial.ts';
import { streamKey, uniform } from '../../math/keyed.ts';
import type { RunResult } from '../../engine/result.ts';
import type { CreativeDay } from '../table/testTable.ts';

/** What is true of one creative in rotation; factors relative to its plan, conversion by day. */
export interface TrueCreative {
  readonly id: string;
  readonly share: number;
  readonly clickThroughFactor: number;
  readonly conversionFactor: (day: number) => number;
}

/** A Monday; simulated days are dated from it so that weekdays are right. */
const FIRST_MONDAY = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;

/**
 * A simulated plan's days split over its creatives in rotation.
 *
 * The engine draws the plan's totals with the creatives acting as one; given the totals, impressions are multinomial by share,
 * clicks by impressions x click-through and orders by clicks x conversion, which is the law of separate creatives given their
 * sum. So the rows add up to the ledger exactly.
 */
export function splitByCreative(
  result: RunResult,
  plan: number,
  creatives: readonly TrueCreative[],
  firstWeekday: number,
): CreativeDay[] {
  const key = streamKey(result.seed, `test/${result.planIds[plan]}/split/${result.replication}`);
  const { ledger, days } = result;
  return Array.from({ length: days }, (_, day) => {
    const at = plan * days + day;
    const draw = (channel: number) => (arm: number) => uniform(key, day, channel, arm);
    const shown = split(
      Math.round(ledger.impressions[at] ?? 0),
      creatives.map((one) => one.share),
      draw(0),
    );
    const clicks = split(
      Math.round(ledger.clicks[at] ?? 0),
      shown.map((count, i) => count * creatives[i].clickThroughFactor),
      draw(1),
      shown,
    );
    const orders = split(
      Math.round(ledger.orders[at] ?? 0),
      clicks.map((count, i) => count * creatives[i].conversionFactor(day)),
      draw(2),
    );
    const share = (value: number, part: number, whole: number) => (whole > 0 ? (value * part) / whole : 0);
    const clicked = sum(clicks);
    const ordered = sum(orders);
    return creatives.map((creative, i) => ({
      day: new Date(FIRST_MONDAY + (firstWeekday + day) * DAY_MS).toISOString().slice(0, 10),
      creative: creative.id,
      impressions: shown[i],
      clicks: clicks[i],
      cost: cents(share(ledger.spend[at] ?? 0, clicks[i], clicked)),
      orders: orders[i],
      revenue: cents(share(ledger.revenue[at] ?? 0, orders[i], ordered)),
      currency: result.currency,
    }));
  }).flat();
}

/** Multinomial split of `total` by weights, as binomial draws one after another; no part exceeds its `cap`. */
function split(
  total: number,
  weights: readonly number[],
  draw: (part: number) => number,
  caps?: readonly number[],
): number[] {
  let left = total;
  let weightLeft = sum(weights);
  const parts = weights.map((weight, i) => {
    const chance = weightLeft > 0 ? Math.min(1, weight / weightLeft) : 0;
    const part = i === weights.length - 1 ? left : binomialQuantile(draw(i), left, chance);
    weightLeft -= weight;
    left -= part;
    return part;
  });
  return caps === undefined ? parts : withinCaps(parts, caps);
}

/** Moves what exceeds a cap (more clicks than impressions, on days with a handful) to the parts with room. */
function withinCaps(parts: readonly number[], caps: readonly number[]): number[] {
  let excess = sum(parts.map((part, i) => Math.max(0, part - caps[i])));
  return parts.map((part, i) => {
    if (part >= caps[i]) return caps[i];
    const moved = Math.min(excess, caps[i] - part);
    excess -= moved;
    return part + moved;
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function cents(value: number): number {
  return Math.round(value * 100) / 100;
}
