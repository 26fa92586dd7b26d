import { binomialQuantile } from '../src/core/math/binomial.ts';
import { gammaQuantile } from '../src/core/math/gammaQuantile.ts';
import { streamKey, uniform } from '../src/core/math/keyed.ts';
import { analyzeTest } from '../src/core/experiments/analysis/analyzeTest.ts';
import { dayDispersion, NO_DISPERSION } from '../src/core/experiments/analysis/dispersion.ts';
import { earnState } from '../src/core/experiments/analysis/earn.ts';
import type { CumulativeMetric } from '../src/core/experiments/analysis/pairEvidence.ts';
import {
  anytimeLooks,
  multinomialLooks,
  spendingBounds,
  spendingLooks,
  type Look,
} from '../src/core/experiments/analysis/rules.ts';
import { QUICK } from '../src/core/experiments/bayes/betaBest.ts';
import { randomLabelP } from '../src/core/experiments/elements/randomLabels.ts';
import { creativeSpread, shrinkRates } from '../src/core/experiments/shrinkage/empiricalBayes.ts';
import { buildTestTable } from '../src/core/experiments/table/testTable.ts';
import { simulateDays, type TrueTest } from '../src/core/experiments/simulation/simulateDays.ts';
import { cpuSeconds, medianOf, type BenchRow, type Measurement } from './row.ts';

const TESTS = 20_000;
/** The power of five arms lies close to its bar; five times the tests make the figure good to .0016. */
const POWER_TESTS = 100_000;
const DAYS = 28;
const CTR = 0.015;
const ALPHA = 0.05;
/** Weekday factors of click-through: weekends higher. */
const SEASON = [0.85, 0.9, 0.95, 1, 1.05, 1.2, 1.15];

const known = Array.from({ length: DAYS }, () => NO_DISPERSION);

function test(rates: readonly number[], extra: Partial<TrueTest> = {}): TrueTest {
  return { rates, days: DAYS, impressionsPerDay: 1000, ...extra };
}

type Rule = (totals: CumulativeMetric) => readonly Look[];

/** Boundaries are the same for every simulated test, so they are solved once. */
function spendingRule(arms: number, corrected = false): Rule {
  const shape = simulateDays(test(Array.from({ length: arms }, () => CTR)), streamKey(1, 'shape'), 0);
  const { fractions, bounds } = spendingBounds(shape, arms * DAYS * 1000, ALPHA);
  return (totals) =>
    spendingLooks(
      {
        totals,
        dispersions: corrected ? known.map((_, d) => dayDispersion(totals.series, d)) : known,
        alpha: ALPHA,
      },
      fractions,
      bounds,
    );
}

const anytimeRule: Rule = (totals) =>
  anytimeLooks({ totals, dispersions: known, alpha: ALPHA }, 2 * DAYS * 1000);
const multinomialRule: Rule = (totals) => multinomialLooks({ totals, dispersions: known, alpha: ALPHA }, 100);

interface Declared {
  /** Share of tests with any winner. */
  readonly any: number;
  /** Share of tests whose winner is creative 0. */
  readonly first: number;
  readonly meanDay: number;
}

function declare(truth: TrueTest, rule: Rule, name: string, tests = TESTS): Declared {
  const key = streamKey(20_260_301, name);
  let any = 0;
  let first = 0;
  let days = 0;
  for (let i = 0; i < tests; i++) {
    const crossing = rule(simulateDays(truth, key, i)).find((look) => look.crossed);
    if (crossing === undefined) continue;
    any++;
    days += crossing.day + 1;
    if (crossing.leader === 0) first++;
  }
  return { any: any / tests, first: first / tests, meanDay: days / any };
}

const percent = (value: number) => `${(100 * value).toFixed(2)} %`;

/** False positives with and without a weekly season; the value is the one further from the middle of the bar. */
function falsePositives(name: string, rule: Rule, rates: readonly number[], middle: number): Measurement {
  const plain = declare(test(rates), rule, name).any;
  const seasonal = declare(test(rates, { season: SEASON }), rule, `${name}/season`).any;
  const value = Math.abs(plain - middle) > Math.abs(seasonal - middle) ? plain : seasonal;
  return { value, note: `without season ${percent(plain)}, with ${percent(seasonal)}` };
}

const design = 'CTR 1.5 %, 1,000 impressions an arm a day, 28 daily looks, 20,000 tests';

export const rows: readonly BenchRow[] = [
  {
    name: 'ab-fpr-spending',
    unit: 'false positives',
    bar: { min: 0.045, max: 0.055 },
    scale: 'none',
    how: `error spending (alpha t^2), 2 equal arms, ${design}`,
    run: () => falsePositives('ab-fpr-spending', spendingRule(2), [CTR, CTR], 0.05),
  },
  {
    name: 'ab-fpr-anytime',
    unit: 'false positives',
    bar: { max: 0.05 },
    scale: 'none',
    how: `confidence sequence tuned for the whole test, 2 equal arms, ${design}`,
    run: () => falsePositives('ab-fpr-anytime', anytimeRule, [CTR, CTR], 0),
  },
  {
    name: 'ab-fpr-multinomial',
    unit: 'false positives',
    bar: { max: 0.05 },
    scale: 'none',
    how: `multinomial e-value on clicks (k = 100), 2 equal arms, ${design}`,
    run: () => falsePositives('ab-fpr-multinomial', multinomialRule, [CTR, CTR], 0),
  },
  {
    name: 'ab-fpr-tied',
    unit: 'false positives',
    bar: { max: 0.05 },
    scale: 'none',
    how: `error spending, leader against runner-up without correction, 5 arms of which two tie 20 % above the rest, ${design}`,
    run: () => falsePositives('ab-fpr-tied', spendingRule(5), [CTR * 1.2, CTR * 1.2, CTR, CTR, CTR], 0),
  },
  {
    name: 'ab-power-five',
    unit: 'power',
    bar: { min: 0.47 },
    scale: 'none',
    how: 'error spending ("prove"), 5 arms, one at +20 %, CTR 1.5 %, 1,000 impressions an arm a day, 28 daily looks, 100,000 tests',
    run() {
      const found = declare(
        test([CTR * 1.2, CTR, CTR, CTR, CTR]),
        spendingRule(5),
        'ab-power-five',
        POWER_TESTS,
      );
      return {
        value: found.first,
        note: `wrong winner ${percent(found.any - found.first)}, mean day ${found.meanDay.toFixed(1)}`,
      };
    },
  },
  {
    name: 'ab-loss-right',
    unit: 'right choice',
    bar: { min: 0.92 },
    scale: 'none',
    how: `stop when the expected loss is below 1 % of the rate, from day 3, 5 arms, one at +20 %, ${design}`,
    run: lossRight,
  },
  {
    name: 'ab-fpr-dispersed',
    unit: 'false positives',
    bar: { max: 0.06 },
    scale: 'none',
    how: `error spending with the dispersion correction, each arm's rate varies by 20 % from day to day, 2 equal arms, ${design}`,
    run() {
      const truth = test([CTR, CTR], { dailyCv: 0.2 });
      const corrected = declare(truth, spendingRule(2, true), 'ab-fpr-dispersed').any;
      const naive = declare(truth, spendingRule(2), 'ab-fpr-dispersed').any;
      const calm = declare(test([CTR, CTR]), spendingRule(2, true), 'ab-fpr-dispersed/calm').any;
      return {
        value: corrected,
        note: `${percent(naive)} without the correction; with it on binomial truth ${percent(calm)}`,
      };
    },
  },
  {
    name: 'ab-elements-aa',
    unit: 'of random labels',
    bar: { max: 0.08 },
    scale: 'none',
    how: 'random labels called significant at .05: 200 tests x 4 creatives of 3,500 impressions, true rates CV 20 %, 300 runs x 4 labels',
    run: elementsAa,
  },
  {
    name: 'ab-winners-curse',
    unit: '|ratio - 1|',
    bar: { max: 0.1 },
    scale: 'none',
    how: 'shrunk lift of the leader over its realised lift, 5,000 tests of 5 creatives, 4,000 impressions each, CTR 1.5 %, true rates CV 20 %',
    run: winnersCurse,
  },
  {
    name: 'ab-analyze-8x90',
    unit: 'ms',
    bar: { max: 50 },
    scale: 'time',
    how: 'a table of 8 creatives x 90 days to the full result, error spending with a plan, dispersion correction on (CPU time, median of 15)',
    run: analyze8x90,
  },
];

function elementsAa(): Measurement {
  const truth = streamKey(20_260_301, 'ab-elements-aa/truth');
  const labels = streamKey(20_260_301, 'ab-elements-aa/labels');
  let tried = 0;
  let significant = 0;
  for (let run = 0; run < 300; run++) {
    const arms = Array.from({ length: 800 }, (_, i) => {
      const rate = (CTR * gammaQuantile(uniform(truth, run, 0, i), 25)) / 25;
      return {
        test: String(Math.floor(i / 4)),
        creative: String(i),
        exposure: 3500,
        clicks: binomialQuantile(uniform(truth, run, 1, i), 3500, rate),
        elements: [],
      };
    });
    for (let label = 0; label < 4; label++) {
      const p = randomLabelP(arms, labels, 4 * run + label);
      if (p === undefined) continue;
      tried++;
      if (p < 0.05) significant++;
    }
  }
  return { value: significant / tried, note: `${significant} of ${tried}` };
}

function winnersCurse(): Measurement {
  const key = streamKey(20_260_301, 'ab-winners-curse');
  const sums = { shrunk: 0, raw: 0, realised: 0 };
  for (let test = 0; test < 5000; test++) {
    const rates = Array.from(
      { length: 5 },
      (_, i) => (CTR * gammaQuantile(uniform(key, 0, i, test), 25)) / 25,
    );
    const arms = rates.map((rate, i) => ({
      successes: binomialQuantile(uniform(key, 1, i, test), 4000, rate),
      n: 4000,
    }));
    const spread = creativeSpread(arms);
    if (spread.pooled === 0) continue;
    const shrunk = shrinkRates(arms, spread, ALPHA);
    const leader = arms.reduce((best, arm, i) => (arm.successes > arms[best]!.successes ? i : best), 0);
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / 5;
    sums.shrunk += shrunk[leader]!.rate / spread.pooled - 1;
    sums.raw += arms[leader]!.successes / 4000 / spread.pooled - 1;
    sums.realised += rates[leader]! / mean - 1;
  }
  return {
    value: Math.abs(sums.shrunk / sums.realised - 1),
    note: `realised lift ${percent(sums.realised / 5000)}, shrunk ${percent(sums.shrunk / 5000)}, as counted ${percent(sums.raw / 5000)}`,
  };
}

function analyze8x90(): Measurement {
  const totals = simulateDays(
    { rates: Array.from({ length: 8 }, (_, i) => CTR * (1 + i / 40)), days: 90, impressionsPerDay: 1000 },
    streamKey(20_260_301, 'ab-analyze-8x90'),
    0,
  );
  const rows = totals.series.amount.flatMap((clicks, i) =>
    Array.from(clicks, (count, d) => ({
      day: new Date(Date.UTC(2026, 0, 1 + d)).toISOString().slice(0, 10),
      creative: `creative ${i}`,
      impressions: 1000,
      clicks: count,
    })),
  );
  const value = medianOf(15, () => {
    const work = () => analyzeTest(buildTestTable(rows), { plan: { impressionsPerArm: 100_000 } });
    return 1000 * cpuSeconds(work);
  });
  return { value };
}

function lossRight(): Measurement {
  const truth = test([CTR * 1.2, CTR, CTR, CTR, CTR]);
  const key = streamKey(20_260_301, 'ab-loss-right');
  const options = { priorCv: 0.2, lossTolerance: 0.01, fineness: QUICK };
  let right = 0;
  let declared = 0;
  let days = 0;
  for (let i = 0; i < TESTS; i++) {
    const totals = simulateDays(truth, key, i);
    let choice = 0;
    for (let d = 2; d < DAYS; d++) {
      const state = earnState(totals, d, NO_DISPERSION, options);
      choice = state.choice;
      if (state.relativeLoss >= options.lossTolerance) continue;
      declared++;
      days += d + 1;
      break;
    }
    if (choice === 0) right++;
  }
  return {
    value: right / TESTS,
    note: `declared by day 28 in ${percent(declared / TESTS)}, mean day ${(days / declared).toFixed(1)}`,
  };
}
