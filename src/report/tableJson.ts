import type { Table } from './table.ts';

/** A table for programs: its columns with units, and each row's values by column key (null where undefined). */
export function tableJson({ caption, columns, rows }: Table): {
  readonly caption: string;
  readonly columns: readonly { readonly key: string; readonly label: string; readonly unit: string | null }[];
  readonly rows: readonly Readonly<Record<string, number | string | null>>[];
} {
  return {
    caption,
    columns: columns.map(({ key, label, unit }) => ({ key, label, unit })),
    rows: rows.map((row) => Object.fromEntries(columns.map(({ key }) => [key, row[key]!.value]))),
  };
}
