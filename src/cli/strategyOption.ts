import { InputError } from '../core/issues/issue.ts';
import type { Strategy } from '../core/contract/strategy.ts';
import { strategies, strategyNamed } from '../core/strategies/registry.ts';

/** The strategy asked for by name. Throws InputError `strategy.unknown` with the known names. */
export function strategyOrError(name: string): Strategy {
  const strategy = strategyNamed(name);
  if (strategy !== undefined) return strategy;
  throw new InputError([
    {
      code: 'strategy.unknown',
      path: ['strategy'],
      params: { value: name, known: strategies.map((one) => one.name) },
    },
  ]);
}
