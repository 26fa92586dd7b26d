import type { Landscape } from '../../core/analysis/landscape/landscapeResult.ts';
import { rankBuckets } from '../../core/contract/rankBuckets.ts';
import { fill } from '../format/fill.ts';
import { plainText } from '../format/plainText.ts';
import type { Locale } from '../locales/en.ts';

/** `Wool coat, search`, or `Wool coat, search · camel coat`. */
export function subjectName({ planName, cellId }: Landscape, { landscape: words }: Locale): string {
  const plan = plainText(planName);
  return cellId === null
    ? fill(words.names.plan, { plan })
    : fill(words.names.cell, { plan, cell: plainText(cellId) });
}

/** A bucket of ranks in words: `rank 1`, `ranks 2-3`, `rank 21 or lower`; short: `1`, `2-3`, `21+`. */
export function placeName(bucket: number, locale: Locale, short = false): string {
  const { first, last } = rankBuckets[bucket]!;
  const words = short ? locale.landscape.placeShort : locale.landscape.place;
  const template = last === Infinity ? words.beyond : first === last ? words.one : words.range;
  return fill(template, { first: String(first), last: String(last) });
}
