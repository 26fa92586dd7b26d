import { InputError, type Issue } from '../issues/issue.ts';
import { byId } from './resolveCells.ts';
import type { Resolution } from './resolution.ts';
import type { ResolvedScenario } from './resolved.ts';
import type { Scenario } from './schema/scenario.ts';

/** What a store has of its own; the rest of the scenario is common to all stores. */
const own = new Set<string | number | undefined>(['strategy', 'store', 'products', 'plans', 'limits']);

/**
 * Every rival store as a scenario of its own in the same market, sorted by id. Their problems are told at
 * `rivalStores.<id>`; those of the common market were told already.
 */
export function resolveRivalStores(
  resolution: Resolution,
  resolveStore: (store: Scenario) => ResolvedScenario,
): ResolvedScenario[] {
  const { written } = resolution;
  const resolved = written.rivalStores.flatMap((rival, i) => {
    const { id, strategy, store, products, plans, limits } = rival;
    const { population: _, shop: __, ...common } = written;
    const alone: Scenario = {
      ...common,
      name: id,
      strategy,
      store,
      products,
      plans,
      limits,
      rivalStores: [],
      variants: [],
    };
    try {
      return [{ id, scenario: { ...resolveStore(alone), sharedAuctions: true } }];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const issue of error.issues)
        if (own.has(issue.path[0])) resolution.issues.push(within(issue, id, i));
      return [];
    }
  });
  return resolved.sort(byId).map(({ scenario }) => scenario);
}

function within({ code, path, params }: Issue, id: string, index: number): Issue {
  const field = `rivalStores.${id}.${String(params['field'] ?? path.join('.'))}`;
  return { code, path: ['rivalStores', index, ...path], params: { ...params, field } };
}
