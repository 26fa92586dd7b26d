import type { Dispersion } from './dispersion.ts';
import { earnLooks } from './earn.ts';
import { fixedReach } from './pairResults.ts';
import type { CumulativeMetric } from './pairEvidence.ts';
import { DEFAULT_DECISION_IMPRESSIONS } from './plan.ts';
import {
  anytimeLooks,
  lookAt,
  multinomialLooks,
  sequenceBound,
  spendingBounds,
  spendingLooks,
  totalTrials,
  type Look,
} from './rules.ts';
import type { Settings } from './settings.ts';

export interface RuleOutcome {
  readonly looks: Look[];
  /** Standard errors of the interval the rule guarantees for a pair at the last day. */
  readonly reach: (i: number, j: number) => number;
  readonly complete: boolean;
}

/** Every look of the chosen rule over a table. */
export function runRule(
  settings: Settings,
  totals: CumulativeMetric,
  dispersions: readonly Dispersion[],
): RuleOutcome {
  const context = { totals, dispersions, alpha: settings.alpha };
  const last = totals.amount[0].length - 1;
  const plannedArm = settings.plan?.impressionsPerArm;
  const plannedPair = plannedArm === undefined ? DEFAULT_DECISION_IMPRESSIONS : 2 * plannedArm;
  const sequenceReach = (i: number, j: number) =>
    sequenceBound(Math.max(1, totals.trials[i][last] + totals.trials[j][last]), plannedPair, settings.alpha);
  switch (settings.rule) {
    case 'spending': {
      const whole = plannedArm === undefined ? 0 : plannedArm * totals.amount.length;
      const { fractions, bounds } = spendingBounds(totals, whole, settings.alpha, settings.spending);
      const looks = spendingLooks(context, fractions, bounds);
      const seen = totalTrials(totals)[last];
      return { looks, reach: () => bounds[last], complete: seen >= whole * 0.999 };
    }
    case 'anytime':
      return { looks: anytimeLooks(context, plannedPair), reach: sequenceReach, complete: false };
    case 'multinomial':
      return {
        looks: multinomialLooks(context, settings.concentration),
        reach: sequenceReach,
        complete: false,
      };
    case 'earn': {
      const { looks } = earnLooks(totals, dispersions, settings);
      return { looks, reach: () => fixedReach(settings.alpha), complete: false };
    }
    case 'fixed': {
      // One look, at the end, whatever was seen before.
      return {
        looks: [lookAt(context, last, fixedReach(settings.alpha), 1)],
        reach: () => fixedReach(settings.alpha),
        complete: true,
      };
    }
  }
}
