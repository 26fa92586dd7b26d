import type { OptimizeResult } from '../../core/analysis/optimizeResult.ts';
import { fill } from '../format/fill.ts';
import type { NumberFormat } from '../format/numberFormat.ts';
import type { Locale } from '../locales/en.ts';
import { amountPhrase } from './limitSentences.ts';

export interface Facts {
  /** `28 days`. */
  readonly days: string;
  /** `40 paired runs`. */
  readonly runs: string;
  /** Every fact of the run in the order in which a report lists them. */
  readonly all: readonly string[];
}

/** What was simulated and asked for, as short phrases. */
export function factsOf(
  { scenario, runs, target }: OptimizeResult,
  locale: Locale,
  format: NumberFormat,
): Facts {
  const { facts } = locale;
  const counted = (n: number, one: string, many: string): string =>
    n === 1 ? one : fill(many, { n: format.phrase('count', n) });
  const days = counted(scenario.days, facts.oneDay, facts.days);
  const runsText = counted(runs, facts.oneRun, facts.runs);
  const limit = (roas: number | null, template: string): string[] =>
    roas === null ? [] : [fill(template, { roas: format.phrase('ratio', roas) })];
  return {
    days,
    runs: runsText,
    all: [
      target === undefined
        ? facts.objective[scenario.objective]
        : fill(facts.target, { wanted: amountPhrase(target.measure, target.wanted, locale, format) }),
      scenario.dailyBudget === null
        ? facts.openBudget
        : fill(facts.budget, { money: format.phrase('money', scenario.dailyBudget) }),
      ...(scenario.minMarginalRoas === null
        ? [facts.marginalLimitDefault]
        : limit(scenario.minMarginalRoas, facts.marginalLimit)),
      ...limit(scenario.minAverageRoas, facts.averageLimit),
      ...(scenario.maxCostPerOrder === undefined
        ? []
        : [fill(facts.costPerOrderLimit, { money: format.phrase('money', scenario.maxCostPerOrder) })]),
      days,
      runsText,
      // A seed is a name, not an amount: no grouping.
      fill(facts.seed, { n: String(scenario.seed) }),
      fill(facts.currency, { currency: scenario.currency }),
    ],
  };
}
