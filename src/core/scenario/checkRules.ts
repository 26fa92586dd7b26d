import type { Resolution } from './resolution.ts';
import { scenarioSchema, type Scenario } from './schema/scenario.ts';

/** A rule is a condition with what to do, or the name of a shipped set; and rules decide alone. Their expressions are checked on loading. */
export function checkRules({ issues }: Resolution, { rules, strategy }: Scenario): void {
  if (rules === undefined) return;
  rules.forEach((rule, i) => {
    const own = rule.when !== undefined && rule.do !== undefined && rule.preset === undefined;
    const named = rule.preset !== undefined && rule.when === undefined && rule.do === undefined;
    if (!own && !named) issues.push({ code: 'rules.shape', path: ['rules', i], params: { rule: i + 1 } });
  });
  const unnamed = scenarioSchema.shape.strategy.parse(undefined).name;
  if (strategy.name !== unnamed && strategy.name !== 'rules')
    issues.push({ code: 'rules.strategy', path: ['strategy', 'name'], params: { value: strategy.name } });
}
