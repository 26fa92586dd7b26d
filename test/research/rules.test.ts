import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/issues/issue.ts';
import { rulePresets } from '../../src/core/strategies/rules/presets.ts';
import { ruleStrategy } from '../../src/core/strategies/rules/ruleStrategy.ts';
import { scenarioStrategy } from '../../src/cli/strategyOption.ts';
import { loadScenarioText } from '../../src/io/scenarioFile.ts';
import { worldYaml } from '../../src/io/worldYaml.ts';
import { issueText } from '../../src/report/messages/index.ts';
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

describe('rules of a scenario file', () => {
  const list = 'rules:\n  - when: clicks7d >= 1\n    do: { bid: bid * 0.9 }\n';
  const text = (rules: string): string => worldYaml(store) + rules;

  it('decide as the same rules in a file of their own', async () => {
    const { resolved } = await loadScenarioText(text(list), 'store.yaml');
    const own = await scenarioStrategy(resolved, undefined);
    const alone = ruleStrategy({
      name: 'alone',
      description: '',
      rules: [{ when: 'clicks7d >= 1', do: { bid: 'bid * 0.9' } }],
    });
    expect(resolved.strategy.name).toBe('rules');
    const decisions = recordRun(own, store).result.decisions;
    expect(decisions.length).toBeGreaterThan(0);
    expect(decisions).toEqual(recordRun(alone, store).result.decisions);
  });

  it('may name a shipped set, whose wait then holds', async () => {
    const { resolved } = await loadScenarioText(
      text('rules: [ { preset: rules-evidence } ]\n'),
      'store.yaml',
    );
    const strategy = await scenarioStrategy(resolved, undefined);
    expect(strategy.defaults['waitDays']).toBe(2);
    const preset = ruleStrategy(rulePresets.find(({ name }) => name === 'rules-evidence')!);
    expect(recordRun(strategy, store).result.decisions).toEqual(recordRun(preset, store).result.decisions);
  });

  it.each([
    ['rules: [ { preset: rules-evidenc } ]', 'rules.preset', { near: 'rules-evidence' }],
    ['rules: [ { when: clicks7d > 1 } ]', 'rules.shape', { rule: 1 }],
    [
      'rules: [ { preset: rules-agency }, { when: clicks7 > 1, do: {} } ]',
      'rules.expression',
      { rule: 2, near: 'clicks7d' },
    ],
    [
      'rules: [ { when: clicks7d > 1, do: {} } ]\nstrategy: { name: guide }',
      'rules.strategy',
      { value: 'guide' },
    ],
    [
      'rules: [ { when: clicks7d > 1, do: {} } ]\nstrategy: { params: { waitDay: 1 } }',
      'strategy.params',
      { near: 'waitDays' },
    ],
  ])('%s is refused with its place', async (rules, code, params) => {
    const problem = await loadScenarioText(text(`${rules}\n`), 'store.yaml').catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(InputError);
    const [issue] = (problem as InputError).issues;
    expect(issue).toMatchObject({ code, params, file: 'store.yaml' });
    expect((issue as unknown as { line: number }).line).toBeGreaterThan(1);
    expect(issueText(issue!)).not.toContain('undefined');
  });
});
