import type { WorldRecipe } from './worlds/recipe.ts';

/**
 * Whether plan-day frontiers bound every policy in a world. They do not where bids move the quality score, nor where rival stores
 * answer; scores there are percent of the clairvoyant policy.
 */
export function hasDualBound({ qualityLearns, rivalStores }: WorldRecipe): boolean {
  return qualityLearns !== true && rivalStores === undefined;
}
