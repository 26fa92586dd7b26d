import type { DailySeries, ResolvedScenario } from '../../scenario/resolved.ts';

/** So many tables take one to two seconds and 50 MB. */
const OWN_TABLES = 1000;

const known = new WeakMap<ResolvedScenario, boolean>();

/**
 * Whether the days of a scenario show more different rival fields than get a table each: thousands of keywords with rivals of their
 * own, or rivals whose bids follow the season on every plan. Beyond that tables are shared between fields that are alike.
 */
export function manyFields(scenario: ResolvedScenario): boolean {
  let many = known.get(scenario);
  if (many === undefined) known.set(scenario, (many = countsBeyond(scenario, OWN_TABLES)));
  return many;
}

function countsBeyond({ plans, season, days }: ResolvedScenario, limit: number): boolean {
  const fields = new Set<string>();
  const on = (series: DailySeries, day: number): number =>
    typeof series === 'number' ? series : series[day]!;
  for (const plan of plans) {
    if (plan.channel !== 'search') continue;
    for (const { rivals } of plan.cells) {
      let last = '';
      for (let day = 0; day < days; day++) {
        const median = on(rivals.medianBid, day) * season.rivalBids[day]!;
        const field = `${on(rivals.count, day)}|${rivals.bidSd}|${median}`;
        if (field !== last) fields.add((last = field));
        if (fields.size > limit) return true;
      }
    }
  }
  return false;
}
