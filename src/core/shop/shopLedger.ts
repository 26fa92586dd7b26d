/** The shop's books beside the plans' ledger: by plan and day, by item and day (product), and by day (store). Money in the account's currency. */
export const shopPlanColumns = [
  'incrementalOrders',
  'incrementalRevenue',
  'revenueWithin1',
  'revenueWithin3',
  'revenueWithin7',
  'revenueWithin15',
  'revenueWithin30',
  'presaleOrders',
  /** What the shop's other figures hang on: orders as organic search weighs them, buyers who are new, visits not additional. */
  'weightedOrders',
  'newcomers',
  'displacedVisits',
] as const;

export const shopItemColumns = [
  'paidVisits',
  'organicPotential',
  'organicSignal',
  'organicVisits',
  'activityVisits',
  'oldVisits',
  'carts',
  'paidOrders',
  'organicOrders',
  'activityOrders',
  'oldOrders',
  'lateOrders',
  'depositsPlaced',
  'revenue',
  'refunds',
  'profit',
  'conversionFactor',
  'priceFactor',
  'returnRate',
  'recentSales',
  'reviews',
  'stock',
  'lostToStock',
] as const;

export const shopStoreColumns = [
  'description',
  'service',
  'logistics',
  'praise',
  'ratings',
  'negatives',
  'reply',
  'customers',
  'newCustomers',
  'repeatOrders',
  'habit',
  'messagesSent',
  'messageCost',
  'activityFees',
  'recoveryCost',
  'stockCost',
  'fixedCost',
  'depositIncome',
  'premium',
  'lifetimeCredit',
  'priceIndex',
  'ownShare',
  'leaderShare',
  'gini',
  'adSpend',
  'profit',
] as const;

type Columns<K extends string> = Readonly<Record<K, Float64Array>>;

/** Plan-major and item-major columns (`index * days + day`); store columns by day. */
export interface ShopLedger {
  readonly plans: Columns<(typeof shopPlanColumns)[number]>;
  readonly items: Columns<(typeof shopItemColumns)[number]>;
  readonly store: Columns<(typeof shopStoreColumns)[number]>;
}

export function emptyShopLedger(plans: number, items: number, days: number): ShopLedger {
  return {
    plans: columns(shopPlanColumns, plans * days),
    items: columns(shopItemColumns, items * days),
    store: columns(shopStoreColumns, days),
  };
}

function columns<K extends string>(names: readonly K[], length: number): Columns<K> {
  return Object.fromEntries(names.map((name) => [name, new Float64Array(length)])) as Record<K, Float64Array>;
}
