import { pairedInterval } from '../analysis/pairedInterval.ts';
import type { RaceCell } from './raceWorld.ts';
import { VIOLATION } from './scoreRun.ts';

/** One strategy in one scenario: mean score with a two-sided 95 % interval over seeds. */
export interface RaceRow {
  readonly strategy: string;
  readonly scenario: string;
  readonly score: number;
  readonly low: number;
  readonly high: number;
  /** Lowest score of a seed. */
  readonly worst: number;
  /** Seeds whose ROAS fell below 98 % of the floor. */
  readonly violations: number;
}

/** Rows in the order of strategies, then scenarios, as raced. */
export function raceRows(cells: readonly RaceCell[]): RaceRow[] {
  return names(cells, 'strategy').flatMap((strategy) =>
    names(cells, 'scenario').flatMap((scenario) => {
      const own = cells.filter((cell) => cell.strategy === strategy && cell.scenario === scenario);
      if (own.length === 0) return [];
      const scores = own.map(({ score }) => score);
      const { mean, low, high } = pairedInterval(scores, 0.95);
      return [
        {
          strategy,
          scenario,
          score: mean,
          low,
          high,
          worst: Math.min(...scores),
          violations: own.filter(({ roasOverFloor }) => roasOverFloor < VIOLATION).length,
        },
      ];
    }),
  );
}

/** A strategy over the whole suite, and against another by pairs of runs in the same world and seed. */
export interface RaceStanding {
  readonly strategy: string;
  /** Mean over scenarios of mean scores. */
  readonly mean: number;
  readonly worst: number;
  readonly violations: number;
  readonly runs: number;
  readonly lateHalf: number;
  /** Score less the leader's, mean over scenarios within each seed, with a paired 95 % interval; 0 for the leader. */
  readonly againstLeader: { readonly mean: number; readonly low: number; readonly high: number };
}

/**
 * Strategies by mean score, best first.
 * @param leader compared with the others; reference policies cannot lead
 */
export function raceStandings(cells: readonly RaceCell[], leader: string): RaceStanding[] {
  const scenarios = names(cells, 'scenario');
  const seeds = [...new Set(cells.map(({ seed }) => seed))];
  const byKey = new Map(cells.map((cell) => [key(cell.strategy, cell.scenario, cell.seed), cell]));
  const meanOf = (strategy: string, seed: number): number => {
    const own = scenarios.flatMap((scenario) => byKey.get(key(strategy, scenario, seed)) ?? []);
    return own.reduce((sum, { score }) => sum + score, 0) / own.length;
  };
  return names(cells, 'strategy')
    .map((strategy): RaceStanding => {
      const own = cells.filter((cell) => cell.strategy === strategy);
      const differences = seeds.map((seed) => meanOf(strategy, seed) - meanOf(leader, seed));
      return {
        strategy,
        mean: seeds.reduce((sum, seed) => sum + meanOf(strategy, seed), 0) / seeds.length,
        worst: Math.min(...own.map(({ score }) => score)),
        violations: own.filter(({ roasOverFloor }) => roasOverFloor < VIOLATION).length,
        runs: own.length,
        lateHalf: own.reduce((sum, cell) => sum + cell.lateHalf, 0) / own.length,
        againstLeader: pairedInterval(differences, 0.95),
      };
    })
    .sort((a, b) => b.mean - a.mean);
}

const key = (strategy: string, scenario: string, seed: number): string => `${strategy}|${scenario}|${seed}`;

function names(cells: readonly RaceCell[], field: 'strategy' | 'scenario'): string[] {
  return [...new Set(cells.map((cell) => cell[field]))];
}
