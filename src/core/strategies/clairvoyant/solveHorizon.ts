import {
  allocateFrontiers,
  type FrontierGroup,
  type FrontierPlan,
} from '../../allocation/allocateFrontiers.ts';
import { frontierFromPoints, frontierMix, type Frontier } from '../../allocation/frontier.ts';
import type { Truth } from '../../contract/truth.ts';
import { exp, log } from '../../math/elementary.ts';
import { dayCurve, dayKey, type DayCurve } from './dayCurve.ts';

/** The best any policy can expect over the days, and the bids that reach it. */
export interface HorizonSolution {
  /** No policy that keeps the daily budget surely and the ROAS floor on average expects more revenue [currency]. */
  readonly dualBound: number;
  /** Expected spend of the optimum [currency]. */
  readonly spend: number;
  /** Expected revenue of the optimum on a day from `from` on [currency]. */
  readonly revenueOn: (day: number) => number;
  /** Bid of a plan on a day from `from` on; 0 = stay out. */
  readonly bid: (plan: number, day: number) => number;
}

interface Cell {
  readonly curve: DayCurve;
  readonly frontier: Frontier;
}

/**
 * Fluid optimum of the days from..days-1: plan-day frontiers folded into days (daily budget) and days into the horizon (average
 * ROAS floor), exactly (core/allocation). Alike days are solved together: by concavity they share the money equally.
 * Weak duality and Jensen make its dual bound a bound for every policy, also one that knows the draws of demand.
 */
export function solveHorizon(truth: Truth, from = 0): HorizonSolution {
  const { scenario } = truth;
  const plans = scenario.plans.length;
  const keys = Array.from({ length: plans }, (_, plan) =>
    Array.from({ length: scenario.days }, (_, day) => (day < from ? '' : dayKey(truth, plan, day))),
  );
  const groupOfDay = new Map<number, string>();
  const daysOf = new Map<string, number[]>();
  for (let day = from; day < scenario.days; day++) {
    const key = keys.map((byDay) => byDay[day]!).join('/');
    groupOfDay.set(day, key);
    daysOf.set(key, [...(daysOf.get(key) ?? []), day]);
  }
  const cells = new Map<string, Cell>();
  const leaves: FrontierPlan[] = [];
  const groups: FrontierGroup[] = [];
  for (const [key, days] of daysOf) {
    const ids: string[] = [];
    for (let plan = 0; plan < plans; plan++) {
      const cellKey = `${plan}@${keys[plan]![days[0]!]!}`;
      let cell = cells.get(cellKey);
      if (cell === undefined) {
        const curve = dayCurve(truth, plan, days[0]!);
        cell = { curve, frontier: frontierFromPoints(curve.cost, curve.revenue) };
        cells.set(cellKey, cell);
      }
      const id = `${plan}@${days[0]!}`;
      ids.push(id);
      leaves.push({ id, frontier: scaled(cell.frontier, days.length) });
    }
    groups.push({ id: `day/${key}`, plans: ids, budget: scenario.limits.dailyBudget * days.length });
  }
  const { minAverageRoas } = scenario.limits;
  const solution = allocateFrontiers({
    plans: leaves,
    groups,
    ...(minAverageRoas === null ? {} : { minAverageRoas }),
  });
  if (solution.status !== 'optimal') return { dualBound: 0, spend: 0, revenueOn: () => 0, bid: () => 0 };
  const spendOf = new Map(leaves.map(({ id }, i) => [id, solution.spend[i]!]));
  const valueOf = new Map(leaves.map(({ id }, i) => [id, solution.value[i]!]));
  return {
    dualBound: solution.certificate.dualBound,
    spend: solution.spend.reduce((sum, spend) => sum + spend, 0),
    revenueOn: (day) => {
      const days = daysOf.get(groupOfDay.get(day)!)!;
      let sum = 0;
      for (let plan = 0; plan < plans; plan++) sum += valueOf.get(`${plan}@${days[0]!}`)!;
      return sum / days.length;
    },
    bid: (plan, day) => {
      const days = daysOf.get(groupOfDay.get(day)!)!;
      const cell = cells.get(`${plan}@${keys[plan]![days[0]!]!}`)!;
      return bidFor(cell, spendOf.get(`${plan}@${days[0]!}`)! / days.length);
    },
  };
}

function scaled(frontier: Frontier, factor: number): Frontier {
  const cost = frontier.cost.map((value) => value * factor);
  const value = frontier.value.map((one) => one * factor);
  return { ...frontier, cost, value };
}

/** The bid between the two vertices that a spend mixes, geometrically. */
function bidFor({ curve, frontier }: Cell, spend: number): number {
  if (!(spend > 0)) return 0;
  const { from, to, share } = frontierMix(frontier, spend);
  if (from < 0) return share > 0 && to >= 0 ? curve.bid[to]! : 0;
  const low = curve.bid[from]!;
  return share === 0 ? low : low * exp(share * log(curve.bid[to]! / low));
}
