import { standardWorlds, type WorldRecipe } from './worlds/recipe.ts';

/** Worlds and strategies raced together. */
export interface Suite {
  readonly id: string;
  readonly worlds: readonly WorldRecipe[];
  /** Names of registered strategies. */
  readonly strategies: readonly string[];
}

/** The suite behind the published numbers: eight worlds, twelve strategies. Tuned on seeds 101-110, reported on 1-20. */
export const standardSuite: Suite = {
  id: 'standard',
  worlds: standardWorlds,
  strategies: [
    'equal',
    'equal-paced',
    'ctr-rule',
    'ctr-paced',
    'roi-paced',
    'value-pid',
    'dmd-coupled',
    'dmd-min',
    'gp-ts',
    'model-lagrangian',
    'pace',
    'clairvoyant',
  ],
};

export const suites: readonly Suite[] = [standardSuite];
