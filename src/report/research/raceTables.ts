import type { RaceRow, RaceStanding } from '../../core/research/summarizeRace.ts';
import { plainText } from '../format/plainText.ts';
import type { Cell, Column, Table } from '../table.ts';
import { words } from '../table.ts';

const column = (key: string, label: string, unit: string | null = '%'): Column => ({
  key,
  label,
  unit,
  align: key === 'strategy' ? 'left' : 'right',
});

/** Mean score of every strategy (rows, best first) in every scenario (columns). */
export function scoreTable(rows: readonly RaceRow[], standings: readonly RaceStanding[]): Table {
  const scenarios = [...new Set(rows.map(({ scenario }) => scenario))];
  const scoreOf = new Map(rows.map((row) => [`${row.strategy}|${row.scenario}`, row]));
  return {
    caption: 'Mean score by scenario, percent of the bound',
    columns: [
      column('strategy', 'strategy', null),
      ...scenarios.map((scenario) => column(scenario, scenario, null)),
      column('mean', 'mean', null),
    ],
    rows: standings.map(({ strategy, mean }) => ({
      strategy: words(plainText(strategy)),
      ...Object.fromEntries(
        scenarios.map((scenario) => [
          scenario,
          figure(scoreOf.get(`${strategy}|${scenario}`)?.score ?? NaN, 1),
        ]),
      ),
      mean: figure(mean, 1),
    })),
  };
}

/** Standing of every strategy over the suite, with its paired difference from the leader. */
export function standingTable(standings: readonly RaceStanding[]): Table {
  return {
    caption:
      'Standings: mean, worst run, late half, runs below 98 % of the ROAS floor, paired difference from the leader',
    columns: [
      column('strategy', 'strategy', null),
      column('mean', 'mean', null),
      column('worst', 'worst run', null),
      column('late', 'late half', null),
      column('violations', 'violations', 'runs'),
      column('difference', 'against leader', 'points'),
    ],
    rows: standings.map((standing) => ({
      strategy: words(plainText(standing.strategy)),
      mean: figure(standing.mean, 1),
      worst: figure(standing.worst, 1),
      late: figure(standing.lateHalf, 1),
      violations: { text: `${standing.violations}/${standing.runs}`, value: standing.violations },
      difference: difference(standing),
    })),
  };
}

function difference({ againstLeader: { mean, low, high } }: RaceStanding): Cell {
  if (mean === 0 && low === 0 && high === 0) return { text: '-', value: 0 };
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(2)}`;
  return { text: `${signed(mean)} [${signed(low)}, ${signed(high)}]`, value: mean };
}

function figure(value: number, digits: number): Cell {
  return Number.isFinite(value)
    ? { text: value.toFixed(digits), value: Number(value.toFixed(digits)) }
    : { text: '', value: null };
}
