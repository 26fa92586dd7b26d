import { InputError, type Issue } from '../../core/issues/issue.ts';
import type { ElementArm } from '../../core/experiments/elements/elementArms.ts';
import { numberOf } from './cells.ts';
import type { RawTable } from './readTable.ts';
import { findColumns } from './testColumns.ts';

export interface ElementArmOptions {
  /** Column that tells creatives apart. */
  readonly by?: string;
  /** Orders of clicks instead of clicks of impressions. */
  readonly orders?: boolean;
  /** Past tests that only teach the spread between creatives need no elements. */
  readonly withoutElements?: boolean;
}

/** Creatives of past tests with their elements: columns test, creative, impressions, clicks, elements (`price|gift`). */
export function readElementArms(table: RawTable, options: ElementArmOptions = {}): ElementArm[] {
  const wanted =
    options.orders === true ? (['clicks', 'orders'] as const) : (['impressions', 'clicks'] as const);
  const elements = options.withoutElements === true ? [] : (['elements'] as const);
  const needed = ['test', 'creative', ...elements, ...wanted] as const;
  const { headerRow, index } = findColumns(table, needed, options.by);
  const issues: Issue[] = [];
  const sums = new Map<string, ElementArm>();
  table.rows.slice(headerRow + 1).forEach((cells, offset) => {
    const line = table.lines[headerRow + 1 + offset];
    const text = (field: keyof typeof index) => String(cells[index[field] ?? -1] ?? '').trim();
    const [exposure, clicks] = wanted.map((field) => numberOf(cells[index[field] ?? -1]) ?? 0);
    if (Number.isNaN(exposure) || Number.isNaN(clicks)) {
      const params = { field: wanted.join(', '), value: `${text(wanted[0])}, ${text(wanted[1])}` };
      issues.push({ code: 'test.unreadableNumber', path: [], file: table.file, line, params });
      return;
    }
    const shown = text('elements')
      .split(/[|;,，、]/)
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const arm = { test: text('test'), creative: text('creative'), exposure, clicks, elements: shown, line };
    // Rows by day are added together.
    const key = `${arm.test}\u0000${arm.creative}`;
    const before = sums.get(key);
    const stratum = text('stratum');
    sums.set(key, {
      ...arm,
      ...(stratum === '' ? {} : { stratum }),
      exposure: exposure + (before?.exposure ?? 0),
      clicks: clicks + (before?.clicks ?? 0),
    });
  });
  if (issues.length > 0) throw new InputError(issues);
  return [...sums.values()];
}
