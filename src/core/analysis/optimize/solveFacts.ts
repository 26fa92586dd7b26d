import type { Figures } from '../figures.ts';
import type { OptimizeResult } from '../optimizeResult.ts';
import type { Answer } from './answerOf.ts';
import { bidBound } from './bidBound.ts';
import { limitPrices } from './limitPrices.ts';

/** Names of what stopped more from being spent. */
const bindingNames: Readonly<Record<string, string>> = {
  dailyBudget: 'budget',
  periodBudget: 'budget',
  minMarginalRoas: 'marginal-roas',
  minAverageRoas: 'average-roas',
  maxCostPerOrder: 'cost-per-order',
  target: 'target',
};

/** How the answer was found and how good it is. Least budget counts as money: its bound lies below. */
export function solveFacts({ searched, expected }: Answer): OptimizeResult['solve'] {
  const { problem, solution, rounds, converged } = searched;
  const { gap, proven } = solution.certificate;
  const sign = problem.prepared.scenario.target === undefined || solution.short ? 1 : -1;
  const value = sign * solution.certificate.value;
  const limits = limitPrices(problem, solution);
  const binding = new Set(limits.map(({ limit }) => bindingNames[limit] ?? 'plan-bounds'));
  const budget = limits.find(({ level, limit }) => level === 'store' && bindingNames[limit] === 'budget');
  const bound = bidBound(problem, solution);
  const most = bound === null ? null : Math.max(bound, solution.certificate.dualBound);
  return {
    rounds,
    converged,
    value,
    dualBound: sign * solution.certificate.dualBound,
    gap,
    proven,
    bids: {
      tested: problem.curves.reduce((count, { bid }) => Math.max(count, bid.length), 0),
      bound: most === null ? null : sign * most,
      gap: most === null ? null : (most - solution.certificate.value) / (Math.abs(most) || 1),
    },
    expected: sign === 1 ? expected.recommended.worth : expected.recommended.spend,
    shadowPriceOfBudget: budget?.price ?? 0,
    binding: binding.size > 0 ? [...binding] : ['demand'],
  };
}

/** What least budget is to reach, and what the answer does. */
export function targetFacts(
  { prepared, searched, expected }: Answer,
  simulated: Figures,
): Pick<OptimizeResult, 'target'> {
  const { objective, target } = prepared.scenario;
  if (target === undefined) return {};
  const { worth, spend } = expected.recommended;
  const { short } = searched.solution;
  return {
    target: {
      measure: objective,
      wanted: target,
      expected: worth,
      simulated: simulated[objective],
      spend,
      outOfReach: short,
      short: short ? Math.max(0, target - worth) : 0,
    },
  };
}
