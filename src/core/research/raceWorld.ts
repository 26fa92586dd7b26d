import type { Strategy } from '../contract/strategy.ts';
import { run } from '../engine/run.ts';
import { startState } from '../engine/state.ts';
import { truthOf } from '../engine/truthOf.ts';
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
  const { days } = prepared.scenario;
  const optimum = optimumOf(truthOf(startState(prepared, seed, 0, false)));
  let late = 0;
  for (let day = Math.floor(days / 2); day < days; day++) late += optimum.revenueOn(day);
  const reference = { all: optimum.dualBound, late };
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
