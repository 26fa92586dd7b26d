import { proportionZTest } from '../fixed/proportionPair.ts';
import type { TestTable } from '../table/testTable.ts';
import type { HealthItem } from './result.ts';

/**
 * Does the creative that wins clicks lose orders? Flags a leader whose conversion (orders per click) is lower than the
 * other creatives' together beyond chance (one-sided p < .05), or whose profit per impression is not the highest.
 * Such a creative is to be judged by profit per impression, not by clicks.
 */
export function clickbaitCheck(
  table: TestTable,
  leader: number,
  profitPerImpression: readonly number[] | undefined,
): HealthItem | undefined {
  if (!table.has.orders) return undefined;
  const totals = (series: readonly Float64Array[], mine: boolean) =>
    series.reduce(
      (sum, values, i) => ((i === leader) === mine ? sum + values.reduce((a, b) => a + b, 0) : sum),
      0,
    );
  const own = { successes: totals(table.orders, true), n: totals(table.clicks, true) };
  const others = { successes: totals(table.orders, false), n: totals(table.clicks, false) };
  if (own.n === 0 || others.n === 0 || own.successes + others.successes === 0) return undefined;
  // Several orders may follow one click; the test needs counts out of clicks.
  const capped = ({ successes, n }: typeof own) => ({ successes: Math.min(successes, n), n });
  const p = proportionZTest(capped(own), capped(others)).pLess;
  const richest =
    profitPerImpression?.reduce((best, value, i, all) => (value > all[best] ? i : best), 0) ?? leader;
  const poorer = richest !== leader;
  const params = {
    creative: table.creatives[leader],
    conversion: own.successes / own.n,
    others: others.successes / others.n,
    p,
    richest: table.creatives[richest],
    profit: profitPerImpression?.[leader] ?? 0,
    bestProfit: profitPerImpression?.[richest] ?? 0,
  };
  const fewer = p < 0.05;
  const code =
    fewer && poorer ? 'clickbait' : fewer ? 'fewerOrders' : poorer ? 'poorerProfit' : 'clickbaitFine';
  const level = fewer && poorer ? 'alarm' : fewer || poorer ? 'note' : 'ok';
  return { level, finding: { code: `test.health.${code}`, path: [], params } };
}
