import type { Landscape, LandscapeResult } from '../../core/analysis/landscape/landscapeResult.ts';
import { fill } from '../format/fill.ts';
import { decimalsNeeded, minorDecimals, numberFormat, type NumberFormat } from '../format/numberFormat.ts';
import { plainText } from '../format/plainText.ts';
import { en, type Locale } from '../locales/en.ts';
import type { Table } from '../table.ts';
import { subjectName } from './landscapeNames.ts';
import { landscapeSentences, type LandscapeSentences } from './landscapeSentences.ts';
import { budgetTable, placeTable, pointTable, qualityTable } from './landscapeTables.ts';

/** What every view of landscapes is made of. */
export interface LandscapeModel {
  readonly locale: Locale;
  readonly format: NumberFormat;
  readonly name: string;
  readonly description: string;
  readonly currency: string;
  readonly facts: readonly string[];
  readonly landscapes: readonly LandscapeView[];
  /** A row a plan, keyword or audience: bids, and what places cost. */
  readonly places: Table;
  /** A row a bid. */
  readonly points: Table;
  /** A row a plan and budget; no rows where nothing was asked of a plan as a whole. */
  readonly budgets: Table;
  /** A row a plan and score; no rows unless asked for. */
  readonly quality: Table;
}

export interface LandscapeView {
  readonly index: number;
  readonly subject: string;
  readonly landscape: Landscape;
  readonly sentences: LandscapeSentences;
}

export function landscapeModel(result: LandscapeResult, locale: Locale = en): LandscapeModel {
  const { landscapes, scenario } = result;
  const { currency } = scenario;
  const bids = landscapes.map(({ bidToday }) => bidToday);
  const format = numberFormat(locale, currency, decimalsNeeded(bids, minorDecimals(currency)));
  const words = locale.landscape;
  const parts = { landscapes, format, locale, currency };
  return {
    locale,
    format,
    name: plainText(scenario.name),
    description: plainText(scenario.description),
    currency,
    facts: [
      fill(words.facts.subjects, { n: String(landscapes.length) }),
      fill(words.facts.days, { n: String(scenario.days) }),
      words.facts.expected,
      words.facts.budget,
      fill(words.facts.money, { currency }),
    ],
    landscapes: landscapes.map((landscape, index) => ({
      index,
      subject: subjectName(landscape, locale),
      landscape,
      sentences: landscapeSentences(landscape, format, locale),
    })),
    places: placeTable(parts),
    points: pointTable(parts),
    budgets: budgetTable(parts),
    quality: qualityTable(parts),
  };
}
