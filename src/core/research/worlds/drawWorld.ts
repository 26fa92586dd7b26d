import { exp, log, pow } from '../../math/elementary.ts';
import { normalQuantile } from '../../math/normalQuantile.ts';
import { sin } from '../../math/trigonometric.ts';
import type { ScenarioInput } from '../../scenario/schema/scenario.ts';
import type { WorldRecipe } from './recipe.ts';
import { stratifiedDraws } from './stratifiedDraws.ts';

/** Markets of all worlds: four slots of falling click-through, rivals who all take part, no score noise. */
const MARKET = {
  slots: 4,
  examinationRows: 2.6,
  reserve: 0.07,
  activity: 1,
  suggestedRank: 4.25,
} as const;
const MEDIAN_CLICK_THROUGH = 0.03;
const MEDIAN_CONVERSION = 0.03;
const MEDIAN_PRICE = 50;

/**
 * Draws a world: products, plans and markets as a scenario, by seed. Values and rivals' bids go together (rivals pay
 * 0.35 value^0.6), so that dear words are not bargains. Budget and floor are set by `calibrateWorld`.
 */
export function drawWorld(recipe: WorldRecipe, seed: number): ScenarioInput {
  const draws = stratifiedDraws(
    seed,
    Array.from({ length: recipe.plans }, (_, i) => `plan-${String(i + 1).padStart(3, '0')}`),
  );
  const pairs = draws.map(({ id, uniform: u }) => drawPlan(recipe, id, u));
  return {
    name: `${recipe.id} seed ${seed}`,
    description: recipe.description,
    seed,
    horizon: { days: recipe.days },
    products: pairs.map(({ product }) => product),
    plans: pairs.map(({ plan }) => plan),
    market: {
      // Reference click-through 3.5 %.
      category: 'home',
      search: { ...MARKET, tick: 0, qualitySd: 0, scoreNoise: 0, bidSd: 0.6 },
      quality: { feedback: recipe.qualityLearns ?? false },
      season: seasonOf(recipe),
      hours: { conversion: new Array<number>(24).fill(1) },
      delay: delayOf(recipe),
      clickToVisit: 1,
      suggestedBidNoise: 0.25,
      minimumBid: 0.005,
      bidTick: 0.001,
      minimumDailyBudget: 0,
    },
    limits: { enforceDailyBudget: true, minMarginalRoas: 0, bidStep: recipe.bidStep, budgetStep: 100 },
  };
}

type Product = NonNullable<ScenarioInput['products']>[number];
type Plan = NonNullable<ScenarioInput['plans']>[number];

function drawPlan(
  recipe: WorldRecipe,
  id: string,
  u: (channel: number) => number,
): { product: Product; plan: Plan } {
  const z = (channel: number): number => normalQuantile(u(channel));
  const small = u(1) < recipe.smallShare;
  const queries = small ? 220 * exp(0.5 * z(2)) : (recipe.medianQueries ?? 8000) * exp(recipe.querySd * z(2));
  const attraction = z(3);
  const clickThroughRate = Math.min(0.3, MEDIAN_CLICK_THROUGH * exp(0.4 * attraction));
  const conversionRate = Math.min(
    0.5,
    MEDIAN_CONVERSION * exp(recipe.conversionSd * (0.2 * attraction + Math.sqrt(0.96) * z(4))),
  );
  const price = MEDIAN_PRICE * exp(0.6 * z(5));
  const medianBid = 0.35 * pow(conversionRate * price, 0.6) * exp(0.4 * z(6));
  const shift = recipe.seasonal ? rivalShift(recipe.days, u(11) < 0.5) : null;
  const rivals = (bid: number, channel: number) => ({
    count: 4 + Math.floor(6 * u(channel)),
    bidSd: round(0.4 + 0.6 * u(channel + 1), 3),
    medianBid: shift === null ? round(bid, 4) : `= ${round(bid, 4)} * ${shift}`,
  });
  const clusters = recipe.mixed ? mixOf(u(13), z(14), z(15)) : null;
  const keywords =
    clusters === null
      ? [{ id, dailyQueries: round(queries, 1), rivals: rivals(medianBid, 8) }]
      : clusters.map(({ share, rivalBids, conversion }, k) => ({
          id: `${id}-${k + 1}`,
          dailyQueries: round(queries * share, 1),
          conversionFactor: round(conversion, 4),
          rivals: rivals(medianBid * rivalBids, k === 0 ? 8 : 17),
        }));
  return {
    product: {
      id,
      price: round(price, 2),
      ...(recipe.listPriceNoise > 0
        ? { listPrice: round(price * exp(recipe.listPriceNoise * z(12)), 2) }
        : {}),
      unitCost: round(0.3 * price, 2),
      shipping: 0,
      insurance: 0,
      returnRate: 0,
      conversionRate: round(conversionRate, 6),
    },
    plan: {
      id,
      channel: 'search',
      product: id,
      bid: Math.max(0.005, round(1.12 * medianBid * exp(0.3 * z(10)), 3)),
      dailyBudget: 0,
      clickThroughRate: round(clickThroughRate, 6),
      keywords,
    },
  };
}

/** Two clusters of queries: share, rivals' bids and conversion relative to the plan; traffic-weighted conversion stays 1. */
function mixOf(u: number, z1: number, z2: number) {
  const share = 0.2 + 0.6 * u;
  const dearness = 0.7 * z1;
  const rate = exp(0.5 * z2 + 0.35 * dearness);
  const mean = share + (1 - share) * rate;
  return [
    { share, rivalBids: 1, conversion: 1 / mean },
    { share: 1 - share, rivalBids: exp(dearness), conversion: rate / mean },
  ];
}

/** Half of the plans meet rivals who bid half as much again for a while, the other half lose some for good. */
function rivalShift(days: number, first: boolean): string {
  const { shockFrom, festivalFrom, leaveFrom } = seasonDays(days);
  return first
    ? `(day > ${shockFrom} and day <= ${festivalFrom} ? 1.5 : 1)`
    : `(day > ${leaveFrom} ? 0.8 : 1)`;
}

function seasonDays(days: number): { shockFrom: number; festivalFrom: number; leaveFrom: number } {
  return {
    shockFrom: Math.floor(days * 0.4),
    festivalFrom: Math.floor(days * 0.66),
    leaveFrom: Math.floor(days * 0.5),
  };
}

function seasonOf(recipe: WorldRecipe): NonNullable<ScenarioInput['market']>['season'] {
  const flat = new Array<number>(7).fill(1);
  if (!recipe.seasonal) return { weekdayDemand: flat, weekdayConversion: flat };
  const { festivalFrom } = seasonDays(recipe.days);
  return {
    weekdayDemand: flat.map((_, weekday) => round(1 + 0.2 * sin((2 * Math.PI * weekday) / 7), 4)),
    weekdayConversion: flat,
    events: [
      {
        id: 'festival',
        from: festivalFrom + 1,
        to: festivalFrom + 6,
        demand: 2,
        conversion: 1.3,
        ...(recipe.announced === true ? { announced: true } : {}),
      },
    ],
  };
}

/** Each day `arrivalRate` of what is outstanding arrives: a geometric delay. */
function delayOf({ arrivalRate }: WorldRecipe): NonNullable<ScenarioInput['market']>['delay'] {
  if (arrivalRate >= 1) return { sameDay: 1, windowDays: 1 };
  return { sameDay: arrivalRate, meanDays: round(-1 / log(1 - arrivalRate), 4), windowDays: 15 };
}

function round(value: number, digits: number): number {
  const unit = 10 ** digits;
  return Math.round(value * unit) / unit;
}
