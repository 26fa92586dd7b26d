import type { ComparedScenario } from '../core/analysis/compare.ts';
import { prepare } from '../core/engine/prepare.ts';
import type { ResolvedScenario } from '../core/scenario/resolved.ts';
import { checkedParams } from '../core/strategies/params.ts';
import { scenarioStrategy } from './strategyOption.ts';

/** A resolved scenario with the strategy that runs it: the one asked for, or its own with its parameters. */
export async function comparedScenario(
  id: string,
  description: string,
  resolved: ResolvedScenario,
  asked: string | undefined,
): Promise<ComparedScenario> {
  const strategy = await scenarioStrategy(resolved, asked);
  const own = strategy.name === resolved.strategy.name;
  return {
    id,
    description,
    prepared: prepare(resolved),
    strategy,
    params: checkedParams(strategy, own ? resolved.strategy.params : {}),
  };
}
