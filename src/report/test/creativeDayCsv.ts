import type { CreativeDay } from '../../core/experiments/table/testTable.ts';

/** Rows of a test as the plain CSV that `test analyze` reads. */
export function creativeDayCsv(rows: readonly CreativeDay[]): string {
  const fields = [
    'day',
    'creative',
    'impressions',
    'clicks',
    'cost',
    'orders',
    'revenue',
    'currency',
  ] as const;
  const cell = (value: string | number | undefined) => {
    const text = String(value ?? '');
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return (
    [fields.join(','), ...rows.map((row) => fields.map((field) => cell(row[field])).join(','))].join('\n') +
    '\n'
  );
}
