import type { Issue } from '../../issues/issue.ts';
import { exp } from '../../math/elementary.ts';
import { chiSquareRates } from '../fixed/chiSquareTest.ts';
import { wilsonInterval } from '../fixed/binomialIntervals.ts';
import { trafficChecks } from '../health/trafficChecks.ts';
import { logMultinomialEvidence, nullConcentration } from '../sequential/multinomialEvidence.ts';
import { creativeSpread, shrinkRates, TYPICAL_CV, type ShrunkRate } from '../shrinkage/empiricalBayes.ts';
import type { TestTable } from '../table/testTable.ts';
import { clickbaitCheck } from './clickbait.ts';
import { decide } from './decide.ts';
import { dayDispersion, NO_DISPERSION, type Dispersion } from './dispersion.ts';
import { earnLooks, earnState, nextShares } from './earn.ts';
import { stabilityGuards } from './guards.ts';
import { cumulate, metricSeries } from './metric.ts';
import { fixedReach, pairResults } from './pairResults.ts';
import { leaderAt, type CumulativeMetric } from './pairEvidence.ts';
import { DEFAULT_DECISION_IMPRESSIONS, type AnalysisOptions, type RuleId } from './plan.ts';
import type { ArmResult, TestResult } from './result.ts';
import {
  anytimeLooks,
  lookAt,
  multinomialLooks,
  sequenceBound,
  spendingBounds,
  spendingLooks,
  totalTrials,
  type Look,
} from './rules.ts';
import { testCost } from './testCost.ts';

/**
 * Analyses a horizontal test from its table: decision with reasons, honest lifts, evidence day by day, health.
 * Deterministic: counts in, the same result out. Example: `analyzeTest(buildTestTable(rows), { plan: { impressionsPerArm: 28_303 } })`.
 */
export function analyzeTest(table: TestTable, options: AnalysisOptions = {}): TestResult {
  const settings = withDefaults(options);
  const series = metricSeries(table, settings.metric, settings.margin);
  const totals: CumulativeMetric = {
    series,
    amount: series.amount.map(cumulate),
    trials: series.trials.map(cumulate),
  };
  const last = table.days.length - 1;
  const applied = settings.dispersion === 'auto' && series.kind === 'rate';
  const dispersions: Dispersion[] = table.days.map((_, d) =>
    applied ? dayDispersion(series, d) : NO_DISPERSION,
  );
  const { looks, reach, complete } = runRule(settings, totals, dispersions);
  const leader = leaderAt(totals, last);
  const shares = table.creatives.map(
    (creative) => settings.plan?.shares?.[creative] ?? (settings.plan?.shares ? 0 : 1),
  );
  const { items, ratio } = trafficChecks(table, shares);
  const profit = profitPerImpression(table, settings.margin);
  const bait = settings.metric === 'ctr' ? clickbaitCheck(table, leader, profit) : undefined;
  const health = [
    ...items,
    ...stabilityGuards(table, leader, dispersions[last].factor),
    ...(bait === undefined ? [] : [bait]),
  ];
  const counts = totals.amount.map((amount, i) => ({ successes: amount[last], n: totals.trials[i][last] }));
  const spread = creativeSpread(counts, settings.priorCv, dispersions[last].factor);
  const shrunk =
    series.kind === 'rate' && spread.pooled > 0
      ? shrinkRates(counts, spread, settings.alpha, dispersions[last].factor)
      : undefined;
  return {
    metric: settings.metric,
    rule: settings.rule,
    alpha: settings.alpha,
    days: table.days,
    ...(table.currency === undefined ? {} : { currency: table.currency }),
    decision: decide({
      rule: settings.rule,
      looks,
      days: table.days,
      creatives: table.creatives,
      minimumDays: settings.minimumDays,
      complete,
      health,
      sameCreatives: options.sameCreatives === true,
    }),
    arms: armResults(table, totals, settings, dispersions[last], shrunk, profit),
    leader: table.creatives[leader],
    pairs: pairResults(
      totals,
      table.creatives,
      leader,
      dispersions[last],
      shrunk,
      (j) => reach(leader, j),
      settings.alpha,
    ),
    looks: looks.map((look) => named(look, table)),
    omnibus: omnibus(totals, counts, settings.concentration, dispersions),
    dispersion: { ...dispersions[last], applied },
    spread: {
      pooled: spread.pooled,
      cv: Math.sqrt(spread.cvSquared),
      cvOfThisTest: Math.sqrt(Math.max(0, spread.cvSquaredRaw)),
    },
    sampleRatio: ratio,
    health,
    warnings: [...table.warnings, ...planWarnings(settings, table)],
    testCost: testCost(totals, leader, shrunk, settings.alpha),
  };
}

type Settings = ReturnType<typeof withDefaults>;

function withDefaults(options: AnalysisOptions) {
  const rule: RuleId =
    options.rule ?? (options.plan?.impressionsPerArm === undefined ? 'anytime' : 'spending');
  return {
    ...options,
    rule,
    metric: options.metric ?? 'ctr',
    alpha: options.alpha ?? 0.05,
    dispersion: options.dispersion ?? 'auto',
    minimumDays: options.minimumDays ?? (rule === 'earn' ? 3 : 7),
    priorCv: options.priorCv ?? TYPICAL_CV,
    margin: options.margin ?? 1,
    lossTolerance: options.lossTolerance ?? 0.01,
    floor: options.floor ?? 0.05,
    concentration: options.concentration ?? 100,
  };
}

interface RuleOutcome {
  readonly looks: Look[];
  /** Standard errors of the interval the rule guarantees for a pair at the last day. */
  readonly reach: (i: number, j: number) => number;
  readonly complete: boolean;
}

function runRule(
  settings: Settings,
  totals: CumulativeMetric,
  dispersions: readonly Dispersion[],
): RuleOutcome {
  const context = { totals, dispersions, alpha: settings.alpha };
  const last = totals.amount[0].length - 1;
  const plannedArm = settings.plan?.impressionsPerArm;
  const plannedPair = plannedArm === undefined ? DEFAULT_DECISION_IMPRESSIONS : 2 * plannedArm;
  const sequenceReach = (i: number, j: number) =>
    sequenceBound(Math.max(1, totals.trials[i][last] + totals.trials[j][last]), plannedPair, settings.alpha);
  switch (settings.rule) {
    case 'spending': {
      const whole = plannedArm === undefined ? 0 : plannedArm * totals.amount.length;
      const { fractions, bounds } = spendingBounds(totals, whole, settings.alpha, settings.spending);
      const looks = spendingLooks(context, fractions, bounds);
      const seen = totalTrials(totals)[last];
      return { looks, reach: () => bounds[last], complete: seen >= whole * 0.999 };
    }
    case 'anytime':
      return { looks: anytimeLooks(context, plannedPair), reach: sequenceReach, complete: false };
    case 'multinomial':
      return {
        looks: multinomialLooks(context, settings.concentration),
        reach: sequenceReach,
        complete: false,
      };
    case 'earn': {
      const { looks } = earnLooks(totals, dispersions, settings);
      return { looks, reach: () => fixedReach(settings.alpha), complete: false };
    }
    case 'fixed': {
      // One look, at the end, whatever was seen before.
      return {
        looks: [lookAt(context, last, fixedReach(settings.alpha), 1)],
        reach: () => fixedReach(settings.alpha),
        complete: true,
      };
    }
  }
}

function armResults(
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

function profitPerImpression(table: TestTable, margin: number): number[] | undefined {
  if (!table.has.revenue) return undefined;
  const { amount, trials } = metricSeries(table, 'profit', margin);
  return amount.map((series, i) => {
    const shown = trials[i].reduce((sum, value) => sum + value, 0);
    return series.reduce((sum, value) => sum + value, 0) / shown;
  });
}

function omnibus(
  totals: CumulativeMetric,
  counts: readonly { successes: number; n: number }[],
  concentration: number,
  dispersions: readonly Dispersion[],
): { p: number; anytimeP: number } {
  if (totals.series.kind === 'value') return { p: NaN, anytimeP: NaN };
  let largest = 0;
  dispersions.forEach((dispersion, d) => {
    const shown = totals.trials.map((series) => series[d]);
    const all = shown.reduce((sum, value) => sum + value, 0);
    if (shown.some((value) => value === 0)) return;
    const shares = shown.map((value) => value / all);
    const clicks = totals.amount.map((series) => series[d] / dispersion.factor);
    largest = Math.max(
      largest,
      logMultinomialEvidence(clicks, shares, nullConcentration(shares, concentration)),
    );
  });
  const { factor } = dispersions[dispersions.length - 1];
  const scaled = counts.map(({ successes, n }) => ({ successes: successes / factor, n: n / factor }));
  return { p: chiSquareRates(scaled).p, anytimeP: exp(-largest) };
}

function named(look: Look, table: TestTable) {
  const { day, leader, runnerUp, information, ...rest } = look;
  return {
    ...rest,
    day: table.days[day],
    leader: table.creatives[leader],
    runnerUp: table.creatives[runnerUp],
    ...(Number.isNaN(information) ? {} : { information }),
  };
}

function planWarnings(settings: Settings, table: TestTable): Issue[] {
  const warn = (code: string, params: Issue['params']): Issue => ({ code: `test.${code}`, path: [], params });
  const warnings: Issue[] = [];
  if (settings.rule === 'spending' && settings.plan?.impressionsPerArm === undefined)
    warnings.push(warn('noPlan', {}));
  if (settings.rule === 'fixed') warnings.push(warn('fixedLooksOnce', { days: table.days.length }));
  return warnings;
}
