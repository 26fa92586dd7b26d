import type { Observation, PlanHistory } from '../../core/contract/observation.ts';
import type { Answer } from '../../core/contract/strategy.ts';
import { scenarioInput } from '../scenarios.ts';
import { LawBroken, type StrategyLaw } from './law.ts';
import { decideAgain, recordRun } from './recordRun.ts';

/** Histories no market makes, and some it does: nothing, everything, clicks without impressions, orders without clicks. */
const absurd: Readonly<Record<string, (value: number, t: number, column: keyof PlanHistory) => number>> = {
  'an empty history': () => 0,
  'a history of huge numbers': (value, t) => (value + 1) * (t % 2 === 0 ? 1e12 : 1),
  'clicks without impressions': (value, _, column) => (column === 'impressions' ? 0 : value),
  'revenue without clicks': (value, _, column) => (column === 'clicks' ? 0 : value + 1),
  'cost without clicks': (value, _, column) => (column === 'clicks' || column === 'orders' ? 0 : value + 1),
  'bids of zero': (value, _, column) => (column === 'bid' || column === 'dailyBudget' ? 0 : value),
  'fractions of everything': (value) => value * 1e-12,
};

/** Laws of robustness: whatever the back office shows, decisions are numbers and state is data. */
export const robustLaws: readonly StrategyLaw[] = [
  {
    name: 'numbers',
    statement: 'bids and budgets are finite and not negative, and the state is plain data, on any history',
    appliesTo: () => true,
    scenarios: scenarioInput,
    effort: 1,
    check: (strategy, input) => {
      for (const morning of recordRun(strategy, input).mornings) {
        const { observation } = morning;
        sound(morning.answer, `day ${observation.day + 1}`);
        for (const [name, change] of Object.entries(absurd)) {
          const changed = withHistory(observation, change);
          sound(
            decideAgain(strategy, morning, { observation: changed }),
            `day ${observation.day + 1}, ${name}`,
          );
        }
        const none = { ...observation, plans: [] };
        if (!strategy.properties.oracle)
          sound(decideAgain(strategy, morning, { observation: none }), 'a store without plans');
      }
    },
  },
];

function withHistory(
  observation: Observation,
  change: (value: number, t: number, column: keyof PlanHistory) => number,
): Observation {
  return {
    ...observation,
    plans: observation.plans.map((plan) => ({
      ...plan,
      history: Object.fromEntries(
        Object.entries(plan.history).map(([column, values]) => [
          column,
          Float64Array.from(values as ArrayLike<number>, (value, t) =>
            change(value, t, column as keyof PlanHistory),
          ),
        ]),
      ) as unknown as PlanHistory,
    })),
  };
}

function sound({ decisions, state }: Answer, when: string): void {
  for (const { planId, bid, dailyBudget, reason } of decisions) {
    for (const [name, value] of Object.entries({ bid, dailyBudget }))
      if (value !== undefined && !(value >= 0 && value < Infinity))
        throw new LawBroken(`${when}: ${name} of plan ${planId} is ${value}`);
    if (typeof reason?.rule !== 'string')
      throw new LawBroken(`${when}: the decision for ${planId} has no reason`);
  }
  const bad = strange(state, 'state');
  if (bad !== null) throw new LawBroken(`${when}: ${bad}`);
}

/** What JSON would not give back as it was. */
function strange(value: unknown, path: string): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : `${path} is ${value}`;
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean')
    return null;
  if (typeof value !== 'object') return `${path} is a ${typeof value}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null)
    return `${path} is not plain data`;
  for (const [key, inner] of Object.entries(value)) {
    const found = strange(inner, `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
