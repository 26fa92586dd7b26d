import { describe, expect, it } from 'vitest';
import { prepare } from '../../src/core/engine/prepare.ts';
import { run } from '../../src/core/engine/run.ts';
import { calibrateWorld } from '../../src/core/research/worlds/calibrateWorld.ts';
import { standardWorlds } from '../../src/core/research/worlds/recipe.ts';
import { compileFormula } from '../../src/core/scenario/formula.ts';
import { strategies } from '../../src/core/strategies/registry.ts';
import { rulePresets } from '../../src/core/strategies/rules/presets.ts';
import { ruleStrategy } from '../../src/core/strategies/rules/ruleStrategy.ts';
import { numberFormat } from '../../src/report/format/numberFormat.ts';
import { places } from '../../src/report/format/fill.ts';
import { en } from '../../src/report/locales/en.ts';
import { findingSentence, reasonSentence } from '../../src/report/messages/reasons.ts';
import { findingRules, reasonRules } from '../../src/report/messages/rules.ts';

const format = numberFormat(en, 'CNY', 2);
const reasonNames = [
  'hold',
  'equal-split',
  'guide-raise',
  'guide-lower',
  'guide-roi-guard',
  'raise-marginal',
  'lower-marginal',
  'keep-marginal',
  'pause-no-break-even',
  'pause-below-limit',
  'explore',
  'fixed',
  'solve-raise',
  'solve-lower',
  'solve-keep',
  'solve-pause',
  'solve-start',
  'pause-elsewhere',
  'pause-minimum-budget',
  'pace-budget',
  'pace-roas',
  'pace-limit',
  'dual-price',
  'model-start',
  'model-lagrangian',
  'bandit',
  'ctr-raise',
  'ctr-lower',
  'ctr-keep',
  'ctr-proportional',
  'roi-proportional',
  'clairvoyant',
  'operator-rule',
];
const findingNames = [
  'no-break-even',
  'budget-capped-today',
  'small-sample',
  'not-converged',
  'limit-below-break-even',
  'worse-kept-today',
  'demand-exhausted',
  'average-roas-binding',
];

/** A figure for every name a rule declares, all different so that a mixed-up template shows. */
function figuresFor(rules: Readonly<Record<string, object>>, rule: string): Record<string, number> {
  return Object.fromEntries(Object.keys(rules[rule]!).map((name, index) => [name, 1.25 + index]));
}

describe('reasons', () => {
  it('has the rules that the strategies and the solver emit, and no other', () => {
    expect(Object.keys(reasonRules).sort()).toEqual(reasonNames.sort());
    expect(Object.keys(findingRules).sort()).toEqual(findingNames.sort());
  });

  it.each(reasonNames)('says %s in a sentence of its own', (rule) => {
    const sentence = reasonSentence({ rule, figures: figuresFor(reasonRules, rule) }, en, format);
    expect(sentence).toMatch(/^[A-Z][^{}]+\.$/);
    expect(sentence).not.toContain('Rule “');
  });

  it.each(findingNames)('says the finding %s with the plan it is about', (rule) => {
    const finding = { rule, planId: 'p', figures: figuresFor(findingRules, rule) };
    const sentence = findingSentence(finding, 'Coat', en, format);
    expect(sentence).toMatch(/^Coat: [^{}]+\.$/);
    expect(sentence).not.toContain('rule “');
    expect(findingSentence({ ...finding, planId: null }, null, en, format)).toMatch(/^Store: /);
  });

  it('asks in a template only for figures that its rule brings', () => {
    for (const [templates, rules] of [
      [en.reasons, reasonRules],
      [en.findings, findingRules],
    ] as const)
      for (const [rule, template] of Object.entries(templates)) {
        const known = [...Object.keys(rules[rule as never]), 'one', 'plan'];
        expect(known).toEqual(expect.arrayContaining(places(template)));
      }
  });

  it('rounds figures by what they are', () => {
    const figures = { marginalRoas: 3.456, limit: 2.5, valuePerClick: 1.999 };
    expect(reasonSentence({ rule: 'raise-marginal', figures }, en, format)).toBe(
      'Raised: another ¥1 brings 3.46 in revenue, above the limit of 2.50; a click is worth ¥2.00.',
    );
  });

  it('lists the figures of a rule nobody knows', () => {
    expect(reasonSentence({ rule: 'my-own-rule', figures: { winRate: 0.25, spend: 3 } }, en, format)).toBe(
      'Rule “my own rule” (win rate 0.25, spend 3.00).',
    );
    expect(reasonSentence({ rule: 'toString', figures: {} }, en, format)).toBe('Rule “to string”.');
  });

  it('falls back to the list where a known rule lacks a figure', () => {
    expect(reasonSentence({ rule: 'keep-marginal', figures: { limit: 2 } }, en, format)).toBe(
      'Rule “keep marginal” (limit 2.00).',
    );
    expect(
      findingSentence(
        { rule: 'small-sample', planId: 'p', figures: { orders: Number.NaN } },
        'P',
        en,
        format,
      ),
    ).toBe('P: rule “small sample” (orders –).');
  });
});

describe('strategies', () => {
  const { scenario } = calibrateWorld(standardWorlds[1]!, 101, compileFormula).prepared;
  const all = [...strategies, ...rulePresets.map(ruleStrategy)];

  it.each(all.map((strategy) => ({ name: strategy.name, strategy })))(
    '$name gives no reason that has no sentence',
    ({ strategy }) => {
      const { decisions } = run(prepare(scenario), strategy, { tier: 'stochastic' });
      const said = new Map(decisions.map(({ reason }) => [reason.rule, reason]));
      for (const reason of said.values())
        expect(reasonSentence(reason, en, format), reason.rule).not.toContain('Rule “');
    },
  );
});
