import type { Cell } from './readTable.ts';

const MISSING = /^(-{1,2}|–|—|null|n\/a|na)?$/i;

/** A number as reports write it: `"10,708"`, `$3.0`, `Rs.201.68`, `￥1,234.50`; undefined where missing; NaN where unreadable. */
export function numberOf(cell: Cell | undefined): number | undefined {
  if (typeof cell === 'number') return cell;
  if (cell === null || cell === undefined) return undefined;
  const text = String(cell)
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .trim();
  if (MISSING.test(text)) return undefined;
  const plain = text
    .replace(/^(Rs\.?|[$€£¥￥₹]|[A-Z]{2,3}\$?)\s*/i, '')
    .replace(/[,\s\u00a0]/g, '')
    .replace(/[%元]$/, '');
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

const SYMBOLS: readonly [RegExp, string][] = [
  [/₹|\brs\b/i, 'INR'],
  [/€/, 'EUR'],
  [/£/, 'GBP'],
  [/元|cny|rmb/i, 'CNY'],
  [/円|jpy/i, 'JPY'],
  [/\$|usd/i, 'USD'],
];

/** The currency in the brackets of a header such as `Spend(USD)`, `Amount spent (EGP)` or `花费(元)`. */
export function currencyInHeader(header: string): string | undefined {
  const inside = /[(（]([^)）]*)[)）]\s*$/.exec(header)?.[1];
  if (inside === undefined) return undefined;
  const code = /^[A-Z]{3}$/.exec(inside.trim())?.[0];
  return code ?? SYMBOLS.find(([pattern]) => pattern.test(inside))?.[1];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A calendar day as ISO text from the ways reports write it; undefined where it is no single day. */
export function dayOf(cell: Cell | undefined): string | undefined {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (cell === null || cell === undefined || typeof cell === 'boolean') return undefined;
  const text = String(cell).trim();
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (compact !== null) return isoOf(+compact[1], +compact[2], +compact[3]);
  // A trailing time of day is dropped.
  const plain = text.replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '');
  const ymd = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain);
  if (ymd !== null) return isoOf(+ymd[1], +ymd[2], +ymd[3]);
  const numeric = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{2}|\d{4})$/.exec(plain);
  if (numeric !== null) {
    const [first, second, year] = [+numeric[1], +numeric[3], fullYear(+numeric[4])];
    // Slashes are month first as in US exports unless that cannot be; dashes and dots are day first.
    const monthFirst = numeric[2] === '/' ? first <= 12 : second > 12;
    return monthFirst ? isoOf(year, first, second) : isoOf(year, second, first);
  }
  const named = /^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})$/i.exec(plain) ?? undefined;
  if (named !== undefined) return isoOf(+named[3], monthOf(named[1]), +named[2]);
  const dayFirst = /^(\d{1,2})[- ]([a-z]{3})[a-z]*\.?[- ](\d{2}|\d{4})$/i.exec(plain);
  return dayFirst === null ? undefined : isoOf(fullYear(+dayFirst[3]), monthOf(dayFirst[2]), +dayFirst[1]);
}

function monthOf(name: string): number {
  return MONTHS.indexOf(name.toLowerCase()) + 1;
}

function fullYear(year: number): number {
  return year < 100 ? 2000 + year : year;
}

function isoOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const same =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? date.toISOString().slice(0, 10) : undefined;
}
