import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startState } from '../../src/core/engine/state.ts';
import { truthOf } from '../../src/core/engine/truthOf.ts';
import { run } from '../../src/core/engine/run.ts';
import { bidRegret } from '../../src/core/research/bidRegret.ts';
import { explainLoss } from '../../src/core/research/explainLoss.ts';
import { hasDualBound } from '../../src/core/research/hasDualBound.ts';
import { raceWorld } from '../../src/core/research/raceWorld.ts';
import { raceRows, raceStandings } from '../../src/core/research/summarizeRace.ts';
import { playBids, uniformBids } from '../../src/core/research/uniformBids.ts';
import { calibrateWorld } from '../../src/core/research/worlds/calibrateWorld.ts';
import {
  competingStoresWorlds,
  qualityWorlds,
  standardWorlds,
  type WorldRecipe,
} from '../../src/core/research/worlds/recipe.ts';
import { compileFormula } from '../../src/core/scenario/formula.ts';
import { onDay, type ResolvedScenario } from '../../src/core/scenario/resolved.ts';
import { solveHorizon } from '../../src/core/strategies/clairvoyant/solveHorizon.ts';
import { strategyNamed } from '../../src/core/strategies/registry.ts';
import { worldYaml } from '../../src/io/worldYaml.ts';

const worldOf = (recipe: WorldRecipe, seed: number) => calibrateWorld(recipe, seed, compileFormula);

describe.each(standardWorlds)('$id', (recipe) => {
  const world = worldOf(recipe, 101);

  it('scenarios/research holds the world of seed 101 as it is drawn', () => {
    expect(readFileSync(`scenarios/research/${recipe.id}.yaml`, 'utf8')).toBe(worldYaml(world.input));
  });

  it('budget or floor binds, as its name says, and no policy is above the bound by more than chance', () => {
    const { limits } = world.prepared.scenario;
    const optimum = solveHorizon(truthOf(startState(world.prepared, 101, 0, false)));
    const share = optimum.spend / (limits.dailyBudget * recipe.days);
    if (recipe.floorAtMarginalRoas === undefined) expect(share).toBeGreaterThan(0.999);
    else {
      expect(share).toBeLessThan(0.95);
      expect(optimum.dualBound / optimum.spend).toBeCloseTo(limits.minAverageRoas!, 6);
    }
  });
});

describe('race', () => {
  const strategies = ['equal', 'value-pid', 'clairvoyant'].map((name) => strategyNamed(name)!);
  const cells = [1, 2].flatMap((seed) => raceWorld(worldOf(standardWorlds[0]!, seed), strategies));

  it('orders equal split below value-PID below the clairvoyant policy, which lands near the bound', () => {
    const scores = Object.fromEntries(raceRows(cells).map(({ strategy, score }) => [strategy, score]));
    expect(scores['equal']!).toBeLessThan(scores['value-pid']!);
    expect(scores['value-pid']!).toBeLessThan(scores['clairvoyant']!);
    expect(scores['clairvoyant']!).toBeGreaterThan(95);
    expect(scores['clairvoyant']!).toBeLessThan(102);
  });

  it('standings compare pairs of the same world and seed', () => {
    const [best, second] = raceStandings(cells, 'clairvoyant');
    expect(best!.strategy).toBe('clairvoyant');
    expect(best!.againstLeader).toEqual({ mean: 0, low: 0, high: 0 });
    expect(second!.againstLeader.mean).toBeCloseTo(second!.mean - best!.mean, 9);
  });

  it('the same world and seed give the same scores', () => {
    const again = raceWorld(worldOf(standardWorlds[0]!, 1), strategies);
    expect(again).toEqual(cells.slice(0, again.length));
  });
});

describe('loss ladder', () => {
  it('parts sum to what is lost; bids by value cost little against the landscape', () => {
    const { score, landscape, clipping, controlLag, valueLearning, regret } = explainLoss(
      worldOf(standardWorlds[1]!, 102),
      strategyNamed('pace')!,
    );
    expect(landscape + clipping + controlLag + valueLearning).toBeCloseTo(100 - score, 9);
    expect(landscape).toBeGreaterThan(0);
    expect(landscape).toBeLessThan(3);
    const { allocation, overbid, underbid, estimation, rest } = regret;
    expect(allocation + overbid + underbid + estimation + rest).toBeCloseTo(100 - score, 9);
    for (const part of [overbid, underbid]) expect(part).toBeGreaterThan(0);
  });

  it('no bids regret less than nothing; dear ones are overbid, cheap ones underbid, timid ones leave money', () => {
    const { prepared, seed } = worldOf(standardWorlds[0]!, 102);
    const truth = truthOf(startState(prepared, seed, 0, false));
    const { bids, revenue } = uniformBids(truth);
    const regretOf = (factor: (plan: number) => number) => {
      const wished = bids.map((today) => today.map((bid, plan) => bid * factor(plan)));
      return bidRegret(truth, run(prepared, playBids(wished), { tier: 'fluid', seed }));
    };
    const fair = regretOf(() => 1);
    expect(Math.abs(fair.revenue / revenue - 1)).toBeLessThan(0.004);
    expect(Math.abs(fair.allocation)).toBeLessThan(0.004 * revenue);
    // Bids by value lose what the landscape is worth, and no more.
    expect(fair.overbid + fair.underbid).toBeLessThan(0.02 * revenue);
    const dear = regretOf((plan) => (plan === 0 ? 3 : 1));
    expect(dear.overbid).toBeGreaterThan(fair.overbid);
    const cheap = regretOf((plan) => (plan === 0 ? 0.4 : 1));
    expect(cheap.underbid).toBeGreaterThan(fair.underbid);
    const timid = regretOf(() => 0.6);
    expect(timid.allocation).toBeGreaterThan(0.1 * revenue);
    for (const { overbid, underbid } of [fair, dear, cheap, timid]) {
      expect(overbid).toBeGreaterThanOrEqual(0);
      expect(underbid).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('competing stores', () => {
  const small: WorldRecipe = { ...competingStoresWorlds[1]!, plans: 4, days: 4, medianQueries: 300 };
  const world = worldOf(small, 101);
  const rivalsOf = ({ plans }: ResolvedScenario): Map<string, number> =>
    new Map(
      plans.flatMap((plan) =>
        plan.channel === 'search' ? plan.cells.map(({ id, rivals }) => [id, onDay(rivals.count, 0)]) : [],
      ),
    );

  it('rival stores stand in for as many rivals of each word they bid on', () => {
    const { rivalStores, scenario } = world.prepared;
    expect(rivalStores.map((store) => store.scenario.strategy.name)).toEqual(small.rivalStores);
    const stores = rivalStores.map((store) => rivalsOf(store.scenario));
    const drawn = rivalsOf(world.reference.scenario);
    let met = 0;
    for (const [word, count] of rivalsOf(scenario)) {
      const here = stores.filter((store) => store.has(word)).length;
      met += here;
      expect(count + here).toBe(drawn.get(word));
    }
    expect(met).toBeGreaterThan(0);
  });

  it('stores meet: what one rival does changes what we get, and a race repeats itself', () => {
    const contenders = ['equal-paced', 'clairvoyant'].map((name) => strategyNamed(name)!);
    const cells = raceWorld(world, contenders);
    expect(raceWorld(world, contenders)).toEqual(cells);
    // The clairvoyant policy is its own reference.
    expect(cells[1]!.value).toBe(100);
    const [first, ...rest] = world.prepared.rivalStores;
    const scenario = { ...first!.scenario, strategy: { ...first!.scenario.strategy, name: 'equal' } };
    const other = { ...world.prepared, rivalStores: [{ ...first!, scenario }, ...rest] };
    expect(raceWorld({ ...world, prepared: other }, contenders)[0]!.spendShare).not.toBe(
      cells[0]!.spendShare,
    );
  });

  it('a loss is explained only where a dual bound holds', () => {
    expect(standardWorlds.every(hasDualBound)).toBe(true);
    for (const recipe of [...qualityWorlds, ...competingStoresWorlds])
      expect(hasDualBound(recipe)).toBe(false);
  });
});
