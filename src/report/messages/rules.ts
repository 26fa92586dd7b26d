import type { Quantity } from '../format/numberFormat.ts';
import { strategyRules } from './strategyRules.ts';

/** The figures that each reason rule brings, and what each of them is. A locale has a sentence for every rule. */
export const reasonRules = {
  hold: {},
  'equal-split': { share: 'fraction' },
  'guide-raise': {
    clickThroughRate: 'fraction',
    meanClickThroughRate: 'fraction',
    conversionRate: 'fraction',
    meanConversionRate: 'fraction',
  },
  'guide-lower': {
    clickThroughRate: 'fraction',
    meanClickThroughRate: 'fraction',
    conversionRate: 'fraction',
    meanConversionRate: 'fraction',
  },
  'guide-roi-guard': { roas: 'ratio', limit: 'ratio' },
  'raise-marginal': { marginalRoas: 'ratio', limit: 'ratio', valuePerClick: 'price' },
  'lower-marginal': { marginalRoas: 'ratio', limit: 'ratio', valuePerClick: 'price' },
  'keep-marginal': { marginalRoas: 'ratio', limit: 'ratio' },
  'pause-no-break-even': { netMargin: 'change' },
  'pause-below-limit': { marginalRoas: 'ratio', limit: 'ratio' },
  explore: { clicks: 'count', neededClicks: 'count' },
  fixed: {},
  'solve-raise': solve(),
  'solve-lower': solve(),
  'solve-keep': solve(),
  'solve-pause': solve(),
  'solve-start': solve(),
  'pause-elsewhere': solve(),
  'pause-minimum-budget': {
    minimum: 'moneyPerDay',
    spendToday: 'moneyPerDay',
    revenueToday: 'moneyPerDay',
  },
  ...strategyRules,
} as const satisfies RuleTable;

/** The figures that each finding brings. */
export const findingRules = {
  'no-break-even': { netMargin: 'change' },
  'budget-capped-today': { lostShare: 'change' },
  'small-sample': { orders: 'orders' },
  'not-converged': { rounds: 'count' },
  'limit-below-break-even': { limit: 'ratio', breakEven: 'ratio' },
  'worse-kept-today': {},
  'demand-exhausted': {},
  'average-roas-binding': { roas: 'ratio', limit: 'ratio' },
} as const satisfies RuleTable;

export type RuleTable = Readonly<Record<string, Readonly<Record<string, Quantity>>>>;
export type ReasonRule = keyof typeof reasonRules;
export type FindingRule = keyof typeof findingRules;

function solve() {
  return {
    marginalRoasToday: 'ratio',
    marginalRoas: 'ratio',
    limit: 'ratio',
    spendToday: 'moneyPerDay',
    spend: 'moneyPerDay',
    revenueToday: 'moneyPerDay',
    revenue: 'moneyPerDay',
  } as const;
}
