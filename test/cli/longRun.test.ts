import { expect, it } from 'vitest';
import { sayIfLong } from '../../src/cli/longRun.ts';
import type { Tier } from '../../src/core/engine/tier.ts';

/** What is said while days pass at the given seconds, of `total`. */
function said(tier: Tier, seconds: readonly number[], total: number): string {
  let clock = 0;
  let lines = '';
  const update = sayIfLong(
    tier,
    () => {},
    (line) => (lines += line),
    () => clock,
  );
  for (const [day, at] of seconds.entries()) {
    clock = at;
    update(day + 1, total);
  }
  return lines;
}

it('a long run is told once, with what would take less than the tier it is on', () => {
  expect(said('event', [1, 2, 4, 5, 6], 83)).toBe(
    'This will take about 2 minutes: fewer --runs, --tier event-conditional or --tier stochastic take less.\n',
  );
  expect(said('stochastic', [1, 2, 4], 63)).toBe(
    'This will take about 90 seconds: fewer --runs or --tier fluid (expected values) take less.\n',
  );
  expect(said('fluid', [1, 2, 4], 63)).toBe('This will take about 90 seconds.\n');
});

it('a slow first day, which prepares the markets, does not make a run long', () => {
  expect(said('stochastic', [30, 31, 32, 33, 34], 20)).toBe('');
});
