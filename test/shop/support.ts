import * as fc from 'fast-check';
import type { z } from 'zod';
import { prepare, type PreparedScenario } from '../../src/core/engine/prepare.ts';
import type { RunResult, Tier } from '../../src/core/engine/result.ts';
import { run, type RunOptions } from '../../src/core/engine/run.ts';
import { parseScenario } from '../../src/core/scenario/parse.ts';
import { resolve } from '../../src/core/scenario/resolve.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';
import { shopSchema } from '../../src/core/scenario/schema/shop/shop.ts';
import { hold } from '../../src/core/strategies/hold.ts';

export type ShopBlock = NonNullable<ScenarioInput['shop']>;

/** A small shop: two products; a search plan each (one with a brand word), and a banner to old customers. */
export function scenarioOf(shop: ShopBlock | undefined, more: Partial<ScenarioInput> = {}): ScenarioInput {
  return {
    name: 'shop test',
    horizon: { days: 20 },
    products: [
      { id: 'coat', price: 200, unitCost: 80, conversionRate: 0.03 },
      { id: 'scarf', price: 60, unitCost: 25, conversionRate: 0.04, orderValueCv: 0 },
    ],
    plans: [
      {
        id: 'coat-search',
        channel: 'search',
        product: 'coat',
        bid: 1.4,
        dailyBudget: 300,
        keywords: [
          { id: 'coat', tier: 'mid' },
          { id: 'linen and loom', tier: 'tail', brand: true },
        ],
      },
      {
        id: 'scarf-search',
        channel: 'search',
        product: 'scarf',
        bid: 0.9,
        dailyBudget: 150,
        keywords: [{ id: 'scarf', tier: 'mid', match: 'broad' }],
      },
      {
        id: 'coat-old',
        channel: 'display',
        product: 'coat',
        bid: 0.9,
        dailyBudget: 80,
        audiences: [{ id: 'old', kind: 'old', dailyImpressions: 3000 }],
      },
    ],
    ...more,
    ...(shop === undefined ? {} : { shop }),
  };
}

/** A market without seasons and with everything certain: what the organic loop is tested in. */
export const calm: Partial<ScenarioInput> = {
  market: {
    demandNoise: 0,
    hours: { conversion: Array.from({ length: 24 }, () => 1) },
    season: { weekdayDemand: [1, 1, 1, 1, 1, 1, 1], weekdayConversion: [1, 1, 1, 1, 1, 1, 1] },
  },
};

export function preparedOf(shop: ShopBlock | undefined, more: Partial<ScenarioInput> = {}): PreparedScenario {
  return prepare(resolve(parseScenario(scenarioOf(shop, more))));
}

export function runOf(
  prepared: PreparedScenario,
  tier: Tier,
  options: Omit<RunOptions, 'tier'> = {},
): RunResult {
  return run(prepared, hold, { ...options, tier });
}

/** Values of a column of one item. */
export function itemSeries(result: RunResult, column: string, item: number): number[] {
  const values = (result.shop!.ledger.items as Record<string, Float64Array>)[column]!;
  return [...values.subarray(item * result.days, (item + 1) * result.days)];
}

/** Any value a schema allows, within its own bounds: what "all documented ranges" means. */
function anyOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  if (def.type === 'optional' || def.type === 'default' || def.type === 'prefault')
    return fc.option(anyOf(def.innerType), { nil: undefined, freq: 2 });
  if (def.type === 'object') return fc.record(mapShape(def.shape), { requiredKeys: requiredKeys(def.shape) });
  if (def.type === 'array') {
    // Stars are shares of a whole.
    return fc.array(anyOf(def.element), { maxLength: 2 });
  }
  if (def.type === 'enum') return fc.constantFrom(...Object.values(def.entries));
  if (def.type === 'boolean') return fc.boolean();
  if (def.type === 'string') return fc.constantFrom('coat', 'scarf');
  if (def.type !== 'number') throw new TypeError(`no arbitrary for ${def.type}`);
  const { minValue, maxValue, format } = schema as z.ZodNumber;
  const [min, max] = [minValue ?? 0, Math.min(maxValue ?? 1, 1e6)];
  if (format?.includes('int') === true)
    return fc.oneof(
      fc.integer({ min, max: Math.min(max, 40) }),
      fc.integer({ min, max: Math.max(min, max) }),
    );
  return fc.oneof(fc.constantFrom(min, max), fc.double({ min, max, noNaN: true }));
}

function mapShape(shape: Readonly<Record<string, z.core.$ZodType>>): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(shape).map(([key, child]) => [key, anyOf(child)]));
}

function requiredKeys(shape: Readonly<Record<string, z.core.$ZodType>>): string[] {
  return Object.keys(shape);
}

interface DrawnShop {
  items?: { product: string; presale?: { from: number; to: number; balanceDay: number } }[] | undefined;
  activities?: { from: number; to: number; id: string }[] | undefined;
  festivals?: { id: string }[] | undefined;
  customers?: { messages?: { id: string }[] } | undefined;
  reputation?: { stars?: number[] } | undefined;
}

/** Shops whose every figure is anywhere in its range; only what the loader refuses is put right. */
export const anyShop: fc.Arbitrary<ShopBlock> = anyOf(shopSchema).map((value) => {
  const shop = structuredClone(value) as DrawnShop;
  const distinct = <T extends { id: string }>(list: T[] | undefined) =>
    list?.forEach((entry, i) => (entry.id = `e${i}`));
  if (shop.items !== undefined)
    shop.items = shop.items.filter((item, i, all) => all.findIndex((o) => o.product === item.product) === i);
  shop.items?.forEach(({ presale }) => {
    if (presale === undefined) return;
    presale.to = Math.max(presale.from, Math.min(presale.to, 3000));
    presale.balanceDay = Math.max(presale.balanceDay, presale.to + 1);
  });
  shop.activities?.forEach((activity) => (activity.to = Math.max(activity.from, activity.to)));
  distinct(shop.activities);
  distinct(shop.festivals);
  distinct(shop.customers?.messages);
  if (shop.reputation !== undefined) delete shop.reputation.stars;
  return JSON.parse(JSON.stringify(shop)) as ShopBlock;
});

/** Every system on. */
export const everything: ShopBlock = {
  conversion: {},
  clickThrough: {},
  service: { staff: 2, wage: 200 },
  reputation: { recoveredDay: 0.3 },
  organic: {},
  incrementality: {},
  customers: {
    base: 4000,
    messages: [{ id: 'mail', day: 4, every: 5, discount: 0.05 }],
    membership: { weekday: 'wednesday' },
  },
  basket: { threshold: 1.2, categories: 1 },
  activities: [{ id: 'sale', kind: 'juhuasuan', product: 'coat', from: 6, to: 7 }],
  festivals: [{ id: 'd11', day: 15 }],
  competition: { peers: 12, follow: 0.5 },
  insurance: {},
  items: [
    { product: 'coat', stock: { units: 300, orderUpTo: 400, reorderBelow: 150, leadDays: 4 } },
    { product: 'scarf', presale: { from: 8, to: 11, balanceDay: 12, preshippedShare: 0.5 } },
  ],
  fixedCost: 100,
};
