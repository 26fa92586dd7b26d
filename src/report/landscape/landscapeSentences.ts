import type { Landscape, LandscapePoint } from '../../core/analysis/landscape/landscapeResult.ts';
import { rankBuckets } from '../../core/contract/rankBuckets.ts';
import { fill } from '../format/fill.ts';
import type { NumberFormat } from '../format/numberFormat.ts';
import type { Locale } from '../locales/en.ts';
import { placeName } from './landscapeNames.ts';

/** What a landscape says in words. */
export interface LandscapeSentences {
  /** What today's bid brings. */
  readonly today: string;
  /** What today's budget misses; empty for keywords. */
  readonly budget: string;
  readonly suggestion: string;
}

/** The point of today's bid; a plan without a bid stands at its lowest. */
export function pointToday({ points, bidToday }: Landscape): LandscapePoint {
  return points.find(({ bid }) => bid >= bidToday) ?? points.at(-1)!;
}

export function landscapeSentences(
  landscape: Landscape,
  format: NumberFormat,
  locale: Locale,
): LandscapeSentences {
  return {
    today: todaySentence(landscape, format, locale),
    budget: budgetSentence(landscape, format, locale),
    suggestion: suggestionSentence(landscape, locale),
  };
}

function todaySentence(landscape: Landscape, format: NumberFormat, locale: Locale): string {
  const { landscape: words } = locale;
  const { clicks, costPerClick, incrementalCostPerClick } = pointToday(landscape);
  const off = landscape.enabled ? '' : ` ${words.off}`;
  const said = {
    bid: format.phrase('price', landscape.bidToday),
    event: words.event[landscape.bidsFor],
  };
  if (costPerClick === null) return fill(words.headlineNothing, said) + off;
  return (
    fill(words.headline, {
      ...said,
      clicks: format.phrase('clicks', clicks),
      costPerClick: format.phrase('price', costPerClick),
      incremental: format.phrase('price', incrementalCostPerClick ?? Number.NaN),
    }) + off
  );
}

function budgetSentence({ budget, enabled }: Landscape, format: NumberFormat, locale: Locale): string {
  if (budget === null || !enabled) return '';
  const { landscape: words } = locale;
  const { today, unlimited, steps } = budget;
  const amount = format.phrase('money', today.dailyBudget);
  const [first] = steps;
  if (first === undefined) return fill(words.missesNothing, { budget: amount });
  return fill(words.misses, {
    budget: amount,
    impressions: format.phrase('impressions', unlimited.impressions - today.figures.impressions),
    clicks: format.phrase('clicks', unlimited.clicks - today.figures.clicks),
    orders: format.phrase('orders', unlimited.orders - today.figures.orders),
    extra: format.phrase('money', first.dailyBudget - today.dailyBudget),
    marginalRoas: format.phrase('money', first.marginalRoas ?? Number.NaN),
    one: format.oneUnit,
  });
}

function suggestionSentence({ suggestedRank }: Landscape, locale: Locale): string {
  const { landscape: words } = locale;
  if (suggestedRank === null) return words.suggestionDisplay;
  const bucket = rankBuckets.findIndex(({ last }) => suggestedRank <= last);
  const { first, last } = rankBuckets[bucket]!;
  const place =
    first === last && first === suggestedRank
      ? placeName(bucket, locale)
      : fill(words.place.range, { first: '1', last: String(suggestedRank) });
  return fill(words.suggestion, { place });
}
