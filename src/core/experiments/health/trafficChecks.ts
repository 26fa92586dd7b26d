import { exp, log } from '../../math/elementary.ts';
import type { HealthItem } from '../analysis/result.ts';
import { chiSquareUpper } from '../special/gamma.ts';
import type { TestTable } from '../table/testTable.ts';
import { MISMATCH_LEVEL, sampleRatio, sequentialSampleRatio, type SampleRatio } from './sampleRatio.ts';

/** Daily shares may leave a creative's own average by this much (relative) before the mix of times is called uneven. */
const SHARE_DRIFT = 0.2;
/** Average positions of creatives may differ by this much [ranks]. */
const POSITION_DRIFT = 0.5;

/** Was every creative shown as planned, at the same times and places? Each finding says what to do about it. */
export function trafficChecks(
  table: TestTable,
  shares: readonly number[],
): { items: HealthItem[]; ratio: SampleRatio } {
  const counts = table.impressions.map((series) => series.reduce((sum, value) => sum + value, 0));
  const ratio = sampleRatio(counts, shares);
  const items = [
    sampleRatioItem(table, ratio),
    sequentialItem(table, shares),
    ...leakItems(table, ratio, counts),
    timeItem(table, counts),
    ...positionItems(table),
  ];
  return { items, ratio };
}

function item(level: HealthItem['level'], code: string, params: HealthItem['finding']['params']): HealthItem {
  return { level, finding: { code: `test.health.${code}`, path: [], params } };
}

function sampleRatioItem(table: TestTable, ratio: SampleRatio): HealthItem {
  const worst = furthest(ratio.expected, (i) => sumOf(table.impressions[i]) / ratio.expected[i] - 1);
  const params = {
    p: ratio.p,
    creative: table.creatives[worst.index],
    deviation: worst.value,
    statistic: ratio.statistic,
  };
  if (!ratio.testable) return item('note', 'sampleRatioTooSmall', params);
  return item(ratio.mismatch ? 'alarm' : 'ok', ratio.mismatch ? 'sampleRatio' : 'sampleRatioFine', params);
}

/** The running evidence against the planned split: may be looked at daily, unlike the chi-square. */
function sequentialItem(table: TestTable, shares: readonly number[]): HealthItem {
  const sums = table.creatives.map(() => 0);
  let largest = 0;
  let firstDay = '';
  table.days.forEach((day, d) => {
    table.impressions.forEach((series, i) => (sums[i] += series[d]));
    const evidence = sequentialSampleRatio(sums, shares);
    if (evidence > largest) largest = evidence;
    if (firstDay === '' && evidence >= log(1 / MISMATCH_LEVEL)) firstDay = day;
  });
  const params = { p: Math.min(1, exp(-largest)), day: firstDay };
  return firstDay === '' ? item('ok', 'sequentialFine', params) : item('alarm', 'sequential', params);
}

function leakItems(table: TestTable, ratio: SampleRatio, counts: readonly number[]): HealthItem[] {
  if (!ratio.leak) return [];
  const shown = table.creatives.filter((_, i) => ratio.expected[i] === 0 && counts[i] > 0);
  return [item('alarm', 'leak', { creatives: shown, impressions: ratio.leaked })];
}

/** Did all creatives get their traffic on the same days? Both large (20 %) and beyond chance, or it is noise. */
function timeItem(table: TestTable, counts: readonly number[]): HealthItem {
  const total = sumOf(counts);
  let statistic = 0;
  let cells = 0;
  let worst = { drift: 0, creative: '', day: '' };
  table.days.forEach((day, d) => {
    const dayTotal = table.impressions.reduce((sum, series) => sum + series[d], 0);
    if (dayTotal === 0) return;
    table.impressions.forEach((series, i) => {
      const expected = (dayTotal * counts[i]) / total;
      if (expected < 5) return;
      statistic += (series[d] - expected) ** 2 / expected;
      cells++;
      const drift = Math.abs(series[d] / expected - 1);
      if (drift > worst.drift) worst = { drift, creative: table.creatives[i], day };
    });
  });
  const p =
    cells > 1
      ? chiSquareUpper(statistic, Math.max(1, cells - table.days.length - table.creatives.length + 1))
      : 1;
  const uneven = worst.drift > SHARE_DRIFT && p < MISMATCH_LEVEL;
  return item(uneven ? 'alarm' : 'ok', uneven ? 'time' : 'timeFine', { ...worst, p });
}

function positionItems(table: TestTable): HealthItem[] {
  const known = table.position.filter((value) => !Number.isNaN(value));
  if (known.length < table.creatives.length) return [];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const params = {
    best: table.creatives[table.position.indexOf(low)],
    worst: table.creatives[table.position.indexOf(high)],
    low,
    high,
  };
  const uneven = high - low > POSITION_DRIFT;
  return [item(uneven ? 'alarm' : 'ok', uneven ? 'position' : 'positionFine', params)];
}

function furthest(
  expected: readonly number[],
  deviation: (i: number) => number,
): { index: number; value: number } {
  let found = { index: 0, value: 0 };
  expected.forEach((value, index) => {
    if (value <= 0) return;
    const off = deviation(index);
    if (Math.abs(off) > Math.abs(found.value)) found = { index, value: off };
  });
  return found;
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}
