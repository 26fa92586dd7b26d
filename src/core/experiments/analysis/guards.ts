import { log } from '../../math/elementary.ts';
import { normalUpper } from '../special/normalUpper.ts';
import type { TestTable } from '../table/testTable.ts';
import type { HealthItem } from './result.ts';

/** A change of the leader's lift counts when its two-sided p is below this. */
const CHANGE_LEVEL = 0.01;

/** Totals of two creatives over chosen days. */
interface Split {
  readonly clicks: readonly [number, number];
  readonly impressions: readonly [number, number];
}

/**
 * Is the leader's click lift the same early and late (novelty), and on working days and weekends? Compares log rate ratios
 * of the leader to all others together, Poisson errors times the dispersion.
 */
export function stabilityGuards(table: TestTable, leader: number, dispersion: number): HealthItem[] {
  const items: HealthItem[] = [];
  const half = Math.ceil(table.days.length / 2);
  const early = Math.min(7, half);
  if (table.days.length >= 4) {
    items.push(compare(table, leader, dispersion, 'novelty', (_, d) => d < early));
  }
  const weekend = (day: string) => {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday === 0 || weekday === 6;
  };
  if (table.days.some(weekend) && !table.days.every(weekend)) {
    items.push(compare(table, leader, dispersion, 'weekend', weekend));
  }
  return items;
}

function compare(
  table: TestTable,
  leader: number,
  dispersion: number,
  code: 'novelty' | 'weekend',
  first: (day: string, d: number) => boolean,
): HealthItem {
  const inside = splitOf(table, leader, first);
  const outside = splitOf(table, leader, (day, d) => !first(day, d));
  const [one, two] = [logRatio(inside), logRatio(outside)];
  const error = Math.sqrt((one.variance + two.variance) * dispersion);
  const p = error > 0 && error < Infinity ? 2 * normalUpper(Math.abs(one.value - two.value) / error) : 1;
  const params = { before: one.ratio - 1, after: two.ratio - 1, p, creative: table.creatives[leader] };
  const changed = p < CHANGE_LEVEL;
  return {
    level: changed ? 'note' : 'ok',
    finding: { code: `test.health.${code}${changed ? '' : 'Fine'}`, path: [], params },
  };
}

function splitOf(table: TestTable, leader: number, chosen: (day: string, d: number) => boolean): Split {
  const clicks: [number, number] = [0, 0];
  const impressions: [number, number] = [0, 0];
  table.creatives.forEach((_, i) => {
    const side = i === leader ? 0 : 1;
    table.days.forEach((day, d) => {
      if (!chosen(day, d)) return;
      clicks[side] += table.clicks[i][d];
      impressions[side] += table.impressions[i][d];
    });
  });
  return { clicks, impressions };
}

function logRatio({ clicks, impressions }: Split): { value: number; ratio: number; variance: number } {
  const ratio = clicks[0] / impressions[0] / (clicks[1] / impressions[1]);
  return { value: log(ratio), ratio, variance: 1 / clicks[0] + 1 / clicks[1] };
}
