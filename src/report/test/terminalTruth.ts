import type { SimulatedTest } from '../../core/experiments/simulation/runTest.ts';
import type { WinnerValue } from '../../core/experiments/simulation/valueOfWinner.ts';
import { lift, liftInterval } from './format.ts';
import { textTable } from './terminalTest.ts';
import { truthLines, valueTable } from './valueTables.ts';

/** After the verdict: the truth, and what the winner is worth. */
export function terminalTruth(test: SimulatedTest, value: WinnerValue): string {
  const [low, high] = value.clickThroughRange;
  const table = valueTable(value);
  return [
    'The truth, unknown until now',
    ...truthLines(test).map((line) => `  ${line}`),
    '',
    `${table.caption} (click-through ${lift(value.clickThroughRatio - 1)}, ${liftInterval([low - 1, high - 1])}; ${value.runs} pairs of runs)`,
    textTable(table),
    '',
  ].join('\n');
}
