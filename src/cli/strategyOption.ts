import { InputError } from '../core/issues/issue.ts';
import type { Strategy } from '../core/contract/strategy.ts';
import { loadStrategyFile } from '../io/strategyFile.ts';
import { namedStrategy } from '../io/namedStrategy.ts';
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
