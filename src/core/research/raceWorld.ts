import type { Strategy } from '../contract/strategy.ts';
import type { RunResult } from '../engine/result.ts';
import { run, type Player } from '../engine/run.ts';
import { startState } from '../engine/state.ts';
import { truthOf } from '../engine/truthOf.ts';
import { clairvoyant } from '../strategies/clairvoyant/clairvoyant.ts';
import { optimumOf } from '../strategies/clairvoyant/optimumOf.ts';
import { strategyNamed } from '../strategies/registry.ts';
import { hasDualBound } from './hasDualBound.ts';
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
  return strategies.map((strategy) => ({
    strategy: strategy.name,
    scenario: recipe.id,
    seed,
    ...scoreRun(runIn(world, strategy), reference, limits),
  }));
}

/** Auction by auction where stores meet, else day by day. */
function runIn({ prepared, reference, seed }: World, strategy: Strategy): RunResult {
  if (prepared.rivalStores.length === 0) return run(prepared, strategy, { tier: 'stochastic', seed });
  const rivals = prepared.rivalStores.map(({ scenario }): Player => ({
    strategy: strategyNamed(scenario.strategy.name)!,
  }));
  const truth = truthOf(startState(reference, seed, 0, false));
  const player = strategy.properties.oracle
    ? {
        ...strategy,
        decide: (...[seen, state, params]: Parameters<Strategy['decide']>) =>
          strategy.decide(seen, state, params, truth),
      }
    : strategy;
  return run(prepared, player, { tier: 'event', seed, rivals });
}

/**
 * Revenue that counts as 100 %, of all days and of the second half: the dual bound, or where none holds, the run of the clairvoyant
 * policy.
 */
function referenceOf(world: World): { all: number; late: number } {
  const { prepared, recipe, seed } = world;
  const { days } = prepared.scenario;
  const half = Math.floor(days / 2);
  let late = 0;
  if (hasDualBound(recipe)) {
    const optimum = optimumOf(truthOf(startState(prepared, seed, 0, false)));
    for (let day = half; day < days; day++) late += optimum.revenueOn(day);
    return { all: optimum.dualBound, late };
  }
  const { ledger } = runIn(world, clairvoyant);
  let all = 0;
  ledger.revenue.forEach((revenue, row) => {
    all += revenue;
    if (row % days >= half) late += revenue;
  });
  return { all, late };
}
