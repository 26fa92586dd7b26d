import { InputError, type Issue } from '../../core/issues/issue.ts';
import type { CreativeDay } from '../../core/experiments/table/testTable.ts';
import { dayOf, numberOf } from './cells.ts';
import type { TestField } from './headerAliases.ts';
import type { Cell, RawTable } from './readTable.ts';
import { findColumns, type TestColumns } from './testColumns.ts';

export interface CreativeDayOptions {
  /** Name of the column that tells creatives apart, when it is not one of the usual names. */
  readonly by?: string;
}

export interface ReadRows {
  readonly rows: readonly CreativeDay[];
  readonly warnings: readonly Issue[];
}

/** Total rows and footers, in the languages exports come in. */
const TOTAL = /^(total\b|total[:：]|grand total|合計|合计|总计|総計|summe)/i;
const FOOTER = /^[@©]/;

/** Rows of a day x creative report: preamble skipped, totals and footers left out, the longest attribution window kept. */
export function readCreativeDays(table: RawTable, options: CreativeDayOptions = {}): ReadRows {
  const columns = findColumns(table, ['day', 'creative', 'impressions', 'clicks'], options.by);
  const issues: Issue[] = [];
  const windows: (string | undefined)[] = [];
  const rows: CreativeDay[] = [];
  let totals = 0;
  table.rows.slice(columns.headerRow + 1).forEach((cells, offset) => {
    const line = table.lines[columns.headerRow + 1 + offset];
    const at = (field: TestField): Cell | undefined => cells[columns.index[field] ?? -1];
    if (
      cells.slice(0, 3).some((cell) => TOTAL.test(String(cell ?? '').trim())) ||
      FOOTER.test(String(cells[0] ?? ''))
    ) {
      totals++;
      return;
    }
    const row = rowOf(at, columns, { file: table.file, line }, issues);
    if (row === undefined) return;
    rows.push(row);
    windows.push(columns.index.window === undefined ? undefined : String(at('window') ?? ''));
  });
  if (issues.length > 0) throw new InputError(issues);
  const warnings: Issue[] = [...table.warnings];
  if (totals > 0)
    warnings.push({ code: 'test.totalsLeftOut', path: [], file: table.file, params: { rows: totals } });
  const kept = longestWindow(windows);
  if (kept !== undefined) {
    warnings.push({ code: 'test.windowKept', path: [], file: table.file, params: { window: kept } });
  }
  return { rows: kept === undefined ? rows : rows.filter((_, i) => windows[i] === kept), warnings };
}

interface Place {
  readonly file: string;
  readonly line: number;
}

function rowOf(
  at: (field: TestField) => Cell | undefined,
  columns: TestColumns,
  place: Place,
  issues: Issue[],
): CreativeDay | undefined {
  const creative = String(at('creative') ?? '').trim();
  const day = dayOf(at('day'));
  const refuse = (code: string, params: Issue['params']) => {
    issues.push({ code: `test.${code}`, path: [], ...place, params });
  };
  if (creative === '' && at('day') === undefined) return undefined;
  if (day === undefined) {
    refuse('unreadableDay', { value: String(at('day') ?? '') });
    return undefined;
  }
  const end = columns.index.dayEnd === undefined ? day : dayOf(at('dayEnd'));
  if (end !== undefined && end !== day && columns.names[columns.index.day ?? 0].toLowerCase() !== 'date') {
    refuse('rangeRow', { from: day, to: end });
    return undefined;
  }
  const numbers: Partial<Record<TestField, number>> = {};
  for (const field of ['impressions', 'clicks', 'cost', 'orders', 'revenue', 'position'] as const) {
    const value = numberOf(at(field));
    if (value === undefined) continue;
    if (Number.isNaN(value)) refuse('unreadableNumber', { field, value: String(at(field)) });
    else numbers[field] = value;
  }
  const currency = String(at('currency') ?? '').trim() || columns.currency;
  return {
    day,
    creative: creative === '' ? '(none)' : creative,
    impressions: numbers.impressions ?? 0,
    clicks: numbers.clicks ?? 0,
    line: place.line,
    ...pick(numbers, ['cost', 'orders', 'revenue', 'position']),
    ...(currency === undefined ? {} : { currency }),
  };
}

function pick<K extends TestField>(
  numbers: Partial<Record<TestField, number>>,
  fields: readonly K[],
): Partial<Record<K, number>> {
  return Object.fromEntries(
    fields.flatMap((field) => (numbers[field] === undefined ? [] : [[field, numbers[field]]])),
  ) as Partial<Record<K, number>>;
}

/** Reports may repeat each day once an attribution window (1天, 15天): the longest is kept, so that spend is booked once. */
function longestWindow(windows: readonly (string | undefined)[]): string | undefined {
  const distinct = [...new Set(windows)].filter((name): name is string => name !== undefined && name !== '');
  if (distinct.length < 2) return undefined;
  const length = (name: string) => Number(/\d+/.exec(name)?.[0] ?? 0);
  return distinct.reduce((best, next) => (length(next) > length(best) ? next : best));
}
