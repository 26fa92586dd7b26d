import type { Strategy } from '../contract/strategy.ts';
import { run } from '../engine/run.ts';
import { startState } from '../engine/state.ts';
import { truthOf } from '../engine/truthOf.ts';
import { clairvoyant } from '../strategies/clairvoyant/clairvoyant.ts';
import { optimumOf } from '../strategies/clairvoyant/optimumOf.ts';
import { scoreRun, type RunScore } from './scoreRun.ts';
import type { World } from './worlds/calibrateWorld.ts';

/** One run of a race. */
export interface RaceCell extends RunScore {
  readonly strategy: string;
  readonly scenario: string;
  readonly seed: number;
}

/**
 * Runs strategies in one world of one seed. All meet the same draws (common random numbers), so their scores are compared in
 * pairs. The world and its bound are made once.
 */
export function raceWorld(world: World, strategies: readonly Strategy[]): RaceCell[] {
  const { prepared, recipe, seed } = world;
  const { limits } = prepared.scenario;
  const reference = referenceOf(world);
  return strategies.map((strategy) => {
    const result = run(prepared, strategy, { tier: 'stochastic', seed });
    return {
      strategy: strategy.name,
      scenario: recipe.id,
      seed,
      ...scoreRun(result, reference, limits),
    };
  });
}

/**
 * Revenue that counts as 100 %, of all days and of the second half: the dual bound, or where bids move the quality score, so that no
 * frontier holds, the run of the clairvoyant policy.
 */
function referenceOf({ prepared, seed }: World): { all: number; late: number } {
  const { days, market } = prepared.scenario;
  const half = Math.floor(days / 2);
  let late = 0;
  if (!market.quality.feedback) {
    const optimum = optimumOf(truthOf(startState(prepared, seed, 0, false)));
    for (let day = half; day < days; day++) late += optimum.revenueOn(day);
    return { all: optimum.dualBound, late };
  }
  const { ledger } = run(prepared, clairvoyant, { tier: 'stochastic', seed });
  let all = 0;
  ledger.revenue.forEach((revenue, row) => {
    all += revenue;
    if (row % days >= half) late += revenue;
  });
  return { all, late };
}
