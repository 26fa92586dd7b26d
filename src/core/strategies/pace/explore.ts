import type { WishedBid } from '../shared/decideBids.ts';
import { yesterdayOf } from '../shared/yesterday.ts';
import type { Morning } from './morning.ts';

/** Share of the horizon after which nothing new is learned in time. */
const UNTIL = 0.8;

/**
 * Lifts plans without evidence to the suggested bid, all together under a small share of the account's spend; returns the wishes and
 * the ids lifted. Without it a plan that starts below its market is never seen.
 */
export function explore(
  { observation, values, parameters }: Morning,
  wishes: readonly WishedBid[],
): { wishes: WishedBid[]; explored: string[] } {
  const { day, days, limits } = observation;
  const { exploreClicks, exploreShare } = parameters;
  if (day === 0 || day >= UNTIL * days) return { wishes: [...wishes], explored: [] };
  const thin = values.filter(({ maturedClicks }) => maturedClicks < exploreClicks).length;
  const spent = wishes.reduce((sum, { plan }) => sum + yesterdayOf(observation, plan).uncappedCost, 0);
  const cap = (exploreShare * Math.max(0.25 * limits.dailyBudget, spent)) / Math.max(1, thin);
  const explored: string[] = [];
  const lifted = wishes.map((wish, i): WishedBid => {
    const { plan, bid } = wish;
    const clicks = values[i]!.maturedClicks;
    if (clicks >= exploreClicks || !(bid < plan.suggestedBid)) return wish;
    explored.push(plan.id);
    const reason = { rule: 'explore', figures: { clicks, neededClicks: exploreClicks } };
    return { plan, bid: plan.suggestedBid, cap, reason };
  });
  return { wishes: lifted, explored };
}
