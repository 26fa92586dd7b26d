import { exp } from '../math/elementary.ts';
import { streamKey, uniform, type StreamKey } from '../math/keyed.ts';
import { normalQuantile } from '../math/normalQuantile.ts';
import { drawDistribution, type Distribution } from './drawDistribution.ts';
import {
  displayPlanSchema,
  searchPlanSchema,
  type DisplayPlan,
  type Plan,
  type SearchPlan,
} from './schema/plan.ts';
import { productSchema } from './schema/product.ts';
import type { Scenario } from './schema/scenario.ts';

type Population = NonNullable<Scenario['population']>;
type Product = Scenario['products'][number];
type Draw = (name: Drawn, index?: number) => number;

/** The distributions of a population and the ranges of the fields they fill; their order gives the channels of random numbers. */
export const drawnFields = {
  price: [0.01, 1e7],
  grossMargin: [0, 1],
  returnRate: [0, 0.99],
  conversionRate: [0, 1],
  clickThroughRate: [0, 1],
  dailyBudget: [0, 1e9],
  bid: [0, 1e5],
  dailyQueries: [0, 1e9],
  rivals: [0, 1e4],
  medianBid: [1e-6, 1e5],
} as const satisfies Partial<Record<keyof Population, readonly [number, number]>>;
export type Drawn = keyof typeof drawnFields;
const channels = Object.keys(drawnFields);
const suggestionChannel = channels.length;

/**
 * A scenario with the plans of its population drawn: plan `<prefix>-00001` and so on, each with a product of the same id.
 * Draws are keyed by the plan's id, so that a larger `count` leaves the first plans as they were; tails beyond a field's range are cut.
 */
export function expandPopulation(scenario: Scenario): Scenario {
  const { population, ...rest } = scenario;
  if (population === undefined) return scenario;
  const world: World = { scenario, population, ...templates };
  const pairs = Array.from({ length: population.count }, (_, i) =>
    drawPlan(world, `${population.prefix}-${String(i + 1).padStart(5, '0')}`),
  );
  return {
    ...rest,
    products: [...scenario.products, ...pairs.map(([product]) => product)],
    plans: [...scenario.plans, ...pairs.map(([, plan]) => plan)],
  };
}

/** What is drawn from, and the defaults of everything that is not drawn. */
interface World {
  readonly scenario: Scenario;
  readonly population: Population;
  readonly product: Product;
  readonly search: SearchPlan;
  readonly display: DisplayPlan;
}

const written = { id: 'x', product: 'x', bid: 0, dailyBudget: 0 };
const templates = {
  product: productSchema.parse({ id: 'x', price: 1, unitCost: 0 }),
  search: searchPlanSchema.parse({ ...written, channel: 'search', keywords: [{ id: 'x' }] }),
  display: displayPlanSchema.parse({ ...written, channel: 'display', audiences: [{ id: 'audience' }] }),
};

function drawPlan(world: World, id: string): [Product, Plan] {
  const { scenario, population } = world;
  const key = streamKey(scenario.seed, `population/${id}`);
  const draw: Draw = (name, index = 0) => {
    const [min, max] = drawnFields[name];
    const value = drawDistribution(population[name] as Distribution, key, channels.indexOf(name), index);
    return Math.min(max, Math.max(min, value));
  };
  const medianBid = draw('medianBid');
  const bid = population.bid === undefined ? suggestedBid(scenario, key, medianBid) : draw('bid');
  const own = {
    id,
    product: id,
    bid: onTick(scenario, bid),
    dailyBudget: draw('dailyBudget'),
    clickThroughRate: draw('clickThroughRate'),
  };
  const plan: Plan =
    population.channel === 'search'
      ? { ...world.search, ...own, keywords: drawKeywords(world, id, draw) }
      : {
          ...world.display,
          ...own,
          audiences: [drawAudience(world, own.clickThroughRate * medianBid, draw)],
        };
  return [drawProduct(world, id, draw), plan];
}

function drawProduct(world: World, id: string, draw: Draw): Product {
  const price = draw('price');
  const unitCost = price * (1 - draw('grossMargin'));
  return {
    ...world.product,
    id,
    price,
    unitCost,
    returnRate: draw('returnRate'),
    conversionRate: draw('conversionRate'),
  };
}

/** Queries are those of the plan, shared among its keywords; each keyword is drawn for itself. */
function drawKeywords(world: World, id: string, draw: Draw): SearchPlan['keywords'] {
  const count = world.population.keywordsPerPlan;
  return Array.from({ length: count }, (_, k) => ({
    ...world.search.keywords[0]!,
    id: count === 1 ? id : `${id}-${String(k + 1).padStart(4, '0')}`,
    dailyQueries: draw('dailyQueries', k) / count,
    rivals: { count: Math.round(draw('rivals', k)), medianBid: draw('medianBid', k) },
  }));
}

/** The market's CPM is the one at which a click costs what was drawn for it. */
function drawAudience(
  world: World,
  pricePerImpression: number,
  draw: Draw,
): DisplayPlan['audiences'][number] {
  return {
    ...world.display.audiences[0]!,
    dailyImpressions: draw('dailyQueries'),
    marketCpm: Math.max(1e-6, 1000 * pricePerImpression),
  };
}

/** What the platform would suggest: the rivals' median with the market's noise. */
function suggestedBid(scenario: Scenario, key: StreamKey, medianBid: number): number {
  const z = normalQuantile(uniform(key, 0, suggestionChannel));
  return medianBid * exp(scenario.market.suggestedBidNoise * z);
}

function onTick(scenario: Scenario, bid: number): number {
  const { bidTick, minimumBid } = scenario.market;
  // Divided by 1/tick, since 70/100 is 0.7 and 70 x 0.01 is not.
  return bid === 0 ? 0 : Math.max(minimumBid, Math.round(bid / bidTick) / (1 / bidTick));
}
