import {
  competingStoresWorlds,
  festivalWorlds,
  qualityWorlds,
  standardWorlds,
  storeWorlds,
  type WorldRecipe,
} from './worlds/recipe.ts';

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

/** Strategies raced in the suites beside the standard one: the default, the best baselines, the reference. */
const contenders = ['equal', 'value-pid', 'dmd-min', 'model-lagrangian', 'pace', 'clairvoyant'];

export const suites: readonly Suite[] = [
  standardSuite,
  {
    id: 'intraday',
    worlds: standardWorlds.filter(({ id }) => ['S1', 'S2', 'S3', 'S7'].includes(id)),
    strategies: ['pace', 'pace-intraday', 'clairvoyant'],
  },
  { id: 'festival', worlds: festivalWorlds, strategies: contenders },
  { id: 'quality', worlds: qualityWorlds, strategies: contenders },
  { id: 'store', worlds: storeWorlds, strategies: contenders },
  { id: 'event', worlds: competingStoresWorlds, strategies: ['equal-paced', ...contenders] },
];
