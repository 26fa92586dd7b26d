import type { PreparedScenario } from '../../engine/prepare.ts';

/** Daily budgets [currency/day], and which plans stay on. */
export interface PlannedBudgets {
  readonly dailyBudget: Float64Array;
  readonly enabled: Uint8Array;
}

/** What is known of the plans when their budgets are set, in plan order. */
export interface BudgetWishes {
  /** What each plan would need so that its budget rarely clips [currency/day]. */
  readonly needs: Float64Array;
  /** What each plan is expected to spend [currency/day], and what that is worth, in the objective's measure. */
  readonly spend: Float64Array;
  readonly worth: Float64Array;
  readonly enabled: Uint8Array;
  /** Plans that are asked to spend something: never switched off. */
  readonly asked: readonly boolean[];
}

/** One plan whose budget may move. */
interface Claim {
  readonly plan: number;
  readonly floor: number;
  readonly wanted: number;
  readonly spend: number;
  readonly worth: number;
  readonly asked: boolean;
}

/**
 * Daily budgets in whole steps. Each plan gets what it needs where that fits into the store's daily budget, or where the
 * platform itself stops the store there; otherwise what stands above the minimum budgets is scaled back alike, so that all
 * budgets sum to the store's. A fixed plan holds no more of it than it needs, however wide its own budget. A minimum budget holds money that a small plan never spends: where the store earns more by
 * giving it to the others, the plans worth least for the money they hold are switched off.
 */
export function planBudgets(prepared: PreparedScenario, wishes: BudgetWishes): PlannedBudgets {
  const { plans, limits, market } = prepared.scenario;
  const enabled = Uint8Array.from(wishes.enabled);
  const kept = plans.reduce(
    (sum, plan, p) =>
      sum + (plan.bounds.fixed && enabled[p] === 1 ? Math.min(plan.dailyBudget, wishes.needs[p]!) : 0),
    0,
  );
  const room =
    limits.enforceDailyBudget || limits.openBudget === true
      ? Infinity
      : Math.max(0, limits.dailyBudget - kept);
  const claims = claimsOf(prepared, wishes);
  const dropped = claims.splice(0, bestDrop(claims, room));
  for (const { plan } of dropped) enabled[plan] = 0;
  const share = shareAbove(claims, room);
  const dailyBudget = Float64Array.from(plans, (plan) => plan.dailyBudget);
  for (const { plan, floor, wanted } of claims) {
    // Down to whole steps, so that the sum stays within the store's budget; 1e-6 of a step forgives rounding.
    const steps = Math.floor((floor + (wanted - floor) * share) / market.budgetTick + 1e-6);
    dailyBudget[plan] = steps / (1 / market.budgetTick);
  }
  return { dailyBudget, enabled };
}

/** Plans that are on and may move, the one worth least for the money it holds first. */
function claimsOf(
  { scenario }: PreparedScenario,
  { needs, spend, worth, enabled, asked }: BudgetWishes,
): Claim[] {
  const claims = scenario.plans.flatMap(({ bounds }, plan): Claim[] => {
    if (bounds.fixed || enabled[plan] === 0) return [];
    const floor = bounds.minDailyBudget;
    const wanted = Math.min(Math.max(needs[plan]!, floor), bounds.maxDailyBudget ?? Infinity);
    return [{ plan, floor, wanted, spend: spend[plan]!, worth: worth[plan]!, asked: asked[plan]! }];
  });
  return claims.sort((a, b) => +a.asked - +b.asked || a.worth / a.wanted - b.worth / b.wanted);
}

/** Share of what stands above the minimums that fits into the room; below 0 where not even the minimums fit. */
function shareAbove(claims: readonly Claim[], room: number): number {
  const floors = claims.reduce((sum, { floor }) => sum + floor, 0);
  const above = claims.reduce((sum, { floor, wanted }) => sum + wanted - floor, 0);
  if (floors > room) return -1;
  return above > 0 ? Math.min(1, (room - floors) / above) : 1;
}

/** How many of the claims to drop, from the first on, so that the rest is worth most. */
function bestDrop(claims: readonly Claim[], room: number): number {
  let best = 0;
  let most = -Infinity;
  const may = claims.filter(({ asked }) => !asked).length;
  for (let drop = 0; drop <= may; drop++) {
    const rest = claims.slice(drop);
    const share = shareAbove(rest, room);
    if (share < 0) continue;
    const worth = rest.reduce((sum, claim) => sum + worthAt(claim, share), 0);
    if (worth > most) [best, most] = [drop, worth];
    if (share === 1) break;
  }
  return best;
}

/** What a plan is worth at its budget: all of it where the budget covers its mean spend, else about the part it covers. */
function worthAt({ floor, wanted, spend, worth }: Claim, share: number): number {
  const budget = floor + (wanted - floor) * share;
  return budget >= spend ? worth : worth * (budget / spend);
}
