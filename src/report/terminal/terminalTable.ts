import CliTable from 'cli-table3';
import { wrap } from '../format/displayWidth.ts';

export interface TerminalColumn {
  readonly head: string;
  readonly align: 'left' | 'right';
  /** Longer cells are wrapped to this many columns; unset: as wide as its cells. */
  readonly width?: number;
}

/** Rows of text under heads with one rule between; wide characters aligned, long cells wrapped, lines in a cell kept. */
export function terminalTable(
  columns: readonly TerminalColumn[],
  rows: readonly (readonly string[])[],
  paintHead: (text: string) => string = (text) => text,
): string {
  const table = new CliTable({
    head: columns.map(({ head, width }) => lines(head, width).map(paintHead).join('\n')),
    colAligns: columns.map(({ align }) => align),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2, compact: true },
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: '',
    },
  });
  // A table row a line: the library measures a whole cell again for each of its lines.
  for (const row of rows) {
    const cells = row.map((cell, index) => lines(cell, columns[index]!.width));
    const height = Math.max(...cells.map(({ length }) => length));
    for (let line = 0; line < height; line++) table.push(cells.map((cell) => cell[line] ?? ''));
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function lines(text: string, width: number | undefined): string[] {
  return text.split('\n').flatMap((line) => (width === undefined ? [line] : wrap(line, width)));
}
