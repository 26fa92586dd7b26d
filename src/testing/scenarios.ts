import fc from 'fast-check';
import { parseScenario } from '../core/scenario/parse.ts';
import { resolve } from '../core/scenario/resolve.ts';
import type { ResolvedScenario } from '../core/scenario/resolved.ts';
import type { ScenarioInput } from '../core/scenario/schema/scenario.ts';

type PlanInput = NonNullable<ScenarioInput['plans']>[number];

/** Zero or a number above 1e-9: exact scaling cannot hold where floats underflow. */
const number = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => (value < 1e-9 ? min : value));
const schedule = fc.option(
  fc.array(fc.constantFrom(0, 30, 70, 100, 150, 250), { minLength: 24, maxLength: 24 }),
  { nil: undefined },
);

const keyword = fc.record({
  id: fc.constantFrom('k1', 'k2', 'k3'),
  dailyQueries: fc.integer({ min: 0, max: 30_000 }),
  clickThroughRate: number(0, 0.5),
  conversionFactor: number(0, 3),
  relevance: number(0.1, 3),
  match: fc.constantFrom('exact', 'phrase', 'broad'),
  rivals: fc.record({
    count: fc.integer({ min: 0, max: 120 }),
    medianBid: number(0.1, 4),
    bidSd: number(0.1, 1.2),
  }),
});

const audience = fc.record({
  id: fc.constantFrom('a1', 'a2'),
  kind: fc.constantFrom('old', 'cart', 'rival-visitors', 'look-alike', 'broad'),
  dailyImpressions: fc.integer({ min: 0, max: 200_000 }),
  clickThroughRate: number(0, 0.3),
  marketCpm: number(2, 120),
  audienceSize: fc.integer({ min: 1, max: 100_000 }),
});

const common = (id: string) => ({
  id: fc.constant(id),
  product: fc.constantFrom('p1', 'p2'),
  bid: number(0, 5),
  dailyBudget: fc.oneof(fc.constant(0), number(1, 3000)),
  enabled: fc.boolean(),
  pacing: fc.constantFrom('standard', 'smooth'),
  schedule,
});

const unique = <T extends { id: string }>(item: fc.Arbitrary<T>) =>
  fc.uniqueArray(item, { selector: ({ id }) => id, minLength: 1, maxLength: 3 });

const searchPlan = (id: string) =>
  fc.record({ ...common(id), channel: fc.constant('search'), keywords: unique(keyword) });
const displayPlan = (id: string) =>
  fc.record({
    ...common(id),
    channel: fc.constant('display'),
    bidType: fc.constantFrom('cpc', 'cpm'),
    audiences: unique(audience),
  });

const product = (id: string) =>
  fc.record({
    id: fc.constant(id),
    price: number(5, 500),
    unitCost: number(0, 300),
    returnRate: number(0, 0.6),
    conversionRate: number(0, 0.1),
    orderValueCv: number(0, 1),
  });

/** Small scenarios over the full ranges: both channels, dayparting, both pacings, dead plans, hopeless products. */
export const scenarioInput: fc.Arbitrary<ScenarioInput> = fc
  .record({
    name: fc.constant('law'),
    seed: fc.integer({ min: 0, max: 4294967295 }),
    days: fc.integer({ min: 1, max: 12 }),
    products: fc.tuple(product('p1'), product('p2')),
    plans: fc
      .tuple(searchPlan('s1'), displayPlan('d1'), searchPlan('s2'), displayPlan('d2'))
      .chain((plans) => fc.subarray(plans as unknown as PlanInput[], { minLength: 1 })),
    slots: fc.integer({ min: 1, max: 50 }),
    reserve: number(0, 0.5),
    scoreNoise: fc.oneof(fc.constant(0), number(0.02, 0.4)),
    demandNoise: number(0, 0.3),
    overDelivery: fc.constantFrom(0, 0.2),
    windowDays: fc.constantFrom(1, 3, 7, 15),
    enforceDailyBudget: fc.boolean(),
    objective: fc.constantFrom('revenue', 'profit'),
  })
  .map(
    ({
      days,
      slots,
      reserve,
      scoreNoise,
      demandNoise,
      overDelivery,
      windowDays,
      enforceDailyBudget,
      ...rest
    }) => ({
      ...rest,
      horizon: { days },
      limits: { enforceDailyBudget },
      market: { search: { slots, reserve, scoreNoise }, demandNoise, overDelivery, delay: { windowDays } },
    }),
  ) as fc.Arbitrary<ScenarioInput>;

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** What else a market may hold: how clicks are priced, terms and negatives, bid factors, rivals over time, conversion by position, scores that learn. */
const marketExtras = fc.record({
  auction: fc.constantFrom('gsp', 'vcg', 'first-price'),
  terms: fc.boolean(),
  negatives: fc.subarray(['blue', 'kids']),
  mobilePercent: optional(fc.integer({ min: 1, max: 400 })),
  premium: optional(
    fc.record({
      share: number(0, 1),
      percent: fc.integer({ min: 105, max: 400 }),
      conversionFactor: number(0, 2),
    }),
  ),
  smartBidding: optional(
    fc.record({
      target: fc.constantFrom('clicks', 'orders'),
      maxPremiumPercent: number(30, 300),
      predictionNoise: number(0, 1),
    }),
  ),
  audienceBid: optional(number(0.05, 5)),
  conversionSlope: fc.constantFrom(0, 0, -0.01, 0.02),
  quality: fc.record({
    start: fc.constantFrom('mature', 'cold'),
    account: optional(fc.record({ halfLifeDays: number(0.5, 180), priorClicks: number(0, 1e4) })),
    experience: optional(fc.record({ halfLifeDays: number(0.5, 180), priorVisits: number(0, 1e4) })),
  }),
  rivals: optional(
    fc.record({
      inflation: number(-0.3, 0.5),
      drift: optional(fc.record({ sd: number(0, 0.5), weeklyPersistence: number(0, 0.99) })),
      reaction: optional(
        fc.record({
          probability: number(0, 1),
          step: number(0, 0.3),
          lagDays: fc.integer({ min: 1, max: 4 }),
        }),
      ),
      entries: fc.array(
        fc.record({ day: fc.integer({ min: 1, max: 8 }), count: fc.integer({ min: -40, max: 40 }) }),
        { maxLength: 2 },
      ),
      entryRate: fc.constantFrom(0, 0, 3, 60),
    }),
  ),
});
type Extras = typeof marketExtras extends fc.Arbitrary<infer T> ? T : never;

/** The scenarios of `scenarioInput` with everything a market may hold. */
export const marketInput: fc.Arbitrary<ScenarioInput> = fc
  .tuple(scenarioInput, marketExtras)
  .map(([input, extras]) => withExtras(input, extras));

/** Negatives cut some terms and no keyword; keywords that take their searches from terms state none. */
function withExtras(input: ScenarioInput, extras: Extras): ScenarioInput {
  const { rivals, conversionSlope, premium, quality, auction } = extras;
  const terms = extras.terms
    ? ['k1', 'blue k1', 'k1 long', 'k2 kids', 'k2', 'long k1 k2'].map((text) => ({ text, dailyQueries: 700 }))
    : [];
  return {
    ...input,
    plans: input.plans!.map((plan) =>
      plan.channel === 'display'
        ? {
            ...plan,
            audiences: plan.audiences.map((audience) => ({
              ...audience,
              ...(extras.audienceBid === undefined || plan.bid === 0 ? {} : { bid: extras.audienceBid }),
            })),
          }
        : {
            ...plan,
            keywords: plan.keywords.map((keyword) => ({
              ...keyword,
              ...(extras.terms && keyword.id !== 'k3' ? { dailyQueries: undefined } : {}),
            })),
            negatives: extras.negatives,
            mobilePercent: extras.mobilePercent,
            premiums: premium === undefined ? [] : [{ id: 'core', ...premium }],
            smartBidding: extras.smartBidding,
          },
    ) as PlanInput[],
    market: {
      ...input.market,
      auction: auction as NonNullable<ScenarioInput['market']>['auction'],
      quality: quality as NonNullable<ScenarioInput['market']>['quality'],
      rivals: rivals as NonNullable<ScenarioInput['market']>['rivals'],
      search: { ...input.market!.search, conversionSlope, terms },
    },
  };
}

export function resolved(input: ScenarioInput): ResolvedScenario {
  return resolve(parseScenario(input));
}
