import { stat } from 'node:fs/promises';
import { readFile } from 'node:fs/promises';
import { InputError, type Issue } from '../../core/issues/issue.ts';
import { decodeText } from './decodeText.ts';

/** A sheet of a file as rows of cells; dates of spreadsheets stay dates. */
export interface RawTable {
  readonly file: string;
  readonly rows: readonly (readonly Cell[])[];
  /** 1-based line or row of the file each row began on. */
  readonly lines: readonly number[];
  readonly warnings: readonly Issue[];
}

export type Cell = string | number | boolean | Date | null;

export interface TableReadOptions {
  /** For text files without a mark that are not UTF-8, e.g. GBK. */
  readonly encoding?: string;
}

const MAX_BYTES = 256 * 1024 * 1024;

/** Reads a .csv, .tsv or .xlsx file. Throws InputError: file.missing, file.directory, file.too-large, test.badTable. */
export async function readTable(file: string, options: TableReadOptions = {}): Promise<RawTable> {
  await checkFile(file);
  const bytes = await readFile(file);
  // A zip archive: spreadsheets are.
  const spreadsheet = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return spreadsheet ? readSpreadsheet(file, bytes) : readDelimited(file, bytes, options);
}

async function checkFile(file: string): Promise<void> {
  const refuse = (code: string, params: Issue['params'] = {}) =>
    new InputError([{ code, path: [], file, params }]);
  const status = await stat(file).catch(() => undefined);
  if (status === undefined) throw refuse('file.missing');
  if (status.isDirectory()) throw refuse('file.directory');
  if (status.size > MAX_BYTES) throw refuse('file.too-large', { bytes: status.size, max: MAX_BYTES });
}

async function readSpreadsheet(file: string, bytes: Buffer): Promise<RawTable> {
  const { default: readSheets } = await import('read-excel-file/node');
  try {
    const sheets = await readSheets(bytes);
    const rows = sheets[0].data as unknown as Cell[][];
    return { file, rows, lines: rows.map((_, i) => i + 1), warnings: [] };
  } catch (error) {
    throw badTable(file, error);
  }
}

async function readDelimited(file: string, bytes: Buffer, options: TableReadOptions): Promise<RawTable> {
  const { text, encoding, guessed } = decodeText(bytes, options.encoding);
  const { parse } = await import('csv-parse/sync');
  const warnings: Issue[] = guessed
    ? [{ code: 'test.encodingGuessed', path: [], file, params: { encoding } }]
    : [];
  try {
    const parsed = parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return {
      file,
      rows: parsed.map(({ record }) => record),
      lines: parsed.map(({ info }) => info.lines),
      warnings,
    };
  } catch (error) {
    throw badTable(file, error);
  }
}

function badTable(file: string, error: unknown): InputError {
  const reason = error instanceof Error ? error.message : String(error);
  return new InputError([{ code: 'test.badTable', path: [], file, params: { reason } }]);
}

/** Tab, semicolon or comma: the one that occurs most in the first lines (titles above the header have none). */
function delimiterOf(text: string): string {
  const head = text.split(/\r?\n/, 30).join('\n');
  const counts = ['\t', ';', ','].map((mark) => ({ mark, count: head.split(mark).length - 1 }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}
