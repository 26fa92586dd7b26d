import { InputError } from '../issues/issue.ts';
import { nearest } from '../issues/nearest.ts';
import { checkedParams } from './params.ts';
import { rulePresets } from './rules/presets.ts';
import { ruleDefaults } from './rules/ruleSet.ts';
import { strategies, strategyNamed } from './registry.ts';

/** A scenario's `strategy` must name a strategy there is and parameters it has. Throws InputError `strategy.unknown`, `strategy.params`, `strategy.param-value`. */
export function checkStrategy(
  written: { readonly name: string; readonly params: Readonly<Record<string, unknown>> },
  at: readonly (string | number)[] = [],
): void {
  const preset = rulePresets.find(({ name }) => name === written.name);
  const strategy =
    preset === undefined
      ? strategyNamed(written.name)
      : { name: preset.name, defaults: ruleDefaults(preset) };
  if (strategy !== undefined) return void checkedParams(strategy, written.params);
  const known = [...strategies, ...rulePresets].map((one) => one.name);
  const near = nearest(written.name, known);
  const params = { value: written.name, known, ...(near === undefined ? {} : { near }) };
  throw new InputError([{ code: 'strategy.unknown', path: [...at, 'strategy', 'name'], params }]);
}
