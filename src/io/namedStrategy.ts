import type { Strategy } from '../core/contract/strategy.ts';
import { strategyNamed } from '../core/strategies/registry.ts';

/** A registered strategy or a shipped rule set by name. Rule sets bring the formula engine, so they load only when asked for. */
export async function namedStrategy(name: string): Promise<Strategy | undefined> {
  const registered = strategyNamed(name);
  if (registered !== undefined || !name.startsWith('rules-')) return registered;
  const { rulePresets } = await import('../core/strategies/rules/presets.ts');
  const { ruleStrategy } = await import('../core/strategies/rules/ruleStrategy.ts');
  const preset = rulePresets.find((set) => set.name === name);
  return preset === undefined ? undefined : ruleStrategy(preset);
}
