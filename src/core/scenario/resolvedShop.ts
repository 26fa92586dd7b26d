import type { DailySeries, Economics } from './resolved.ts';
import type { ShopInput } from './schema/shop/shop.ts';

type Item = ShopInput['items'][number];
type Block<K extends keyof ShopInput> = NonNullable<ShopInput[K]>;

/** Days 0-based, the last one included. */
interface ResolvedPresale extends Omit<NonNullable<Item['presale']>, 'from' | 'to' | 'balanceDay'> {
  readonly from: number;
  readonly to: number;
  readonly balanceDay: number;
}

/** One product as the shop sees it; null: worked out from the steady state when a run is prepared. */
export interface ResolvedItem {
  readonly productId: string;
  readonly economics: Economics;
  /** Paid orders a visit where every factor stands at the peers' level. */
  readonly conversionRate: DailySeries;
  readonly orderToPay: number;
  readonly referencePrice: number;
  readonly uniqueness: number;
  readonly page: number;
  /** Exponent of the unit cost to sales, negative. */
  readonly volumeDiscount: number;
  readonly recentSales: number | null;
  readonly reviews: number | null;
  readonly negativeShare: number | null;
  readonly paidVisits: number | null;
  readonly organicVisits: number | null;
  /** 0-based; null: long ago. */
  readonly releaseDay: number | null;
  readonly stock: (Omit<NonNullable<Item['stock']>, 'units'> & { readonly units: number | null }) | null;
  readonly presale: ResolvedPresale | null;
}

/** An activity with its kind's defaults written out. Days 0-based, the last one included. */
export interface ResolvedActivity {
  readonly id: string;
  /** Items it covers, by index. */
  readonly items: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly traffic: number;
  readonly conversion: number;
  readonly discount: number;
  readonly quality: number;
  readonly feeBase: number;
  readonly feeRate: number;
  readonly feeCap: number;
  readonly returns: number;
  readonly dip: number;
  readonly dipDays: number;
  readonly pulledForward: number;
  readonly laterPrice: number;
  readonly ratingLoss: number;
}

/** The `shop` block written out; a system that is null is off. Items sorted by product id. */
export interface ResolvedShop {
  readonly items: readonly ResolvedItem[];
  /** Item of each plan, by index. */
  readonly planItem: readonly number[];
  /** By plan and cell: share of visits that would not have come anyway; share of buyers who are old customers; weight of a sale in organic search. */
  readonly cellIncrementality: readonly (readonly number[])[];
  readonly cellOldShare: readonly (readonly number[])[];
  readonly cellSaleWeight: readonly (readonly number[])[];
  readonly conversion: Block<'conversion'> | null;
  readonly clickThrough: Block<'clickThrough'> | null;
  readonly service: Block<'service'> | null;
  readonly reputation: Block<'reputation'> | null;
  readonly organic: Block<'organic'> | null;
  readonly credit: Block<'credit'> | null;
  readonly customers: Block<'customers'> | null;
  readonly basket: Block<'basket'> | null;
  readonly competition: Block<'competition'> | null;
  readonly insurance: Block<'insurance'> | null;
  readonly activities: readonly ResolvedActivity[];
  /** Factors of every day from festivals. */
  readonly festivalCarts: readonly number[];
  readonly festivalReturns: readonly number[];
  readonly cartRate: number;
  readonly fixedCost: number;
}
