import type { LimitCost } from '../../core/analysis/optimize/limitCosts.ts';
import type { OptimizeResult } from '../../core/analysis/optimizeResult.ts';
import type { Objective } from '../../core/scenario/objective.ts';
import { fill } from '../format/fill.ts';
import type { NumberFormat, Quantity } from '../format/numberFormat.ts';
import { plainText } from '../format/plainText.ts';
import type { Locale } from '../locales/en.ts';

/** How an amount of an objective a day is written. */
export const quantityOfObjective: Readonly<Record<Objective, Quantity>> = {
  revenue: 'money',
  profit: 'money',
  orders: 'orders',
  clicks: 'clicks',
};

/** `¥12.30 of revenue`, `3.20 orders`. */
export function amountPhrase(
  measure: Objective,
  value: number,
  locale: Locale,
  format: NumberFormat,
): string {
  return fill(locale.amounts[measure], { n: format.phrase(quantityOfObjective[measure], value) });
}

const ratios: ReadonlySet<string> = new Set([
  'minMarginalRoas',
  'minAverageRoas',
  'maxOfToday',
  'minOfToday',
]);

/** A sentence for every limit that holds the answer back, with what it costs. */
export function limitSentences(result: OptimizeResult, locale: Locale, format: NumberFormat): string[] {
  const names = new Map(result.plans.map(({ id, name }) => [id, plainText(name)]));
  return result.limits.map((limit) => limitSentence(result, limit, names, locale, format));
}

function limitSentence(
  { scenario, target }: OptimizeResult,
  { node, level, limit, at, price, step, cost }: LimitCost,
  names: ReadonlyMap<string, string>,
  locale: Locale,
  format: NumberFormat,
): string {
  const { objective } = scenario;
  const least = target !== undefined && !target.outOfReach;
  const measure = quantityOfObjective[objective];
  const gained = (value: number): string =>
    least ? format.phrase('money', value) : amountPhrase(objective, value, locale, format);
  const quantityAt: Quantity = ratios.has(limit) ? 'ratio' : 'money';
  const key = level === 'group' && limit === 'dailyBudget' ? 'groupBudget' : limit;
  const words = {
    node:
      level === 'store' ? locale.storeName : level === 'plan' ? (names.get(node) ?? node) : plainText(node),
    at:
      limit === 'target'
        ? amountPhrase(objective, target!.wanted, locale, format)
        : format.phrase(quantityAt, at),
    margin: marginPhrase(objective, price, locale, format),
    one: format.oneUnit,
    change:
      step === undefined ? '' : format.phrase(limit === 'target' ? measure : 'money', Math.abs(step.change)),
    gain: step === undefined ? '' : gained(step.gain),
    cost: cost === undefined ? '' : gained(cost),
  };
  const after =
    step !== undefined
      ? limit === 'target'
        ? locale.targetStep
        : locale.limitStep
      : cost === undefined
        ? ''
        : least
          ? locale.limitCostMoney
          : locale.limitCost;
  return [locale.limits[key] ?? fill(locale.bindingUnknown, { rule: plainText(limit) }), after]
    .filter((template) => template !== '')
    .map((template) => fill(template, words))
    .join(' ');
}

/** What a little more money brings. */
function marginPhrase(objective: Objective, price: number, locale: Locale, format: NumberFormat): string {
  if (quantityOfObjective[objective] === 'money')
    return fill(locale.marginMoney, {
      one: format.oneUnit,
      gain: fill(locale.amounts[objective], { n: format.phrase('ratio', price) }),
    });
  return fill(locale.marginCount, {
    unit: locale.unitOf[objective],
    each: format.phrase('money', 1 / price),
  });
}

/** What became of the target, or null where none was set. */
export function targetSentence(
  { target }: OptimizeResult,
  locale: Locale,
  format: NumberFormat,
): string | null {
  if (target === undefined) return null;
  const amount = (value: number): string => amountPhrase(target.measure, value, locale, format);
  return fill(target.outOfReach ? locale.target.outOfReach : locale.target.reached, {
    wanted: amount(target.wanted),
    expected: amount(target.expected),
    short: format.phrase(quantityOfObjective[target.measure], target.short),
    simulated: format.phrase(quantityOfObjective[target.measure], target.simulated),
    spend: format.phrase('money', target.spend),
  });
}
