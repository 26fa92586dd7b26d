import { decimalsNeeded, minorDecimals, type NumberFormat, numberFormat } from '../format/numberFormat.ts';
import { plainText } from '../format/plainText.ts';
import { en, type Locale } from '../locales/en.ts';
import type { Reason } from '../../core/contract/decision.ts';
import { reasonSentence } from '../messages/reasons.ts';
import { type Cell, type Column, type Table, undefinedCell, words } from '../table.ts';

/** One plan of one scenario of a batch, or a scenario that could not be read or solved. */
export type BatchRow = BatchPlan | BatchFailure;

interface BatchPlan {
  /** File or name of the scenario. */
  readonly scenario: string;
  readonly planId: string;
  readonly currency: string;
  /** Bids and budgets as set; 0 where the plan is off. */
  readonly bid: number;
  readonly recommendedBid: number;
  readonly budget: number;
  readonly recommendedBudget: number;
  /** Recommended less today, means [currency/day]. */
  readonly spendChange: number;
  readonly revenueChange: number;
  readonly profitChange: number;
  readonly reason: Reason;
}

interface BatchFailure {
  readonly scenario: string;
  /** Why, in a sentence. */
  readonly error: string;
}

/** A row a plan in the order given; failed scenarios are rows whose error says why. Money of mixed currencies names its own. */
export function batchTable(rows: readonly BatchRow[], locale: Locale = en): Table {
  const { columns, batch } = locale;
  const formats = formatsOf(rows, locale);
  const text = (key: string, label: string): Column => ({ key, label, unit: null, align: 'left' });
  const number = (key: string, label: string): Column => ({ key, label, unit: null, align: 'right' });
  return {
    caption: batch.caption,
    columns: [
      text('scenario', columns.scenario),
      text('planId', columns.planId),
      text('currency', columns.currency),
      number('bid', columns.bid),
      number('recommendedBid', columns.recommendedBid),
      number('budget', columns.budget),
      number('recommendedBudget', columns.recommendedBudget),
      number('spendChange', columns.spendChange),
      number('revenueChange', columns.revenueChange),
      number('profitChange', columns.profitChange),
      { ...text('reason', columns.reason), sentences: true },
      { ...text('error', columns.error), sentences: true },
    ],
    rows: rows.map((row) =>
      'error' in row ? failureCells(row) : planCells(row, formats.get(row.currency)!, locale),
    ),
  };
}

function formatsOf(rows: readonly BatchRow[], locale: Locale): Map<string, NumberFormat> {
  const bids = new Map<string, number[]>();
  for (const row of rows) {
    if ('error' in row) continue;
    const seen = bids.get(row.currency);
    if (seen === undefined) bids.set(row.currency, [row.bid, row.recommendedBid]);
    else seen.push(row.bid, row.recommendedBid);
  }
  return new Map(
    Array.from(bids, ([currency, values]) => [
      currency,
      numberFormat(locale, currency, decimalsNeeded(values, minorDecimals(currency))),
    ]),
  );
}

function planCells(row: BatchPlan, format: NumberFormat, locale: Locale): Record<string, Cell> {
  return {
    scenario: words(plainText(row.scenario)),
    planId: words(plainText(row.planId)),
    currency: words(row.currency),
    bid: format.cell('price', row.bid),
    recommendedBid: format.cell('price', row.recommendedBid),
    budget: format.cell('money', row.budget),
    recommendedBudget: format.cell('money', row.recommendedBudget),
    spendChange: format.cell('moneyPerDay', row.spendChange, true),
    revenueChange: format.cell('moneyPerDay', row.revenueChange, true),
    profitChange: format.cell('moneyPerDay', row.profitChange, true),
    reason: words(reasonSentence(row.reason, locale, format)),
    error: undefinedCell,
  };
}

function failureCells({ scenario, error }: BatchFailure): Record<string, Cell> {
  const empty = Object.fromEntries(
    [
      'planId',
      'currency',
      'bid',
      'recommendedBid',
      'budget',
      'recommendedBudget',
      'spendChange',
      'revenueChange',
      'profitChange',
      'reason',
    ].map((key) => [key, undefinedCell]),
  );
  return { ...empty, scenario: words(plainText(scenario)), error: words(plainText(error)) };
}
