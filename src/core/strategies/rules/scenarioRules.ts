import type { Strategy } from '../../contract/strategy.ts';
import { InputError } from '../../issues/issue.ts';
import { nearest } from '../../issues/nearest.ts';
import { rulePresets } from './presets.ts';
import type { Rule, RuleSet } from './ruleSet.ts';
import { ruleStrategy } from './ruleStrategy.ts';

/** A rule as a scenario writes it: its own, or all of a shipped set in its place. */
export interface WrittenRule {
  readonly when?: string | undefined;
  readonly do?:
    | {
        readonly bid?: string | undefined;
        readonly dailyBudget?: string | undefined;
        readonly enabled?: false | undefined;
      }
    | undefined;
  readonly preset?: string | undefined;
}

/**
 * The rules of a scenario as one strategy named `rules`; a plan rests as long as the longest-waiting set named asks. Throws InputError
 * `rules.preset` for an unknown set and `rules.expression`, at the place in the list as written.
 */
export function scenarioRules(written: readonly WrittenRule[]): Strategy {
  let waitDays = 0;
  const rules = written.flatMap((rule, i): readonly Rule[] => {
    if (rule.preset === undefined) {
      const own = { when: rule.when, do: rule.do } as Rule;
      compileAlone(own, i);
      return [own];
    }
    const set = presetOrError(rule.preset, i);
    waitDays = Math.max(waitDays, set.waitDays ?? 0);
    return set.rules;
  });
  return ruleStrategy({ name: 'rules', description: 'Rules of the scenario', waitDays, rules });
}

/** Compiles a rule under its own number, which sets named before it would shift. */
function compileAlone(rule: Rule, index: number): void {
  try {
    ruleStrategy({ name: 'rules', description: '', rules: [rule] });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.issues.map((issue) => ({
        ...issue,
        path: ['rules', index, ...(issue.path[2] === 'when' ? ['when'] : ['do', ...issue.path.slice(2)])],
        params: { ...issue.params, rule: index + 1 },
      })),
    );
  }
}

function presetOrError(name: string, index: number): RuleSet {
  const set = rulePresets.find((one) => one.name === name);
  if (set !== undefined) return set;
  const known = rulePresets.map((one) => one.name);
  const near = nearest(name, known);
  const params = { value: name, known, ...(near === undefined ? {} : { near }) };
  throw new InputError([{ code: 'rules.preset', path: ['rules', index, 'preset'], params }]);
}
