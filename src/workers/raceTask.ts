import type { Strategy } from '../core/contract/strategy.ts';
import { raceWorld, type RaceCell } from '../core/research/raceWorld.ts';
import { suites } from '../core/research/suites.ts';
import { calibrateWorld } from '../core/research/worlds/calibrateWorld.ts';
import { compileFormula } from '../core/scenario/formula.ts';
import { namedStrategy } from '../io/namedStrategy.ts';
import { loadStrategyFile } from '../io/strategyFile.ts';

/** One world of one seed for a list of strategies. */
export interface RaceTask {
  readonly suite: string;
  readonly world: string;
  readonly seed: number;
  /** Registered names. */
  readonly strategies: readonly string[];
  /** Users' files. */
  readonly files: readonly string[];
}

export async function raceTask({ suite, world, seed, strategies, files }: RaceTask): Promise<RaceCell[]> {
  const recipe = suites.find(({ id }) => id === suite)!.worlds.find(({ id }) => id === world)!;
  const racing: Strategy[] = [
    ...(await Promise.all(strategies.map(async (name) => (await namedStrategy(name))!))),
    ...(await Promise.all(files.map(loadStrategyFile))),
  ];
  return raceWorld(calibrateWorld(recipe, seed, compileFormula), racing);
}
