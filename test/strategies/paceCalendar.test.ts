import { describe, expect, it } from 'vitest';
import { run } from '../../src/core/engine/run.ts';
import { calibrateWorld, type World } from '../../src/core/research/worlds/calibrateWorld.ts';
import { festivalWorlds } from '../../src/core/research/worlds/recipe.ts';
import { raceWorld } from '../../src/core/research/raceWorld.ts';
import { compileFormula } from '../../src/core/scenario/formula.ts';
import type { Observation } from '../../src/core/contract/observation.ts';
import type { Strategy } from '../../src/core/contract/strategy.ts';
import { pace } from '../../src/core/strategies/pace/pace.ts';

const worldOf = (id: string): World =>
  calibrateWorld(
    festivalWorlds.find((world) => world.id === id)!,
    101,
    compileFormula,
  );

/** What a strategy is shown on the second morning. */
function secondMorning({ prepared, seed }: World): Observation {
  let seen: Observation | undefined;
  const looker: Strategy = {
    ...pace,
    decide: (observation, state) => {
      if (observation.day === 1) seen = observation;
      return { decisions: [], state };
    },
  };
  run(prepared, looker, { tier: 'fluid', seed });
  return seen!;
}

describe('the calendar', () => {
  const plain = worldOf('F2');
  const announced = worldOf('F4');

  it('is shown where a festival is announced, its days and factors alone', () => {
    expect(secondMorning(plain).calendar).toBeUndefined();
    const { season } = announced.prepared.scenario;
    const { demand, conversion } = secondMorning(announced).calendar!;
    expect(Array.from(demand)).toEqual(season.demand.map((_, day) => (day >= 18 && day < 24 ? 2 : 1)));
    expect(Array.from(conversion)).toEqual(season.demand.map((_, day) => (day >= 18 && day < 24 ? 1.3 : 1)));
  });

  it('changes nothing but what pace knows: told not to look, it plays as if nothing were announced', () => {
    const blind = { ...pace, defaults: { ...pace.defaults, calendar: false } };
    const played = (world: World, strategy: Strategy) =>
      run(world.prepared, strategy, { tier: 'stochastic', seed: world.seed }).ledger;
    expect(played(announced, blind)).toEqual(played(plain, pace));
  });

  it('is worth points to pace', () => {
    const scoreIn = (world: World): number => raceWorld(world, [pace])[0]!.score;
    expect(scoreIn(announced)).toBeGreaterThan(scoreIn(plain) + 1);
  });
});
