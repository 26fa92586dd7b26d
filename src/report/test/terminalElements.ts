import type { ElementsResult } from '../../core/experiments/elements/analyzeElements.ts';
import { elementTable, nextTable } from './testTables.ts';
import { textTable } from './terminalTest.ts';

/** Element effects for the terminal. */
export function terminalElements(result: ElementsResult): string {
  const check = (100 * result.randomLabelRate).toFixed(1);
  const interactions = result.interactions.map(
    ({ elements, rateRatio, interval, adjustedP }) =>
      `  ${elements.join(' with ')}: ${rateRatio.toFixed(3)} (${interval[0].toFixed(3)} to ${interval[1].toFixed(3)}), adjusted p = ${adjustedP.toFixed(4)}`,
  );
  return [
    elementTable(result).caption,
    textTable(elementTable(result)),
    `${result.tests} tests, ${result.creatives} creatives. Random labels come out significant ${check} % of the time (about 5 % is right; above 8 % distrust the table).`,
    ...(result.confounded.length === 0
      ? []
      : [
          `Cannot be told apart by these tests (never vary within one, or always go together): ${result.confounded.join(', ')}.`,
        ]),
    '',
    interactions.length === 0
      ? 'Interactions: no pair of elements stands in all four combinations often enough.'
      : 'Interactions (both together over what the two separately give):',
    ...interactions,
    '',
    nextTable(result).caption,
    textTable(nextTable(result)),
    '',
  ].join('\n');
}
