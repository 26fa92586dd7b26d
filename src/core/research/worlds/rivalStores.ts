import { exp } from '../../math/elementary.ts';
import { normalQuantile } from '../../math/normalQuantile.ts';
import type { ScenarioInput } from '../../scenario/schema/scenario.ts';
import type { WorldRecipe } from './recipe.ts';
import { stratifiedDraws, type PlanDraws } from './stratifiedDraws.ts';

/** Share of the own words that a rival store bids on, and its budget over the own. */
const STORE = { words: 0.75, budget: 0.8 };
/** Channels of a store's draws; each store has as many of its own. */
const draw = { takesPart: 40, bid: 41, worth: 42, count: 3 };

/**
 * Puts the recipe's rival stores in the place of as many of the anonymous rivals of each word they bid on. Their first bids come from
 * the same law, their goods are worth about as much, so that on the first morning the market is as it was drawn; from then on they move.
 */
export function withRivalStores(recipe: WorldRecipe, seed: number, input: ScenarioInput): ScenarioInput {
  const strategies = recipe.rivalStores ?? [];
  if (strategies.length === 0) return input;
  const draws = stratifiedDraws(
    seed,
    input.plans!.map(({ id }) => id),
  );
  const taken = (store: number): boolean[] =>
    draws.map(({ uniform }) => uniform(draw.takesPart + draw.count * store) < STORE.words);
  const stores = strategies.map((_, store) => taken(store));
  const plans = input.plans!.map((plan, i) => fewerRivals(plan, stores.filter((own) => own[i]!).length));
  return {
    ...input,
    plans,
    rivalStores: strategies.map((name, store) =>
      rivalStore({ ...input, plans }, draws, { name, store, words: stores[store]! }),
    ),
  };
}

type Plan = Extract<NonNullable<ScenarioInput['plans']>[number], { channel: 'search' }>;

function fewerRivals(plan: NonNullable<ScenarioInput['plans']>[number], stores: number): Plan {
  const search = plan as Plan;
  const keywords = search.keywords.map((keyword) => ({
    ...keyword,
    rivals: { ...keyword.rivals, count: (keyword.rivals!.count as number) - stores },
  }));
  return { ...search, keywords };
}

function rivalStore(
  { plans, products, limits }: ScenarioInput,
  draws: readonly PlanDraws[],
  { name, store, words }: { name: string; store: number; words: readonly boolean[] },
): NonNullable<ScenarioInput['rivalStores']>[number] {
  const id = `store-${store + 1}`;
  const own = plans!.flatMap((plan, i) => (words[i]! ? [{ plan: plan as Plan, i }] : []));
  const dailyBudget = Math.round(STORE.budget * limits!.dailyBudget! * 100) / 100;
  const z = (i: number, channel: number): number =>
    normalQuantile(draws[i]!.uniform(channel + draw.count * store));
  return {
    id,
    strategy: { name },
    limits: { ...limits, dailyBudget },
    products: own.map(({ plan, i }) => {
      const product = products![i]!;
      return {
        ...product,
        id: `${id}-${plan.id}`,
        price: round(product.price * exp(0.2 * z(i, draw.worth)), 2),
      };
    }),
    plans: own.map(({ plan, i }) => {
      const { medianBid, bidSd } = plan.keywords[0]!.rivals!;
      const bid = (medianBid as number) * exp((bidSd as number) * z(i, draw.bid));
      return {
        ...plan,
        id: `${id}-${plan.id}`,
        product: `${id}-${plan.id}`,
        bid: Math.max(0.005, round(bid, 3)),
        dailyBudget: round(dailyBudget / own.length, 2),
      };
    }),
  };
}

function round(value: number, digits: number): number {
  const unit = 10 ** digits;
  return Math.round(value * unit) / unit;
}
