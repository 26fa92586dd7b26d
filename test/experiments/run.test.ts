import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/issues/issue.ts';
import { prepare } from '../../src/core/engine/prepare.ts';
import { run } from '../../src/core/engine/run.ts';
import { resolve } from '../../src/core/scenario/resolve.ts';
import { hold } from '../../src/core/strategies/hold.ts';
import { runTest } from '../../src/core/experiments/simulation/runTest.ts';
import { splitByCreative } from '../../src/core/experiments/simulation/splitByCreative.ts';
import { valueOfWinner } from '../../src/core/experiments/simulation/valueOfWinner.ts';
import { loadScenarioText } from '../../src/io/scenarioFile.ts';
import { testPage } from '../../src/report/test/testPage.ts';
import { valueSection } from '../../src/report/test/valueSection.ts';

const file = 'scenarios/tests/four-creatives.yaml';
const { scenario } = await loadScenarioText(await readFile(file, 'utf8'), file);
const test = runTest({ scenario });

describe('splitByCreative', () => {
  const prepared = prepare(resolve({ ...scenario, horizon: { ...scenario.horizon, days: 10 } }));
  const outcome = run(prepared, hold, { tier: 'stochastic' });
  const creative = (id: string, share: number, clickThroughFactor: number) => ({
    id,
    share,
    clickThroughFactor,
    conversionFactor: () => 1,
  });

  it("adds up to the plan's ledger, day by day", () => {
    const rows = splitByCreative(
      outcome,
      0,
      [creative('a', 1, 1), creative('b', 1, 2), creative('c', 3, 1)],
      0,
    );
    for (let day = 0; day < 10; day++) {
      const own = rows.slice(3 * day, 3 * day + 3);
      expect(own.reduce((sum, one) => sum + one.clicks, 0)).toBe(Math.round(outcome.ledger.clicks[day]!));
      expect(own.reduce((sum, one) => sum + one.impressions, 0)).toBe(
        Math.round(outcome.ledger.impressions[day]!),
      );
      for (const one of own) expect(one.clicks).toBeLessThanOrEqual(one.impressions);
    }
  });

  it('shows creatives by share and clicks them by click-through', () => {
    const rows = splitByCreative(outcome, 0, [creative('a', 1, 1), creative('b', 3, 2)], 0);
    const sum = (id: string, field: 'impressions' | 'clicks') =>
      rows.filter((one) => one.creative === id).reduce((total, one) => total + one[field], 0);
    expect(sum('b', 'impressions') / sum('a', 'impressions')).toBeCloseTo(3, 1);
    expect(
      sum('b', 'clicks') / sum('b', 'impressions') / (sum('a', 'clicks') / sum('a', 'impressions')),
    ).toBeCloseTo(2, 0);
  });

  it('dates days so that weekdays are right', () => {
    const rows = splitByCreative(outcome, 0, [creative('a', 1, 1), creative('b', 1, 1)], 3);
    expect(new Date(rows[0]!.day).getUTCDay()).toBe(4);
  });
});

describe('runTest', () => {
  it('is a pure function of the scenario', () => {
    expect(runTest({ scenario })).toEqual(test);
  });

  it('decides on the report alone and tells the truth after', () => {
    expect(test.result.decision).toMatchObject({ status: 'winner', creative: 'street' });
    expect(test.truth).toMatchObject({ best: 'street', right: true });
    expect(test.truth.creatives.find((one) => one.id === 'price')!.behindBest).toBeCloseTo(0.42, 10);
    const nearest = [...test.result.pairs].sort((a, b) => a.lift - b.lift)[0]!;
    expect(nearest.liftInterval[0]).toBeLessThan(test.truth.realisedLift);
    expect(nearest.liftInterval[1]).toBeGreaterThan(test.truth.realisedLift);
  });

  it('refuses a plan that does not exist or has one creative, and names those that do', () => {
    const codes = (planId: string | undefined, of = scenario) => {
      try {
        runTest({ scenario: of, planId });
        return [];
      } catch (error) {
        return (error as InputError).issues.map((issue) => [issue.code, issue.params['near']]);
      }
    };
    expect(codes('jacket-serch')).toEqual([['test.run.noPlan', 'jacket-search']]);
    const single = {
      ...scenario,
      plans: scenario.plans.map((plan) => ({ ...plan, creatives: plan.creatives.slice(0, 1) })),
    };
    expect(codes(undefined, single)).toEqual([['test.run.oneCreative', undefined]]);
  });
});

describe('valueOfWinner', () => {
  const value = valueOfWinner({ scenario, result: test.result, runsPerPoint: 2 });

  it('brings more clicks at a lower price through the quality score, with a range around the mean', () => {
    const { clicks, costPerClick, quality } = value.figures;
    expect(clicks.difference).toBeGreaterThan(0);
    expect(quality.difference).toBeGreaterThan(0);
    expect(costPerClick.difference).toBeLessThan(0);
    for (const figure of Object.values(value.figures)) {
      expect(figure.range[0]).toBeLessThanOrEqual(figure.difference);
      expect(figure.range[1]).toBeGreaterThanOrEqual(figure.difference);
      expect(figure.withWinner - figure.today).toBeCloseTo(figure.difference, 6);
    }
  });

  it('is in the page, with the truth folded away, one offline file, charts titled', async () => {
    const html = await testPage(test.result, 'Four <creatives>', valueSection(test, value));
    expect(html).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
    expect(html).not.toMatch(/<script[^>]+src|<link|@import|url\(/);
    expect(html).toContain('Four &lt;creatives&gt;');
    for (const id of ['boundary', 'arms', 'lifts']) expect(html).toContain(`id="${id}-title"`);
    expect(
      html.replace(/<script>[^]*<\/script>/, '').match(/.{0,40}(NaN|undefined|Infinity).{0,40}/g),
    ).toBeNull();
    expect(html).toMatch(/<details><summary>Show what nobody could know/);
  });
});
