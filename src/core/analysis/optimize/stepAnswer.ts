import type { PreparedScenario } from '../../engine/prepare.ts';
import { InputError } from '../../issues/issue.ts';
import { answerOf, type Answer } from './answerOf.ts';
import { planCurves } from './planCurves.ts';
import { lowestBids, withinSteps, type Goal } from './withinSteps.ts';

/** Spend asked for at the lowest bid, a little less than that bid spends: what is asked must be had. */
const PART = 0.999;

/**
 * The best answer within one step of today, on the way to the optimum. Where the lowest bids of a step together spend more than a budget
 * allows, plans may be paused after all.
 */
export function stepAnswer(prepared: PreparedScenario, goal: Answer): Answer {
  const { bid, enabled } = goal.searched.settings;
  const within = (lowSpend: Float64Array): Answer =>
    answerOf(withinSteps(prepared, { bid, enabled, lowSpend } satisfies Goal));
  try {
    return within(spendAtLowest(prepared));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return within(new Float64Array(bid.length));
  }
}

function spendAtLowest(prepared: PreparedScenario): Float64Array {
  const bid = lowestBids(prepared);
  const enabled = new Uint8Array(bid.length).fill(1);
  const grid = Array.from(bid, (one) => Float64Array.of(one));
  const curves = planCurves(prepared, grid, { bid, enabled });
  return Float64Array.from(curves, ({ spend }) => PART * spend[0]!);
}
