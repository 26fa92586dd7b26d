/** Columns of the ledger, one value a plan and day. Money in the account's currency. */
export const ledgerColumns = [
  'bid',
  'dailyBudget',
  'enabled',
  'opportunities',
  'impressions',
  'rankSum',
  'lostToBudget',
  'lostToRank',
  'clicks',
  'spend',
  'visits',
  'placedOrders',
  'orders',
  'revenue',
  'refunds',
  'profit',
  'quality',
  'displayedQuality',
  'timeInBudget',
] as const;

export type LedgerColumn = (typeof ledgerColumns)[number];

/**
 * The run's books: column after column, plan-major (`plan * days + day`). Orders and revenue are matured and booked on the
 * click day; `profit` is contribution of those orders less spend; `quality` is the click-weighted true ratio,
 * `timeInBudget` the share of its searches (impressions on offer) before its money was gone; smooth pacing: the share it took part in.
 */
export type Ledger = Readonly<Record<LedgerColumn, Float64Array>>;

export function emptyLedger(plans: number, days: number): Ledger {
  return Object.fromEntries(
    ledgerColumns.map((column) => [column, new Float64Array(plans * days)]),
  ) as unknown as Ledger;
}
