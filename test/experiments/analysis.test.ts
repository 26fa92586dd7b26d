import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/issues/issue.ts';
import { analyzeTest } from '../../src/core/experiments/analysis/analyzeTest.ts';
import { dayDispersion } from '../../src/core/experiments/analysis/dispersion.ts';
import { sampleRatio, sampleRatioAgainst } from '../../src/core/experiments/health/sampleRatio.ts';
import { simulateDays } from '../../src/core/experiments/simulation/simulateDays.ts';
import { buildTestTable, type CreativeDay } from '../../src/core/experiments/table/testTable.ts';
import { streamKey } from '../../src/core/math/keyed.ts';
import { issueText } from '../../src/report/messages/index.ts';
import { rowsOf } from './simulated.ts';

const clear = { rates: [0.015, 0.021, 0.015], days: 28, impressionsPerDay: 1500 };
const codesOf = (work: () => unknown): string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof InputError) return error.issues.map((issue) => `${issue.code}@${issue.line ?? '-'}`);
    throw error;
  }
  return [];
};
const row = (line: number, extra: Partial<CreativeDay> = {}): CreativeDay => ({
  day: '2026-03-02',
  creative: 'A',
  impressions: 1000,
  clicks: 10,
  line,
  ...extra,
});

describe('buildTestTable refuses bad input with row numbers', () => {
  it('clicks above impressions', () => {
    const rows = [row(2), row(3, { creative: 'B', clicks: 1001 })];
    expect(codesOf(() => buildTestTable(rows))).toEqual(['test.clicksAboveImpressions@3']);
  });
  it('missing days, naming the rows around the hole', () => {
    const rows = ['2026-03-02', '2026-03-05'].flatMap((day, i) => [
      row(2 + 2 * i, { day }),
      row(3 + 2 * i, { day, creative: 'B' }),
    ]);
    expect(codesOf(() => buildTestTable(rows))).toEqual(['test.missingDays@4']);
    expect(buildTestTable(rows, { allowGaps: true }).days).toEqual([
      '2026-03-02',
      '2026-03-03',
      '2026-03-04',
      '2026-03-05',
    ]);
  });
  it('duplicated rows, naming both, unless they are to be added', () => {
    const rows = [row(2), row(3, { creative: 'B' }), row(4, { clicks: 5 })];
    expect(codesOf(() => buildTestTable(rows))).toEqual(['test.duplicateRow@4']);
    expect(buildTestTable(rows, { sumDuplicates: true }).clicks[0]![0]).toBe(15);
  });
  it('one arm, no clicks, mixed currencies, negative and fractional counts, impossible days', () => {
    expect(codesOf(() => buildTestTable([row(2)]))).toEqual(['test.oneArm@2']);
    expect(
      codesOf(() => buildTestTable([row(2, { clicks: 0 }), row(3, { creative: 'B', clicks: 0 })])),
    ).toEqual(['test.noClicks@-']);
    const mixed = [row(2, { currency: 'CNY' }), row(3, { creative: 'B', currency: 'USD' })];
    expect(codesOf(() => buildTestTable(mixed))).toEqual(['test.mixedCurrencies@3']);
    const odd = [row(2, { clicks: -1 }), row(3, { creative: 'B', clicks: 1.5 })];
    expect(codesOf(() => buildTestTable(odd))).toEqual(['test.badNumber@2', 'test.notWhole@3']);
    expect(
      codesOf(() => buildTestTable([row(2, { day: '2026-02-31' }), row(3, { creative: 'B' })])),
    ).toContain('test.badDay@2');
    expect(codesOf(() => buildTestTable([]))).toEqual(['test.noRows@-']);
  });
  it('all at once, and every one has a sentence with its figures', () => {
    try {
      buildTestTable([
        row(2, { clicks: 2000 }),
        row(3),
        row(4, { currency: 'EUR' }),
        row(5, { currency: 'USD', day: '2026-03-09' }),
      ]);
      expect.unreachable();
    } catch (error) {
      const texts = (error as InputError).issues.map(issueText);
      expect(texts.length).toBeGreaterThanOrEqual(4);
      for (const text of texts) expect(text).toMatch(/^(\d+: )?cannot .*(must|Try)/);
    }
  });
  it('counts rows a platform left out as not shown, with a note, and leaves out creatives never shown', () => {
    const rows = [
      row(2),
      row(3, { creative: 'B' }),
      row(4, { day: '2026-03-03' }),
      row(5, { creative: 'C', impressions: 0, clicks: 0 }),
    ];
    const table = buildTestTable(rows);
    expect(table.creatives).toEqual(['A', 'B']);
    expect(table.warnings.map((warning) => warning.code)).toEqual(['test.neverShown', 'test.absentRows']);
  });
});

describe('analyzeTest', () => {
  const table = buildTestTable(rowsOf(clear));

  it('finds a clear winner under every rule, and promises less than was counted', () => {
    for (const rule of ['spending', 'anytime', 'multinomial', 'fixed', 'earn'] as const) {
      const result = analyzeTest(table, { rule, plan: { impressionsPerArm: 42_000 } });
      expect(result.decision, rule).toMatchObject({ status: 'winner', creative: 'B' });
      for (const pair of result.pairs) expect(pair.lift).toBeLessThan(pair.rawLift);
    }
  });

  it('is anytime-valid when no plan is given, and error spending when one is', () => {
    expect(analyzeTest(table).rule).toBe('anytime');
    expect(analyzeTest(table, { plan: { impressionsPerArm: 42_000 } }).rule).toBe('spending');
  });

  it('declares nothing before a week, however clear', () => {
    const early = buildTestTable(rowsOf({ ...clear, rates: [0.01, 0.05], days: 4 }));
    const { decision } = analyzeTest(early, { plan: { impressionsPerArm: 6000 } });
    expect(decision.status).toBe('wait');
    expect(decision.reasons.map((reason) => reason.code)).toContain('test.reason.tooFewDays');
  });

  it('gives no winner among equals, says so, and says what would change it', () => {
    const equal = buildTestTable(rowsOf({ ...clear, rates: [0.015, 0.015, 0.015] }, 2));
    const { decision } = analyzeTest(equal, { plan: { impressionsPerArm: 42_000 } });
    expect(decision.status).toBe('undecided');
    expect(decision.wouldChange).toHaveLength(1);
    const open = analyzeTest(equal).decision;
    expect(open.status).toBe('wait');
  });

  it('works with few days, a creative without clicks and rates of one in a million', () => {
    const few = buildTestTable(
      ['A', 'B', 'C'].map((creative, i) => row(2 + i, { creative, clicks: i === 0 ? 0 : 12 })),
    );
    const result = analyzeTest(few);
    expect(result.arms.every((arm) => Number.isFinite(arm.rate) && arm.rate > 0)).toBe(true);
    const rare = buildTestTable(
      Array.from({ length: 7 }, (_, d) =>
        ['A', 'B'].map((creative, i) =>
          row(0, { creative, day: `2026-03-0${d + 2}`, impressions: 100_000_000, clicks: 100 + 20 * i }),
        ),
      ).flat(),
    );
    expect(analyzeTest(rare).arms[1]!.rate).toBeCloseTo(1.2e-6, 7);
  });

  it('depends on the counts only, not on the order of rows or names of creatives', () => {
    const rows = rowsOf(clear);
    const shuffled = [...rows].sort((a, b) => a.clicks - b.clicks || (a.day < b.day ? 1 : -1));
    expect(analyzeTest(buildTestTable(shuffled))).toEqual(analyzeTest(buildTestTable(rows)));
  });

  property.prop([fc.integer({ min: 0, max: 1000 })], { numRuns: 15 })(
    'every figure is finite or said to be unbounded, for any test',
    (test) => {
      const result = analyzeTest(
        buildTestTable(rowsOf({ rates: [0.002, 0.004, 0.003], days: 10, impressionsPerDay: 300 }, test)),
      );
      for (const arm of result.arms) {
        expect(arm.interval[0]).toBeLessThanOrEqual(arm.rate);
        expect(arm.interval[1]).toBeGreaterThanOrEqual(arm.rate);
      }
      const best = result.arms.reduce((sum, arm) => sum + (arm.probabilityBest ?? 0), 0);
      expect(best).toBeCloseTo(1, 9);
    },
  );

  it('compares money by the scatter of days', () => {
    const rows = rowsOf(clear).map((one) => ({
      ...one,
      orders: Math.round(one.clicks / 10),
      revenue: one.clicks * (one.creative === 'C' ? 30 : 8),
      cost: one.clicks,
    }));
    const result = analyzeTest(buildTestTable(rows), {
      metric: 'revenue',
      plan: { impressionsPerArm: 42_000 },
    });
    expect(result.decision).toMatchObject({ status: 'winner', creative: 'C' });
    expect(analyzeTest(buildTestTable(rows), { metric: 'profit', margin: 0.5 }).leader).toBe('C');
  });

  it('books what the test has cost, about the true loss', () => {
    const result = analyzeTest(table, { plan: { impressionsPerArm: 42_000 } });
    const truth = 2 * 28 * 1500 * 0.006;
    expect(result.testCost.interval[0]).toBeLessThan(truth);
    expect(result.testCost.interval[1]).toBeGreaterThan(truth);
  });
});

describe('health', () => {
  const rows = rowsOf({ rates: [0.02, 0.02], days: 14, impressionsPerDay: 2000 });
  const levels = (changed: readonly CreativeDay[], options = {}) =>
    Object.fromEntries(
      analyzeTest(buildTestTable(changed), options).health.map(({ level, finding }) => [
        finding.code.replace('test.health.', ''),
        level,
      ]),
    );

  it('is quiet on sound traffic', () => {
    expect(Object.values(levels(rows)).every((level) => level === 'ok')).toBe(true);
  });
  it('calls a sample-ratio mismatch, at once and day by day, and trusts no verdict', () => {
    const skewed = rows.map((one) => (one.creative === 'A' ? { ...one, impressions: 1800 } : one));
    expect(levels(skewed)).toMatchObject({ sampleRatio: 'alarm', sequential: 'alarm' });
    expect(analyzeTest(buildTestTable(skewed)).decision.status).toBe('untrustworthy');
  });
  it('accepts planned unequal shares and calls leaks into shares of zero', () => {
    const skewed = rows.map((one) =>
      one.creative === 'A' ? { ...one, impressions: 1000, clicks: Math.min(one.clicks, 1000) } : one,
    );
    expect(levels(skewed, { plan: { shares: { A: 1, B: 2 } } })).toMatchObject({ sampleRatioFine: 'ok' });
    const leaked = rows.flatMap((one) =>
      one.creative === 'A' ? [{ ...one, creative: 'Z', impressions: 3, clicks: 0 }] : [],
    );
    expect(levels([...rows, ...leaked], { plan: { shares: { A: 1, B: 1 } } })).toMatchObject({
      leak: 'alarm',
    });
  });
  it('takes expected counts summed over periods when shares changed', () => {
    // Two periods of 1,000: first half and half, then 9 to 1.
    expect(sampleRatioAgainst([1405, 595], [1400, 600]).mismatch).toBe(false);
    expect(sampleRatio([1405, 595], [0.5, 0.5]).mismatch).toBe(true);
  });
  it('calls uneven times and places', () => {
    const timed = rows.map((one, i) =>
      i === 3
        ? { ...one, impressions: 900, clicks: Math.min(one.clicks, 900) }
        : i === 4
          ? { ...one, impressions: 3100 }
          : one,
    );
    expect(levels(timed)).toMatchObject({ time: 'alarm' });
    const placed = rows.map((one) => ({ ...one, position: one.creative === 'A' ? 1.4 : 3.2 }));
    expect(levels(placed)).toMatchObject({ position: 'alarm' });
  });
  it('calls a novelty that wears off', () => {
    const worn = rows.map((one) =>
      one.creative === 'A' && one.day < '2026-03-09' ? { ...one, clicks: one.clicks * 2 } : one,
    );
    expect(levels(worn)).toMatchObject({ novelty: 'note' });
  });
  it('calls clickbait: more clicks, fewer orders, less profit', () => {
    const bait = rowsOf(clear).map((one) => {
      const orders = Math.round(one.clicks * (one.creative === 'B' ? 0.04 : 0.12));
      return { ...one, orders, revenue: orders * 100, cost: one.clicks };
    });
    const result = analyzeTest(buildTestTable(bait), { plan: { impressionsPerArm: 42_000 } });
    const found = result.health.find(({ finding }) => finding.code === 'test.health.clickbait');
    expect(found?.level).toBe('alarm');
    expect(issueText(found!.finding)).toContain('wins clicks but loses orders');
    // The verdict on clicks stands; the reader is told to judge by profit.
    expect(result.decision.status).toBe('winner');
  });
  it('A/A mode expects nothing and distrusts a finding', () => {
    expect(analyzeTest(buildTestTable(rows), { sameCreatives: true }).decision.status).toBe('same');
    expect(analyzeTest(buildTestTable(rowsOf(clear)), { sameCreatives: true }).decision.status).toBe(
      'untrustworthy',
    );
  });
  it('has a sentence for every finding, reason and warning', () => {
    const result = analyzeTest(buildTestTable(rowsOf(clear)), { rule: 'fixed' });
    const issues = [
      ...result.health.map((item) => item.finding),
      ...result.decision.reasons,
      ...result.decision.wouldChange,
      ...result.warnings,
    ];
    for (const issue of issues) expect(issueText(issue)).not.toContain(issue.code);
  });
});

describe('dayDispersion', () => {
  const factor = (dailyCv: number) => {
    const totals = simulateDays(
      {
        rates: [0.02, 0.03, 0.02],
        days: 60,
        impressionsPerDay: 2000,
        dailyCv,
        season: [1, 1, 1, 1, 1, 1.6, 1.4],
      },
      streamKey(3, 'test/dispersion'),
      0,
    );
    return dayDispersion(totals.series, 59).factor;
  };
  it('is near 1 for binomial days whatever the season, and finds the scatter of unsteady ones', () => {
    expect(factor(0)).toBeLessThan(1.2);
    // mean count about 50: 1 + 50 x .04 = 3.
    expect(factor(0.2)).toBeGreaterThan(2.2);
    expect(factor(0.2)).toBeLessThan(4.2);
  });
});
