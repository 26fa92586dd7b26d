import type { ClaimResult, Measurement } from '../../core/research/claims/claim.ts';
import { words, type Cell, type Column, type Table } from '../table.ts';
import { claimConditions, measurementWords, verdictWords } from './claimWords.ts';

/** A row a figure: claim, what the simulator shows with its 95 % interval, what the claim wants, and the verdict. */
export function claimsTable(results: readonly ClaimResult[]): Table {
  const column = (key: string, label: string, align: Column['align'] = 'left'): Column => ({
    key,
    label,
    unit: null,
    align,
  });
  return {
    caption: 'Claims tested',
    columns: [
      column('claim', 'claim'),
      column('verdict', 'verdict'),
      column('figure', 'the simulator shows'),
      column('mean', 'mean', 'right'),
      column('low', '95 % from', 'right'),
      column('high', 'to', 'right'),
      column('wanted', 'wanted', 'right'),
      column('met', 'met'),
    ],
    rows: results.flatMap((result) =>
      result.measurements.map((one) => ({
        claim: words(result.name),
        verdict: words(verdictText(result)),
        figure: words(measurementWords[one.name] ?? one.name),
        mean: figure(one, one.estimate.mean),
        low: figure(one, one.estimate.low),
        high: figure(one, one.estimate.high),
        wanted: words(wanted(one)),
        met: words(one.met ? 'yes' : one.role === 'limit' ? 'no (limit)' : 'NO'),
      })),
    ),
  };
}

/** `holds`, `fails`, or `holds only if` with its condition. */
export function verdictText({ id, verdict }: ClaimResult): string {
  const text = verdictWords[verdict];
  return verdict === 'holds-only-if' ? `${text} ${claimConditions[id] ?? ''}`.trim() : text;
}

function figure({ unit }: Measurement, value: number): Cell {
  const shown = rounded(unit, value);
  return {
    text: `${shown}${unit === 'percent' || unit === 'probability' ? ' %' : ''}`,
    value: Number(shown),
  };
}

function rounded(unit: Measurement['unit'], value: number): string {
  if (unit === 'percent' || unit === 'probability') return (100 * value).toFixed(2);
  return value.toFixed(unit === 'currency/day' || unit === 'count' || unit === 'rank' ? 1 : 3);
}

function wanted({ unit, wants }: Measurement): string {
  const min = wants.min === undefined ? undefined : rounded(unit, wants.min);
  const max = wants.max === undefined ? undefined : rounded(unit, wants.max);
  if (min === undefined) return `<= ${max}`;
  return max === undefined ? `>= ${min}` : `${min} to ${max}`;
}
