import type { PeerAction } from '../shop/peers.ts';
import {
  emptyShopLedger,
  shopItemColumns,
  shopPlanColumns,
  shopStoreColumns,
  type ShopLedger,
} from '../shop/shopLedger.ts';

/** What the shop did in one run, where the scenario has a `shop` block. */
export interface ShopResult {
  readonly itemIds: readonly string[];
  readonly ledger: ShopLedger;
  /** What peers did, in order of days. */
  readonly peerActions: readonly PeerAction[];
}

/** A ShopResult as JSON data; typed arrays become lists. */
export function serializeShop(shop: ShopResult): unknown {
  const lists = (columns: Readonly<Record<string, Float64Array>>): unknown =>
    Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, Array.from(values)]));
  const { plans, items, store } = shop.ledger;
  return { ...shop, ledger: { plans: lists(plans), items: lists(items), store: lists(store) } };
}

/** Reads back what `serializeShop` wrote. Throws TypeError on a damaged ledger. */
export function deserializeShop(data: unknown, plans: number, days: number): ShopResult {
  const shop = data as ShopResult;
  const ledger = emptyShopLedger(plans, shop.itemIds.length, days);
  const parts = [
    ['plans', shopPlanColumns],
    ['items', shopItemColumns],
    ['store', shopStoreColumns],
  ] as const;
  for (const [part, names] of parts) {
    const target = ledger[part] as Readonly<Record<string, Float64Array>>;
    const source = shop.ledger[part] as unknown as Readonly<Record<string, ArrayLike<number> | undefined>>;
    for (const name of names) {
      const values = source[name];
      if (values?.length !== target[name]!.length)
        throw new TypeError(`cannot read run: shop column ${name} is damaged`);
      target[name]!.set(values);
    }
  }
  return { ...shop, ledger };
}
