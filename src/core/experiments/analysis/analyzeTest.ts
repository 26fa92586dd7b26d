import type { Issue } from '../../issues/issue.ts';
import { trafficChecks } from '../health/trafficChecks.ts';
import { creativeSpread, shrinkRates } from '../shrinkage/empiricalBayes.ts';
import type { TestTable } from '../table/testTable.ts';
import { armResults, profitPerImpression } from './armResults.ts';
import { clickbaitCheck } from './clickbait.ts';
import { decide } from './decide.ts';
import { dayDispersion, NO_DISPERSION, type Dispersion } from './dispersion.ts';
import { stabilityGuards } from './guards.ts';
import { cumulate, metricSeries } from './metric.ts';
import { omnibus } from './omnibus.ts';
import { pairResults } from './pairResults.ts';
import { leaderAt, type CumulativeMetric } from './pairEvidence.ts';
import type { AnalysisOptions } from './plan.ts';
import type { TestResult } from './result.ts';
import type { Look } from './rules.ts';
import { runRule } from './runRule.ts';
import { withDefaults, type Settings } from './settings.ts';
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
