/** One figure of a report, rounded once: every view shows `text`, every file for machines writes `value`. */
export interface Cell {
  /** As shown, in the report's language; no unit (the column has it). */
  readonly text: string;
  /** As shown, for machines: the same rounded number (percents as percent), the text itself, or null where undefined. */
  readonly value: number | string | null;
}

export interface Column {
  readonly key: string;
  readonly label: string;
  /** For example `CNY/day` or `%`; null for words. */
  readonly unit: string | null;
  readonly align: 'left' | 'right';
  /** Sentences: a page may show them on a line below their row. */
  readonly sentences?: boolean;
}

/** Rows of cells by column key; terminal, HTML, CSV and Markdown are views of it. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

/** What an undefined figure looks like (a ratio without a denominator). */
export const undefinedText = '–';
export const undefinedCell: Cell = { text: undefinedText, value: null };

/** A cell of words; cleaned of control characters by the caller where the words come from a user. */
export function words(text: string): Cell {
  return { text, value: text };
}

/** The head of a column with its unit, `spend [CNY/day]`. */
export function columnHead(column: Column): string {
  return column.unit === null ? column.label : `${column.label} [${column.unit}]`;
}
