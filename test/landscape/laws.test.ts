import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { landscape } from '../../src/core/analysis/landscape/landscape.ts';
import { simulate } from '../../src/core/analysis/simulateResult.ts';
import { planCounts } from '../../src/core/analysis/summarize.ts';
import { prepare, type PreparedScenario } from '../../src/core/engine/prepare.ts';
import { run } from '../../src/core/engine/run.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';
import { hold } from '../../src/core/strategies/hold.ts';
import { resolved, scenarioInput } from '../../src/testing/scenarios.ts';

const runs = { numRuns: Number(process.env['LAW_RUNS'] ?? 8) };
const POINTS = 7;

/** a <= b but for rounding. */
function notAbove(a: number, b: number): void {
  expect(a).toBeLessThanOrEqual(b + 1e-9 * Math.max(1, Math.abs(b)));
}

function near(a: number, b: number): void {
  expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(b)));
}

/** The plan alone at another bid and budget, by the engine and nothing else. */
function direct(prepared: PreparedScenario, plan: number, bid: number, dailyBudget: number) {
  const { scenario } = prepared;
  const free = {
    ...prepared,
    scenario: { ...scenario, limits: { ...scenario.limits, enforceDailyBudget: false } },
  };
  const settings = {
    bid: scenario.plans.map((own, p) => (p === plan ? bid : own.bid)),
    dailyBudget: scenario.plans.map((own, p) => (p === plan ? dailyBudget : own.dailyBudget)),
    enabled: scenario.plans.map((own, p) => (p === plan || own.enabled ? 1 : 0)),
  };
  return planCounts(run(free, hold, { tier: 'fluid', settings }), plan);
}

describe('landscapes of random scenarios', () => {
  it('every point is what the fluid engine delivers at that bid, without a budget', () => {
    fc.assert(
      fc.property(scenarioInput, fc.nat(), (input, pick) => {
        const prepared = prepare(resolved(input));
        const { landscapes } = landscape(prepared, { points: POINTS });
        landscapes.forEach(({ points }, plan) => {
          const { bid, ...figures } = points[pick % points.length]!;
          const counts = direct(prepared, plan, bid, Number.MAX_VALUE);
          for (const name of ['impressions', 'clicks', 'spend', 'orders', 'revenue', 'profit'] as const)
            near(figures[name], counts[name]);
        });
      }),
      runs,
    );
  });

  it('impressions, clicks and cost never fall as the bid rises', () => {
    fc.assert(
      fc.property(scenarioInput, (input) => {
        for (const { points } of landscape(prepare(resolved(input)), { points: POINTS }).landscapes)
          points.slice(1).forEach((point, i) => {
            const before = points[i]!;
            expect(point.bid).toBeGreaterThan(before.bid);
            for (const name of ['impressions', 'clicks', 'spend'] as const)
              notAbove(before[name], point[name]);
          });
      }),
      runs,
    );
  });

  it('rank buckets add up to the impressions, and agree with the average position', () => {
    fc.assert(
      fc.property(scenarioInput, (input) => {
        for (const { points } of landscape(prepare(resolved(input)), { points: POINTS }).landscapes)
          for (const { impressionsByRank, impressions, averagePosition } of points) {
            if (impressionsByRank === null) continue;
            near(
              impressionsByRank.reduce((sum, part) => sum + part, 0),
              impressions,
            );
            if (averagePosition === null) continue;
            const mean = (ends: readonly number[]): number =>
              impressionsByRank.reduce((sum, part, bucket) => sum + part * ends[bucket]!, 0) / impressions;
            expect(averagePosition).toBeGreaterThanOrEqual(mean([1, 2, 4, 7, 11, 16, 21]) * (1 - 0.02));
            expect(averagePosition).toBeLessThanOrEqual(mean([1, 3, 6, 10, 15, 20, 100]) * (1 + 0.02));
          }
      }),
      runs,
    );
  });

  it('keywords and audiences add up to their plan', () => {
    fc.assert(
      fc.property(scenarioInput, (input) => {
        const prepared = prepare(resolved(input));
        const { id } = prepared.scenario.plans[0]!;
        const [whole, ...cells] = landscape(prepared, { points: POINTS, planId: id }).landscapes;
        whole!.points.forEach((point, i) => {
          for (const name of ['impressions', 'clicks', 'spend', 'orders', 'revenue', 'profit'] as const)
            near(
              cells.reduce((sum, { points }) => sum + points[i]![name], 0),
              point[name],
            );
        });
      }),
      runs,
    );
  });

  it("today's budget is as simulated, and more budget never brings less", () => {
    fc.assert(
      fc.property(scenarioInput, (input) => {
        const prepared = prepare(resolved(input));
        const simulated = simulate(prepared, hold, { tier: 'fluid', runs: 1 }).result;
        landscape(prepared, { points: 2 }).landscapes.forEach(({ budget }, plan) => {
          const { today, steps, unlimited, needed } = budget!;
          const { figures } = simulated.plans[plan]!;
          near(today.figures.clicks, figures.clicks);
          near(today.figures.spend, figures.spend);
          near(today.figures.revenue, figures.revenue);
          [today, ...steps].forEach((step, i) => {
            if (i > 1 || !prepared.scenario.limits.enforceDailyBudget)
              notAbove(i === 0 ? 0 : [today, ...steps][i - 1]!.figures.clicks, step.figures.clicks);
            notAbove(step.figures.clicks, unlimited.clicks);
          });
          if (steps.length === 0) return;
          expect(steps.at(-1)!.dailyBudget).toBe(needed);
          near(steps.at(-1)!.figures.clicks, unlimited.clicks);
        });
      }),
      runs,
    );
  });

  it('one more click costs at least the mean click before it, keyword by keyword on days that are alike', () => {
    const alike = scenarioInput.filter((input) => input.plans!.every((plan) => plan.schedule === undefined));
    fc.assert(
      fc.property(alike, (input) => {
        const prepared = prepare(resolved(input));
        for (const { id } of prepared.scenario.plans)
          for (const { points, cellId } of landscape(prepared, { points: POINTS, planId: id }).landscapes)
            points.slice(1).forEach(({ incrementalCostPerClick, clicks }, i) => {
              const { costPerClick, clicks: before } = points[i]!;
              // Too few clicks, or two bids that bring the same, leave only rounding.
              if (cellId === null || costPerClick === null || clicks - before < 1e-3 * clicks) return;
              expect(incrementalCostPerClick!).toBeGreaterThanOrEqual(costPerClick * (1 - 1e-3));
            });
      }),
      runs,
    );
  });
});

describe('quality', () => {
  /** One search plan of one keyword; the tick rounds prices, so that exact statements need none. */
  const input = (tick: number, quality: number): ScenarioInput => ({
    name: 'quality',
    horizon: { days: 2 },
    products: [{ id: 'p', price: 100, unitCost: 40 }],
    plans: [
      {
        id: 'search',
        channel: 'search',
        product: 'p',
        bid: 1.2,
        dailyBudget: 100,
        keywords: [{ id: 'word', tier: 'mid', relevance: quality }],
      },
    ],
    market: { search: { tick } },
  });
  const leverOf = (tick: number, quality: number) =>
    landscape(prepare(resolved(input(tick, quality))), { points: 2, quality: true }).landscapes[0]!.quality!;

  it('at an equal rank lowers the click price in exact proportion, and nothing else changes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 3, noNaN: true }), (quality) => {
        const { rows } = leverOf(0, quality);
        const today = rows.find(({ factor }) => factor === 1)!.equalRank;
        for (const { factor, equalRank } of rows) {
          near(equalRank.clicks, today.clicks);
          near(equalRank.averagePosition!, today.averagePosition!);
          near(equalRank.costPerClick! * factor, today.costPerClick!);
        }
      }),
      runs,
    );
  });

  it('at an equal bid brings a better rank and more clicks, and the price falls by less than in proportion', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 3, noNaN: true }), (quality) => {
        const { rows } = leverOf(0.01, quality);
        rows.slice(1).forEach(({ factor, equalBid }, i) => {
          const before = rows[i]!;
          if (factor <= before.factor) return;
          notAbove(before.equalBid.clicks, equalBid.clicks);
          notAbove(equalBid.averagePosition!, before.equalBid.averagePosition! * 1.001);
          const proportional = (before.equalBid.costPerClick! * before.factor) / factor;
          notAbove(proportional * (1 - 1e-6), equalBid.costPerClick!);
        });
      }),
      runs,
    );
  });
});
