import { checkShop } from './checkShop.ts';
import { economicsOf } from './economics.ts';
import { activityPresets, categoryPresets } from './presets.ts';
import type { Resolution } from './resolution.ts';
import { byId } from './resolveCells.ts';
import type { ResolvedPlan, ResolvedSearchPlan } from './resolved.ts';
import type { ResolvedActivity, ResolvedItem, ResolvedShop } from './resolvedShop.ts';
import type { Plan } from './schema/plan.ts';
import type { ShopInput } from './schema/shop/shop.ts';
import { itemSchema } from './schema/shop/items.ts';
import { festivalFactors } from './shopCalendar.ts';

/** The `shop` block with items, activities and cells written out; undefined where the scenario has none. */
export function resolveShop(
  resolution: Resolution,
  plans: readonly ResolvedPlan[],
): ResolvedShop | undefined {
  const { scenario, days } = resolution;
  const { shop } = scenario;
  if (shop === undefined) return undefined;
  checkShop(resolution, shop);
  const productIds = [...new Set(plans.map((plan) => plan.productId))].sort();
  const index = new Map(productIds.map((id, i) => [id, i]));
  const written = new Map(scenario.plans.map((plan) => [plan.id, plan]));
  const perCell = (weigh: (cell: WrittenCell) => number): number[][] =>
    plans.map((plan) => cellsOf(written.get(plan.id)!, plan).map(weigh));
  const product = (name: 'carts' | 'returns'): number[] =>
    Array.from({ length: days }, (_, day) =>
      shop.festivals.reduce((factor, festival) => factor * festivalFactors(festival, day)[name], 1),
    );
  return {
    items: productIds.map((id) => resolveItem(resolution, shop, id)),
    planItem: plans.map((plan) => index.get(plan.productId)!),
    cellIncrementality: perCell((cell) => shop.incrementality?.[cell.kind] ?? 1),
    cellOldShare: perCell((cell) => (cell.kind === 'old' ? 1 : 0)),
    cellSaleWeight: perCell((cell) => {
      const { paidWeight = 1, broadWeight = 1 } = shop.organic ?? {};
      return cell.broad ? broadWeight : paidWeight;
    }),
    conversion: shop.conversion ?? null,
    clickThrough: shop.clickThrough ?? null,
    service: shop.service ?? null,
    reputation: shop.reputation ?? null,
    organic: shop.organic ?? null,
    credit: shop.credit ?? null,
    customers: shop.customers ?? null,
    basket: shop.basket ?? null,
    competition: shop.competition ?? null,
    insurance: shop.insurance ?? null,
    activities: shop.activities.map((activity) => resolveActivity(activity, productIds)),
    festivalCarts: product('carts'),
    festivalReturns: product('returns'),
    cartRate: shop.cartRate,
    fixedCost: shop.fixedCost,
  };
}

interface WrittenCell {
  readonly kind: keyof NonNullable<ShopInput['incrementality']>;
  readonly broad: boolean;
}

/** What was written of a plan's resolved cells, in their order. */
function cellsOf(plan: Plan, resolved: ResolvedPlan): WrittenCell[] {
  if (plan.channel === 'display')
    return [...plan.audiences].sort(byId).map(({ kind }) => ({ kind, broad: false }));
  return (resolved as ResolvedSearchPlan).cells.map(({ brand, origin }) => ({
    kind: brand ? 'brand' : 'generic',
    broad: origin.match === 'broad',
  }));
}

function resolveItem(resolution: Resolution, shop: ShopInput, productId: string): ResolvedItem {
  const { products, market } = resolution.scenario;
  const p = products.findIndex((product) => product.id === productId);
  const product = products[p]!;
  const own =
    shop.items.find((item) => item.product === productId) ?? itemSchema.parse({ product: productId });
  const rate = categoryPresets[market.category].conversionRate;
  const { presale, stock } = own;
  return {
    productId,
    economics: economicsOf(product, market.category),
    conversionRate: resolution.daily(
      product.conversionRate ?? rate,
      ['products', p, 'conversionRate'],
      1,
      rate,
    ),
    orderToPay: product.orderToPay,
    referencePrice: own.referencePrice ?? product.price,
    uniqueness: own.uniqueness,
    page: own.page,
    volumeDiscount: own.volumeDiscount,
    recentSales: own.recentSales ?? null,
    reviews: own.reviews ?? null,
    negativeShare: own.negativeShare ?? null,
    paidVisits: own.paidVisits ?? null,
    organicVisits: own.organicVisits ?? null,
    releaseDay: own.releaseDay === undefined ? null : own.releaseDay - 1,
    stock: stock === undefined ? null : { ...stock, units: stock.units ?? null },
    presale:
      presale === undefined
        ? null
        : {
            ...presale,
            from: presale.from - 1,
            to: presale.to - 1,
            balanceDay: presale.balanceDay - 1,
          },
  };
}

function resolveActivity(
  activity: ShopInput['activities'][number],
  productIds: readonly string[],
): ResolvedActivity {
  const preset = activityPresets[activity.kind];
  const { id, product, from, to, kind: _, ...own } = activity;
  const stated = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return {
    ...preset,
    ...stated,
    id,
    items: productIds.flatMap((productId, i) => (product === undefined || product === productId ? [i] : [])),
    from: from - 1,
    to: to - 1,
  };
}
