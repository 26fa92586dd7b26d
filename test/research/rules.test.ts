import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/issues/issue.ts';
import { rulePresets } from '../../src/core/strategies/rules/presets.ts';
import { ruleStrategy } from '../../src/core/strategies/rules/ruleStrategy.ts';
import { checkLaw, recordRun, strategyLaws } from '../../src/testing/index.ts';

/** Rules that name an amount of money mean another thing in another currency. */
const namesMoney = new Set(['rules-rank-script', 'rules-agency']);

describe.each(rulePresets)('$name', (set) => {
  it('keeps every law', () => {
    const strategy = ruleStrategy(set);
    for (const law of strategyLaws) {
      if (law.name === 'currency' && namesMoney.has(set.name)) continue;
      expect(checkLaw(law, strategy, { runs: 2 }).problem ?? '').toBe('');
    }
  });
});

const store = {
  name: 'rules',
  horizon: { days: 8 },
  products: [{ id: 'p', price: 100, unitCost: 30, conversionRate: 0.03 }],
  plans: [
    { id: 'a', channel: 'search' as const, product: 'p', bid: 1, dailyBudget: 200, keywords: [{ id: 'k' }] },
  ],
};

describe('rules', () => {
  it('the first rule that holds acts, and the plan then rests for the wait', () => {
    const strategy = ruleStrategy({
      name: 'r',
      description: 'r',
      waitDays: 3,
      rules: [
        { when: 'day >= 2 and clicks7d > 0', do: { bid: 'bid * 0.9' } },
        { when: 'day >= 2', do: { bid: 'bid * 2' } },
      ],
    });
    const { result } = recordRun(strategy, store);
    expect(result.decisions.map(({ day, bid }) => [day, bid])).toEqual([
      [1, 0.9],
      [4, 0.81],
      [7, 0.73],
    ]);
  });

  it('an unknown name in a rule is refused with the rule and the name', () => {
    const make = () =>
      ruleStrategy({ name: 'r', description: 'r', rules: [{ when: 'clicks7 > 0', do: { bid: 'bid' } }] });
    expect(make).toThrow(InputError);
    try {
      make();
    } catch (error) {
      expect((error as InputError).issues[0]).toMatchObject({
        code: 'rules.expression',
        params: { rule: 1, problem: 'unknown-name', name: 'clicks7', near: 'clicks7d' },
      });
    }
  });
});
