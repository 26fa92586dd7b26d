import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { optimize } from '../../src/core/analysis/optimize/optimize.ts';
import { loadScenario } from '../../src/io/scenarioFile.ts';

const RUNS = 3;
const gallery = readdirSync('scenarios').filter((name) => /^\d\d-.*\.yaml$/.test(name));

/** Six digits: far beyond what anybody reads, far short of where a compiler's order of additions shows. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' && Number.isFinite(value) ? Number(value.toPrecision(6)) : value;

describe('the gallery', () => {
  it('has at least eight numbered scenarios', () => {
    expect(gallery.length).toBeGreaterThanOrEqual(8);
  });

  it.each(gallery)('%s keeps its answer, and says nothing unexpected', async (name) => {
    const { resolved } = await loadScenario(`scenarios/${name}`);
    const { store, plans, solve, findings } = optimize(resolved, { runs: RUNS });
    const golden = {
      today: store.today,
      recommended: store.recommended,
      plans: plans.slice(0, 40).map(({ id, recommended, reason, marginalRoas }) => ({
        id,
        bid: recommended.bid,
        dailyBudget: recommended.dailyBudget,
        enabled: recommended.enabled,
        marginalRoas,
        rule: reason.rule,
      })),
      solve,
      findings,
    };
    await expect(`${JSON.stringify(golden, rounded, 1)}\n`).toMatchFileSnapshot(`${name.replace('.yaml', '')}.json`);
  });
});
