import type { Metric } from '../../core/analysis/figures.ts';
import type { OptimizeResult } from '../../core/analysis/optimizeResult.ts';
import { fill } from '../format/fill.ts';
import { type NumberFormat, quantityOfMetric } from '../format/numberFormat.ts';
import type { Locale } from '../locales/en.ts';
import type { PlanRow } from './planRows.ts';
import type { StoreRow } from './storeRows.ts';

const MOVES_NAMED = 3;
/** Smaller moves of spend, relative to the largest, are not named. */
const LEAST_MOVE = 0.02;

/** What to do and what it brings, in one sentence, and the largest moves in another. */
export function headlineOf(
  result: OptimizeResult,
  store: readonly StoreRow[],
  plans: readonly PlanRow[],
  locale: Locale,
  format: NumberFormat,
): { headline: string; moves: string } {
  const { headline } = locale;
  const changed = plans.filter(({ action }) => action !== 'keep' && action !== 'off');
  if (changed.length === 0) return { headline: headline.keep, moves: '' };
  const moves = movesSentence(changed, locale, format);
  if (plans.every(({ onRecommended }) => !onRecommended)) {
    const refused = result.plans.some(({ reason }) => reason.rule === 'pause-minimum-budget');
    return { headline: refused ? headline.nothingFits : headline.nothing, moves };
  }
  const [first, second]: Metric[] =
    result.scenario.objective === 'revenue' ? ['revenue', 'profit'] : [result.scenario.objective, 'revenue'];
  const outcome = (metric: Metric): string =>
    outcomePhrase(rowOf(store, metric), result.runs > 1, locale, format);
  return {
    headline: fill(headline.join, {
      spend: spendPhrase(rowOf(store, 'spend'), locale, format),
      first: lowerFirst(outcome(first!)),
      second: lowerFirst(outcome(second!)),
    }),
    moves: `${limitCosts(result, store) ? headline.limitCosts : ''}${moves}`,
  };
}

/** Whether revenue and profit both fall because an ROI limit stops spending that pays. */
function limitCosts({ solve }: OptimizeResult, store: readonly StoreRow[]): boolean {
  const falls = (metric: Metric): boolean => {
    const { verdict, difference } = rowOf(store, metric);
    return verdict === 'worse' && Number(difference.value) < 0;
  };
  return solve.binding.some((rule) => rule.endsWith('-roas')) && falls('revenue') && falls('profit');
}

function rowOf(store: readonly StoreRow[], metric: Metric): StoreRow {
  return store.find((row) => row.metric === metric)!;
}

/** Within half a percent the spend counts as the same. */
function spendPhrase({ today, recommended }: StoreRow, { headline }: Locale, format: NumberFormat): string {
  const [before, after] = [Number(today.value), Number(recommended.value)];
  const words = {
    spend: format.phraseOfRounded('moneyPerDay', after),
    spendToday: format.phraseOfRounded('moneyPerDay', before),
  };
  if (Math.abs(after - before) <= 0.005 * before) return fill(headline.same, words);
  return fill(after > before ? headline.more : headline.less, words);
}

function outcomePhrase(
  { metric, label, difference, low, high, verdict }: StoreRow,
  hasInterval: boolean,
  { headline }: Locale,
  format: NumberFormat,
): string {
  const quantity = quantityOfMetric[metric];
  const phrase = (value: number, signed: boolean): string => format.phraseOfRounded(quantity, value, signed);
  const moved = Number(difference.value);
  const clear = hasInterval ? verdict !== 'unclear' : moved !== 0;
  const verbs = headline.plural.metrics.includes(metric) ? headline.plural : headline;
  const template = !clear ? verbs.flat : moved > 0 ? verbs.gain : verbs.loss;
  // "falls by 80 (70 to 90)": the verb has the sign, so the interval is of the size; unclear changes keep their signs.
  const [from, to] = [Number(low.value), Number(high.value)];
  const bounds = clear ? [from, to].map(Math.abs).sort((a, b) => a - b) : [from, to];
  const interval = hasInterval
    ? fill(headline.intervalAt, { low: phrase(bounds[0]!, !clear), high: phrase(bounds[1]!, !clear) })
    : headline.oneRun;
  return fill(template, { metric: label, difference: phrase(Math.abs(moved), false), interval });
}

function movesSentence(changed: readonly PlanRow[], locale: Locale, format: NumberFormat): string {
  const { headline } = locale;
  const moved = (row: PlanRow): number => Number(row.figures.spend.difference.value);
  const ordered = changed.toSorted((a, b) => Math.abs(moved(b)) - Math.abs(moved(a)));
  const least = LEAST_MOVE * Math.abs(moved(ordered[0]!));
  const list = ordered
    .slice(0, MOVES_NAMED)
    .filter((row) => Math.abs(moved(row)) >= least)
    .map((row) =>
      fill(moved(row) === 0 ? headline.moveStill : headline.move, {
        action: row.actionText,
        plan: row.name,
        difference: format.phraseOfRounded('moneyPerDay', moved(row), true),
      }),
    );
  return fill(headline.moves, { list: list.join(locale.listSeparator) });
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
