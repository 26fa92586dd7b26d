import { streamKey } from '../../src/core/math/keyed.ts';
import { simulateDays, type TrueTest } from '../../src/core/experiments/simulation/simulateDays.ts';
import type { CreativeDay } from '../../src/core/experiments/table/testTable.ts';

const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

/** Rows of a simulated test, dated from Monday 2026-03-02. */
export function rowsOf(truth: TrueTest, test = 0, seed = 1): CreativeDay[] {
  const { series } = simulateDays(truth, streamKey(seed, 'test/rows'), test);
  return series.amount.flatMap((clicks, i) =>
    Array.from(clicks, (count, d) => ({
      day: new Date(Date.UTC(2026, 2, 2 + d)).toISOString().slice(0, 10),
      creative: names[i]!,
      impressions: truth.impressionsPerDay,
      clicks: count,
    })),
  );
}
