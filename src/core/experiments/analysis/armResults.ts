import { wilsonInterval } from '../fixed/binomialIntervals.ts';
import type { ShrunkRate } from '../shrinkage/empiricalBayes.ts';
import type { TestTable } from '../table/testTable.ts';
import type { Dispersion } from './dispersion.ts';
import { earnState, nextShares } from './earn.ts';
import { metricSeries } from './metric.ts';
import { fixedReach } from './pairResults.ts';
import type { CumulativeMetric } from './pairEvidence.ts';
import type { ArmResult } from './result.ts';
import type { Settings } from './settings.ts';

/** Each creative as the test leaves it: shrunk rate first, then as counted, chances, money. */
export function armResults(
  table: TestTable,
  totals: CumulativeMetric,
  settings: Settings,
  dispersion: Dispersion,
  shrunk: readonly ShrunkRate[] | undefined,
  profit: readonly number[] | undefined,
): ArmResult[] {
  const last = table.days.length - 1;
  const sum = (series: Float64Array) => series.reduce((total, value) => total + value, 0);
  const state = earnState(totals, last, dispersion, settings);
  const next =
    settings.rule === 'earn'
      ? nextShares(state, Math.min(settings.floor, 1 / table.creatives.length))
      : undefined;
  return table.creatives.map((creative, i) => {
    const [successes, n] = [totals.amount[i][last], totals.trials[i][last]];
    const rawRate = successes / n;
    const rawInterval =
      totals.series.kind === 'rate'
        ? wilsonInterval(successes / dispersion.factor, n / dispersion.factor, settings.alpha)
        : valueInterval(totals, i, rawRate, settings.alpha);
    const [clicks, orders] = [sum(table.clicks[i]), sum(table.orders[i])];
    return {
      creative,
      impressions: sum(table.impressions[i]),
      clicks,
      ...(table.has.cost ? { cost: sum(table.cost[i]) } : {}),
      ...(table.has.orders ? { orders, conversion: clicks > 0 ? orders / clicks : 0 } : {}),
      ...(table.has.revenue ? { revenue: sum(table.revenue[i]) } : {}),
      rate: shrunk?.[i].rate ?? rawRate,
      interval: shrunk?.[i].interval ?? rawInterval,
      rawRate,
      rawInterval,
      probabilityBest: state.probabilityBest[i],
      expectedLoss: state.expectedLoss[i],
      ...(profit === undefined ? {} : { profitPerImpression: profit[i] }),
      ...(next === undefined ? {} : { nextShare: next[i] }),
    };
  });
}

function valueInterval(totals: CumulativeMetric, i: number, rate: number, alpha: number): [number, number] {
  const { amount, trials } = totals.series;
  const last = amount[i].length - 1;
  let squares = 0;
  for (let d = 0; d <= last; d++) squares += (amount[i][d] - rate * trials[i][d]) ** 2;
  const half =
    (fixedReach(alpha) * Math.sqrt((squares * (last + 1)) / Math.max(1, last))) / totals.trials[i][last];
  return [rate - half, rate + half];
}

/** (margin x revenue - cost) per impression of each creative; undefined without revenue in the file. */
export function profitPerImpression(table: TestTable, margin: number): number[] | undefined {
  if (!table.has.revenue) return undefined;
  const { amount, trials } = metricSeries(table, 'profit', margin);
  return amount.map((series, i) => {
    const shown = trials[i].reduce((sum, value) => sum + value, 0);
    return series.reduce((sum, value) => sum + value, 0) / shown;
  });
}
