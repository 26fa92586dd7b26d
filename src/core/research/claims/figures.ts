import type { RunResult } from '../../engine/result.ts';
import type { LedgerColumn } from '../../engine/ledger.ts';
import type { ShopLedger } from '../../shop/shopLedger.ts';

/** Days of a run, 0-based, the last one left out. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/** Sum of a ledger column over plans (or one plan) and days. */
export function planSum(
  result: RunResult,
  column: LedgerColumn,
  days: Days = { from: 0, to: result.days },
  plan?: number,
): number {
  let sum = 0;
  for (let p = 0; p < result.planIds.length; p++) {
    if (plan !== undefined && p !== plan) continue;
    for (let day = days.from; day < days.to; day++) sum += result.ledger[column][p * result.days + day]!;
  }
  return sum;
}

/** Sum of a column of the shop's items over items and days. */
export function itemSum(
  result: RunResult,
  column: keyof ShopLedger['items'],
  days: Days = { from: 0, to: result.days },
): number {
  const values = shopOf(result).items[column];
  let sum = 0;
  for (let at = 0; at < values.length; at++) {
    const day = at % result.days;
    if (day >= days.from && day < days.to) sum += values[at]!;
  }
  return sum;
}

/** Mean of a column of the store over days. */
export function storeMean(
  result: RunResult,
  column: keyof ShopLedger['store'],
  days: Days = { from: 0, to: result.days },
): number {
  const values = shopOf(result).store[column];
  let sum = 0;
  for (let day = days.from; day < days.to; day++) sum += values[day]!;
  return sum / (days.to - days.from);
}

/** The last days of a run. */
export function last(result: RunResult, days: number): Days {
  return { from: result.days - days, to: result.days };
}

export function shopOf(result: RunResult): ShopLedger {
  if (result.shop === undefined) throw new TypeError(`${result.scenario} has no shop block`);
  return result.shop.ledger;
}

/** Profit a day of plans and, where there is one, of the whole shop. */
export function dailyProfit(result: RunResult, days: Days = { from: 0, to: result.days }): number {
  if (result.shop === undefined) return planSum(result, 'profit', days) / (days.to - days.from);
  return storeMean(result, 'profit', days);
}
