import { prepare, type PreparedScenario } from '../../engine/prepare.ts';
import { run } from '../../engine/run.ts';
import type { FormulaCompiler } from '../../scenario/formulaScope.ts';
import { resolve } from '../../scenario/resolve.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { hold } from '../../strategies/hold.ts';
import type { TestResult } from '../analysis/result.ts';
import type { Interval } from '../interval.ts';
import { testedPlan, withCreatives } from './runTest.ts';

/** What one figure of the plan is today, with the winner, and the difference with its 90 % range. */
interface ValueFigure {
  readonly today: number;
  readonly withWinner: number;
  readonly difference: number;
  readonly range: Interval;
}

export interface WinnerValue {
  readonly creative: string;
  readonly days: number;
  /** Click-through of the winner over that of today's rotation, as the test believes (shrunk), with its interval. */
  readonly clickThroughRatio: number;
  readonly clickThroughRange: Interval;
  /** Totals of the plan over the days; quality and price are means. */
  readonly figures: Readonly<Record<FigureName, ValueFigure>>;
  readonly runs: number;
}

export type FigureName =
  'impressions' | 'clicks' | 'spend' | 'costPerClick' | 'orders' | 'revenue' | 'profit' | 'quality';

export interface WinnerValueRequest {
  readonly scenario: Scenario;
  readonly formulas?: FormulaCompiler | undefined;
  readonly planId?: string | undefined;
  readonly result: TestResult;
  /** Days looked ahead. */
  readonly days?: number;
  /** Pairs of runs for each of five points of the lift's interval. */
  readonly runsPerPoint?: number;
}

/** Midpoints of five equal parts of a normal distribution, as shares of the 95 % half-width. */
const POINTS = [-0.6539, -0.2676, 0, 0.2676, 0.6539];

/**
 * What the winner is worth over the next days: the plan with its click-through set to what the test believes, against
 * today's rotation, in the same simulated worlds. Higher click-through raises the quality score, which lowers the price a
 * place costs or wins a better one; both run through the engine. The range covers what the test does not know about the
 * lift (five points of its interval) and the chance of the days.
 */
export function valueOfWinner(request: WinnerValueRequest): WinnerValue {
  const { result, formulas, runsPerPoint = 8, days = 28 } = request;
  const plan = testedPlan(request.scenario, request.planId);
  const scenario = { ...request.scenario, horizon: { ...request.scenario.horizon, days } };
  const creative = result.decision.creative ?? result.leader;
  const winner = plan.creatives.find((one) => one.id === creative) ?? plan.creatives[0];
  const { ratio, range } = ratioToRotation(result, creative);
  const weights = plan.creatives.reduce((sum, one) => sum + one.share, 0);
  const rotation = plan.creatives.reduce(
    (sum, one) => sum + (one.share / weights) * one.clickThroughFactor,
    0,
  );
  const today = prepare(resolve(scenario, formulas));
  const samples: Figures[][] = [];
  for (const point of POINTS) {
    const believed = ratio + point * (point < 0 ? ratio - range[0] : range[1] - ratio);
    const changed = withCreatives(scenario, plan.id, [
      { ...winner, share: 1, clickThroughFactor: Math.min(20, Math.max(0, rotation * believed)) },
    ]);
    const next = prepare(resolve(changed, formulas));
    for (let i = 0; i < runsPerPoint; i++) {
      const replication = samples.length;
      samples.push([figuresOf(today, plan.id, replication), figuresOf(next, plan.id, replication)]);
    }
  }
  return {
    creative,
    days,
    clickThroughRatio: ratio,
    clickThroughRange: range,
    figures: summarise(samples),
    runs: samples.length,
  };
}

/** Shrunk rate of one creative over the impression-weighted mean of all that rotate. */
function ratioToRotation(result: TestResult, creative: string): { ratio: number; range: Interval } {
  const shown = result.arms.reduce((sum, arm) => sum + arm.impressions, 0);
  const mean = result.arms.reduce((sum, arm) => sum + arm.rate * arm.impressions, 0) / shown;
  const arm = result.arms.find((one) => one.creative === creative) ?? result.arms[0];
  return { ratio: arm.rate / mean, range: [arm.interval[0] / mean, arm.interval[1] / mean] };
}

type Figures = Record<FigureName, number>;

function figuresOf(prepared: PreparedScenario, planId: string, replication: number): Figures {
  const outcome = run(prepared, hold, { tier: 'stochastic', replication });
  const plan = outcome.planIds.indexOf(planId);
  const total = (
    column: 'impressions' | 'clicks' | 'spend' | 'orders' | 'revenue' | 'profit' | 'quality',
  ) => {
    let sum = 0;
    for (let day = 0; day < outcome.days; day++)
      sum += outcome.ledger[column][plan * outcome.days + day] ?? 0;
    return sum;
  };
  const [clicks, spend] = [total('clicks'), total('spend')];
  return {
    impressions: total('impressions'),
    clicks,
    spend,
    costPerClick: clicks > 0 ? spend / clicks : 0,
    orders: total('orders'),
    revenue: total('revenue'),
    profit: total('profit'),
    quality: total('quality') / outcome.days,
  };
}

function summarise(samples: readonly Figures[][]): Record<FigureName, ValueFigure> {
  const names = Object.keys(samples[0][0]) as FigureName[];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return Object.fromEntries(
    names.map((name) => {
      const differences = samples.map(([before, after]) => after[name] - before[name]).sort((a, b) => a - b);
      const at = (share: number) =>
        differences[Math.min(differences.length - 1, Math.floor(share * differences.length))];
      const figure: ValueFigure = {
        today: mean(samples.map(([before]) => before[name])),
        withWinner: mean(samples.map(([, after]) => after[name])),
        difference: mean(differences),
        range: [at(0.05), at(0.95)],
      };
      return [name, figure];
    }),
  ) as Record<FigureName, ValueFigure>;
}
