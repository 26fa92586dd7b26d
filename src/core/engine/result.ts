import type { AppliedDecision } from '../contract/decision.ts';
import type { CellTotals } from './cellTotals.ts';
import type { RivalAction } from './rivals.ts';
import { deserializeShop, serializeShop, type ShopResult } from './shopResult.ts';
import type { Tier } from './tier.ts';
import { emptyLedger, ledgerColumns, type Ledger } from './ledger.ts';

export type { Tier };

/** Everything one run did; plain data, versioned, plans in id order. */
export interface RunResult {
  readonly version: 1;
  readonly scenario: string;
  readonly strategy: string;
  readonly tier: Tier;
  readonly seed: number;
  /** Replication under the same seed: 0, 1, .. */
  readonly replication: number;
  readonly days: number;
  readonly currency: string;
  readonly planIds: readonly string[];
  readonly ledger: Ledger;
  readonly decisions: readonly AppliedDecision[];
  /** Totals by cell over the run, plan by plan in id order, where asked for. Not serialised. */
  readonly cells?: CellTotals;
  /** What rivals did, in order of days, where they move. */
  readonly rivalActions?: readonly RivalAction[];
  /** Present where the scenario has a `shop` block. */
  readonly shop?: ShopResult;
  /** Event tiers: daily mean clicks and spend by plan and hour (`plan * 24 + hour`), as lists. */
  readonly hours?: { readonly clicks: readonly number[]; readonly spend: readonly number[] };
  /** What the other stores did, on the event tiers of scenarios that have some; each has its id in `scenario`. */
  readonly rivalStores?: readonly RunResult[];
}

/** A RunResult as JSON data; typed arrays become lists. */
export function serializeRun(run: RunResult): unknown {
  const ledger = Object.fromEntries(ledgerColumns.map((column) => [column, Array.from(run.ledger[column])]));
  const { cells: _, ...plain } = run;
  return {
    ...plain,
    ledger,
    ...(run.shop === undefined ? {} : { shop: serializeShop(run.shop) }),
    ...(run.rivalStores === undefined ? {} : { rivalStores: run.rivalStores.map(serializeRun) }),
  };
}

/** Reads back what `serializeRun` wrote. Throws TypeError on another version or a damaged ledger. */
export function deserializeRun(data: unknown): RunResult {
  const run = data as RunResult & { ledger: Record<string, readonly number[]> };
  if (run?.version !== 1)
    throw new TypeError(`cannot read run: version is ${String(run?.version)}, must be 1`);
  const ledger = emptyLedger(run.planIds.length, run.days);
  for (const column of ledgerColumns) {
    const values = run.ledger[column] as ArrayLike<number> | undefined;
    if (values?.length !== ledger[column].length)
      throw new TypeError(`cannot read run: column ${column} is damaged`);
    ledger[column].set(values);
  }
  const shop =
    run.shop === undefined ? {} : { shop: deserializeShop(run.shop, run.planIds.length, run.days) };
  const rivals = run.rivalStores === undefined ? {} : { rivalStores: run.rivalStores.map(deserializeRun) };
  return { ...run, ledger, ...shop, ...rivals };
}
