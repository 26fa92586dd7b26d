import { expect, it } from 'vitest';
import { pairedInterval } from '../../src/core/analysis/pairedInterval.ts';
import { storeCounts } from '../../src/core/analysis/summarize.ts';
import { prepare } from '../../src/core/engine/prepare.ts';
import { run } from '../../src/core/engine/run.ts';
import { strategyNamed } from '../../src/core/strategies/registry.ts';
import { loadScenario } from '../../src/io/scenarioFile.ts';

const RUNS = 30;

it('two plans, a threefold conversion gap, equal bids: equal-marginal beats hold and equal in profit (paired 95 % interval above 0)', async () => {
  const { resolved } = await loadScenario('scenarios/03-conversion-gap.yaml');
  expect(resolved.plans.map(({ bid }) => bid)).toEqual([resolved.plans[0]!.bid, resolved.plans[0]!.bid]);
  const prepared = prepare(resolved);
  const profits = (name: string): number[] =>
    Array.from({ length: RUNS }, (_, replication) => {
      const result = run(prepared, strategyNamed(name)!, { tier: 'stochastic', replication });
      return storeCounts(result).profit;
    });
  const own = profits('equal-marginal');
  for (const rival of ['hold', 'equal']) {
    const theirs = profits(rival);
    const { low } = pairedInterval(
      own.map((profit, i) => profit - theirs[i]!),
      0.95,
    );
    expect(low).toBeGreaterThan(0);
  }
});
