import { InputError } from '../core/issues/issue.ts';
import type { Strategy } from '../core/contract/strategy.ts';
import { loadStrategyFile } from '../io/strategyFile.ts';
import { namedStrategy } from '../io/namedStrategy.ts';
import type { ResolvedScenario } from '../core/scenario/resolved.ts';
import { strategies } from '../core/strategies/registry.ts';

/** The strategy asked for: a registered name, a shipped rule set, or a file (.ts, .js, rules in .yaml). Throws InputError `strategy.unknown` with the known names. */
export async function strategyOrError(name: string): Promise<Strategy> {
  const isFile = /\.([cm]?[jt]s|ya?ml)$/i.test(name);
  const strategy = isFile ? await loadStrategyFile(name) : await namedStrategy(name);
  if (strategy !== undefined) return strategy;
  throw new InputError([
    {
      code: 'strategy.unknown',
      path: ['strategy'],
      params: { value: name, known: strategies.map((one) => one.name) },
    },
  ]);
}

/** Who decides in a scenario: the strategy asked for, else the scenario's own rules, else the one it names. */
export async function scenarioStrategy(
  { strategy }: ResolvedScenario,
  asked: string | undefined,
): Promise<Strategy> {
  if (asked !== undefined || strategy.rules === undefined) return strategyOrError(asked ?? strategy.name);
  const { scenarioRules } = await import('../core/strategies/rules/scenarioRules.ts');
  return scenarioRules(strategy.rules);
}
