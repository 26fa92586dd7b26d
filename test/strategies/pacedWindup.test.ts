import { describe, expect, it } from 'vitest';
import { run } from '../../src/core/engine/run.ts';
import { calibrateWorld } from '../../src/core/research/worlds/calibrateWorld.ts';
import { standardWorlds } from '../../src/core/research/worlds/recipe.ts';
import { compileFormula } from '../../src/core/scenario/formula.ts';
import { valuePid } from '../../src/core/strategies/baselines/paced.ts';

describe('value-pid', () => {
  it('leaves the trough after a dear first day (S8, seed 17: it bid down to nothing and stayed there)', () => {
    const recipe = standardWorlds.find(({ id }) => id === 'S8')!;
    const { prepared, seed } = calibrateWorld(recipe, 17, compileFormula);
    const { ledger, days, planIds } = run(prepared, valuePid, { tier: 'stochastic', seed });
    const spendOn = (day: number): number =>
      planIds.reduce((sum, _, plan) => sum + ledger.spend[plan * days + day]!, 0);
    for (let day = 0; day < days; day++) expect(spendOn(day)).toBeGreaterThan(0);
    expect(spendOn(days - 1)).toBeGreaterThan(0.2 * prepared.scenario.limits.dailyBudget);
  });
});
