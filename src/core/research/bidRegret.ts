import type { Truth } from '../contract/truth.ts';
import type { RunResult } from '../engine/result.ts';
import { exp, log } from '../math/elementary.ts';
import type { DayCurve } from '../strategies/clairvoyant/dayCurve.ts';
import { optimumOf } from '../strategies/clairvoyant/optimumOf.ts';
import { curveAt, trueCurves } from './trueCurves.ts';

/** What the bids of a run lose in expectation against the best bids [currency]. */
export interface BidRegret {
  /** Expected revenue of the run's bids, budgets kept. */
  readonly revenue: number;
  /** Money left unspent, or spent on other days than the optimum's. */
  readonly allocation: number;
  /** At the money spent each day: plans bid above their best bid, and plans bid below it. Not negative. */
  readonly overbid: number;
  readonly underbid: number;
}

/**
 * Puts the bids that stood on the true curves R(b), C(b). A day's bids spend x in expectation (plan budgets and the store's kept);
 * F(x) = min over m of sum of max over b (R - m C) + m x is the most that x can bring that day, m its price of money. Then
 * allocation = sum over days of F(optimum's spend) - F(x), and F(x) less what the bids bring is the sum over plans of
 * max (R - m C) - (R(b) - m C(b)): overbid where b is above the best bid, underbid where it is below.
 */
export function bidRegret(truth: Truth, run: RunResult): BidRegret {
  const { scenario } = truth;
  const optimum = optimumOf(truth);
  const curvesOn = trueCurves(truth);
  const total = { revenue: 0, allocation: 0, overbid: 0, underbid: 0 };
  for (let day = 0; day < scenario.days; day++) {
    const curves = curvesOn(day);
    const played = playedOn(truth, run, curves, day);
    const spent = curves.reduce((sum, curve, p) => sum + curveAt(curve, curve.cost, optimum.bid(p, day)), 0);
    const best = bestAt(curves, spent);
    const here = bestAt(curves, played.spend);
    total.revenue += played.revenue;
    total.allocation += best.revenue - here.revenue;
    played.plans.forEach(({ bid, spend, revenue }, p) => {
      const choice = here.choices[p]!;
      const lost = choice.gain - (revenue - here.price * spend);
      if (bid > choice.bid) total.overbid += lost;
      else total.underbid += lost;
    });
  }
  return total;
}

interface Played {
  readonly bid: number;
  readonly spend: number;
  readonly revenue: number;
}

/** Expected spend and revenue of the bids that stood: cut to plan budgets, then to the store's. */
function playedOn(
  { scenario }: Truth,
  { ledger, days }: RunResult,
  curves: readonly DayCurve[],
  day: number,
): { plans: Played[]; spend: number; revenue: number } {
  const uncut = curves.map((curve, p): Played => {
    const row = p * days + day;
    const bid = ledger.enabled[row] === 1 ? ledger.bid[row]! : 0;
    const spend = curveAt(curve, curve.cost, bid);
    const kept = spend > 0 ? Math.min(1, ledger.dailyBudget[row]! / spend) : 0;
    return { bid, spend: spend * kept, revenue: curveAt(curve, curve.revenue, bid) * kept };
  });
  const wanted = uncut.reduce((total, { spend }) => total + spend, 0);
  const kept = wanted > 0 ? Math.min(1, scenario.limits.dailyBudget / wanted) : 1;
  const plans = uncut.map(({ bid, spend, revenue }) => ({
    bid,
    spend: spend * kept,
    revenue: revenue * kept,
  }));
  return { plans, spend: wanted * kept, revenue: plans.reduce((total, { revenue }) => total + revenue, 0) };
}

interface Choice {
  /** Best bid at the price of money, 0 = stay out; what it costs, and R - m C. */
  readonly bid: number;
  readonly cost: number;
  readonly gain: number;
}

/** The most that a spend can bring on a day, the price of money there, and each plan's best bid at it. */
function bestAt(
  curves: readonly DayCurve[],
  spend: number,
): { revenue: number; price: number; choices: Choice[] } {
  const choose = (price: number): Choice[] => curves.map((curve) => bestBid(curve, price));
  let low = log(1e-3);
  let high = log(1e3);
  for (let i = 0; i < 45; i++) {
    const middle = (low + high) / 2;
    if (choose(exp(middle)).reduce((sum, { cost }) => sum + cost, 0) > spend) low = middle;
    else high = middle;
  }
  const price = exp(high);
  const choices = choose(price);
  return { revenue: choices.reduce((sum, { gain }) => sum + gain, price * spend), price, choices };
}

function bestBid({ bid, cost, revenue }: DayCurve, price: number): Choice {
  let best = -1;
  let gain = 0;
  for (let i = 0; i < bid.length; i++) {
    const own = revenue[i]! - price * cost[i]!;
    if (own > gain) {
      gain = own;
      best = i;
    }
  }
  return best < 0 ? { bid: 0, cost: 0, gain: 0 } : { bid: bid[best]!, cost: cost[best]!, gain };
}
