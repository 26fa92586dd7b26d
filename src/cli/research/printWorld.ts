import { calibrateWorld } from '../../core/research/worlds/calibrateWorld.ts';
import { compileFormula } from '../../core/scenario/formula.ts';
import { worldYaml } from '../../io/worldYaml.ts';
import { suiteOrError, worldOrError } from './race.ts';

/** Prints a drawn world as a scenario that `simulate` replays. */
export async function printWorld(id: string, flags: { suite: string; seed: number }): Promise<void> {
  const recipe = worldOrError(suiteOrError(flags.suite), id);
  const { input } = calibrateWorld(recipe, flags.seed, compileFormula);
  process.stdout.write(worldYaml(input));
}
