import type { Tier } from '../core/engine/tier.ts';

/** How long to watch before an estimate is worth saying, and from when on it is worth hearing [s]. */
const WATCH_SECONDS = 2;
const LONG_SECONDS = 20;

const lessWork: Record<Tier, string> = {
  event: ': fewer --runs, --tier event-conditional or --tier stochastic take less',
  'event-conditional': ': fewer --runs or --tier stochastic take less',
  stochastic: ': fewer --runs or --tier fluid (expected values) take less',
  'fluid-plus': '',
  fluid: '',
};

/**
 * Says once how long a run will take and what would take less, where that is long. The rate is taken from the second call on: the first
 * day also prepares markets.
 * @param say gets the line
 * @param now clock [s]
 */
export function sayIfLong(
  tier: Tier,
  update: (done: number, total: number) => void,
  say: (line: string) => void = (line) => process.stderr.write(line),
  now: () => number = () => performance.now() / 1000,
): typeof update {
  let first: { readonly at: number; readonly done: number } | undefined;
  let told = false;
  return (done, total) => {
    first ??= { at: now(), done };
    const elapsed = now() - first.at;
    if (!told && elapsed > WATCH_SECONDS) {
      told = true;
      const seconds = (elapsed / (done - first.done)) * (total - done);
      if (seconds > LONG_SECONDS) say(`This will take about ${amount(seconds)}${lessWork[tier]}.\n`);
    }
    update(done, total);
  };
}

function amount(seconds: number): string {
  return seconds < 100 ? `${Math.round(seconds)} seconds` : `${Math.round(seconds / 60)} minutes`;
}
