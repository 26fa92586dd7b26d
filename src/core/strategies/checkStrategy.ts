import { InputError } from '../issues/issue.ts';
import { nearest } from '../issues/nearest.ts';
import { checkedParams } from './params.ts';
import { strategies, strategyNamed } from './registry.ts';

/** A scenario's `strategy` must name a strategy there is and parameters it has. Throws InputError `strategy.unknown`, `strategy.params`, `strategy.param-value`. */
export function checkStrategy(
  written: { readonly name: string; readonly params: Readonly<Record<string, unknown>> },
  at: readonly (string | number)[] = [],
): void {
  const strategy = strategyNamed(written.name);
  if (strategy !== undefined) return void checkedParams(strategy, written.params);
  const known = strategies.map((one) => one.name);
  const near = nearest(written.name, known);
  const params = { value: written.name, known, ...(near === undefined ? {} : { near }) };
  throw new InputError([{ code: 'strategy.unknown', path: [...at, 'strategy', 'name'], params }]);
}
