import type { SimulatedTest } from '../../core/experiments/simulation/runTest.ts';
import type { WinnerValue } from '../../core/experiments/simulation/valueOfWinner.ts';
import { escape } from '../html/escape.ts';
import { htmlTable } from '../html/htmlTable.ts';
import { truthLines, valueTable } from './valueTables.ts';

/** Sections of the page of a simulated test: what the winner is worth, and the truth, folded away until asked for. */
export function valueSection(test: SimulatedTest, value: WinnerValue): string {
  const truth = truthLines(test)
    .map((line) => `<li>${escape(line)}</li>`)
    .join('');
  return `<section id="value"><h2>What the winner is worth</h2><p class="note">Both columns are simulated in the same worlds; the range covers what the test does not know about the lift and the chance of the days.</p>${htmlTable(valueTable(value))}</section>
<section id="truth"><h2>The truth</h2><details><summary>Show what nobody could know during the test</summary><ul class="reading">${truth}</ul></details></section>`;
}
