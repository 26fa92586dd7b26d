import { expect } from 'vitest';
import type { EventMarket, EventOutcome } from '../../../src/core/market/event/eventMarket.ts';
import { randomMarket, type MarketShape } from './markets.ts';
import { zOfCounts, zOfMeans } from './statistics.ts';

export const total = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

/** Prepares a market; what it returns runs the auctions of one day. */
export type Tier = (market: EventMarket) => (auctions: number, day: number) => EventOutcome;

/** 120 markets of 1 to 20 bidders, with and without reserve, tick, budgets and absences. */
export const variedShapes: readonly MarketShape[] = Array.from({ length: 120 }, (_, i) => ({
  bidders: [1, 2, 3, 5, 9, 20][i % 6]!,
  slots: 1 + (i % 4),
  reserve: [0, 0.05, 0.6][i % 3]!,
  tick: i % 2 === 0 ? 0.05 : 0,
  budgeted: i % 5 === 0 ? 0.6 : 0,
  budgetInBids: 4,
  activity: i % 7 < 4 ? 'always' : 'mixed',
  seed: i + 1,
  mechanism: (['gsp', 'vcg', 'first-price'] as const)[Math.floor(i / 2) % 3]!,
}));

export const figures = {
  firstSlot: (outcome: EventOutcome, bidder: number) => outcome.impressions[bidder]!,
  clicks: (outcome: EventOutcome) => total(outcome.clicks),
  spend: (outcome: EventOutcome) => total(outcome.spend),
  ownSpend: (outcome: EventOutcome, bidder: number) => outcome.spend[bidder]!,
  inBudget: (outcome: EventOutcome) => total(outcome.auctionsInBudget),
};

/** z scores of the difference of two tiers in every figure, one a market, and of their impressions by slot and bidder. */
export function compareTiers(first: Tier, second: Tier, days: number, auctions: number) {
  const scores = Object.fromEntries(Object.keys(figures).map((name) => [name, [] as number[]]));
  const impressions: number[] = [];
  for (const shape of variedShapes) {
    const market = randomMarket(shape);
    const run = (tier: Tier) => {
      const runDay = tier(market);
      return Array.from({ length: days }, (_, day) => runDay(auctions, day));
    };
    const [ours, theirs] = [run(first), run(second)];
    const bidder = shape.seed % shape.bidders;
    for (const [name, figure] of Object.entries(figures))
      scores[name]!.push(
        zOfMeans(
          ours.map((outcome) => figure(outcome, bidder)),
          theirs.map((outcome) => figure(outcome, bidder)),
        ),
      );
    const tally = (outcomes: readonly EventOutcome[]) =>
      Array.from(outcomes[0]!.impressions, (_, cell) =>
        total(outcomes.map((outcome) => outcome.impressions[cell]!)),
      );
    // Budgets make counts vary more than chi-square allows.
    if (shape.budgeted === 0) impressions.push(zOfCounts(tally(ours), tally(theirs)));
  }
  return { scores: scores as Record<keyof typeof figures, number[]>, impressions };
}

/** Expects z scores of independent comparisons to be standard normal: none beyond 4.5, mean square 1 within its error. */
export function expectStandardNormal(scores: readonly number[]): void {
  // A figure that cannot vary (everyone always shown, nobody ever out of budget) has z = 0 and says nothing.
  const z = scores.filter((score) => score !== 0);
  expect(z.length).toBeGreaterThan(10);
  expect(Math.max(...z.map(Math.abs))).toBeLessThan(4.5);
  const meanSquare = total(z.map((score) => score * score)) / z.length;
  const width = 4 * Math.sqrt(2 / z.length);
  expect(meanSquare).toBeGreaterThan(1 - width);
  // Standard errors are estimated from 25 days a side: the square of z has mean 1.04.
  expect(meanSquare).toBeLessThan(1.04 + width);
}
