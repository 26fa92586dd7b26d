import { deliverDay } from '../src/core/engine/deliverDay.ts';
import { prepare } from '../src/core/engine/prepare.ts';
import { startState, type EngineState } from '../src/core/engine/state.ts';
import { parseScenario } from '../src/core/scenario/parse.ts';
import { resolve } from '../src/core/scenario/resolve.ts';
import {
  plainFluidDays,
  plainStochasticDays,
  spendToday,
  vectorisedFluidDays,
  vectorisedStochasticDays,
} from './planDays.ts';
import { cpuSeconds, type BenchRow, type Measurement } from './row.ts';

const PLANS = 40;
const DAYS = 30;
const ROUNDS = 9;
/** The engine's days are walked more often than the yardsticks': they take less time. */
const WALKS = 40;

/** Plans of one keyword of 35 rivals each, at bids from the lowest that brings clicks to the first places. */
function stateOf(
  options: { readonly hourly: boolean; readonly dailyBudget: number },
  chance: boolean,
): EngineState {
  const schedule = Array.from({ length: 24 }, (_, hour) => 60 + 4 * hour);
  const scenario = parseScenario({
    name: 'plan-days',
    horizon: { days: DAYS },
    products: [{ id: 'product', price: 100, unitCost: 40 }],
    plans: Array.from({ length: PLANS }, (_, i) => ({
      id: `plan-${i}`,
      channel: 'search' as const,
      product: 'product',
      bid: 0.6 + 0.05 * i,
      dailyBudget: options.dailyBudget,
      ...(options.hourly ? { schedule } : {}),
      keywords: [{ id: 'word', tier: 'mid' as const }],
    })),
  });
  return startState(prepare(resolve(scenario)), 1, 0, chance);
}

/** Every plan-day up to the click, by the engine's own delivery. */
function engineDays(state: EngineState): number {
  let spend = 0;
  for (let day = 0; day < DAYS; day++) {
    deliverDay(state, day);
    spend += spendToday(state);
  }
  return spend;
}

/** Million plan-days a second, with the yardsticks of the same run; all three have to spend the same. */
function measure(
  state: EngineState,
  plain: (state: EngineState) => number,
  vectorised: (state: EngineState) => number,
): Measurement {
  const works = [engineDays, plain, vectorised];
  const [spend, ...others] = works.map((work) => work(state));
  for (const other of others)
    if (Math.abs(other - spend!) > 1e-9 * spend!)
      throw new Error(`a yardstick spends ${other}, not ${spend}`);
  const times: number[][] = works.map(() => []);
  for (let round = -2; round < ROUNDS; round++)
    works.forEach((work, i) => {
      const walks = i === 0 ? WALKS : 8;
      const seconds = cpuSeconds(() => {
        for (let walk = 0; walk < walks; walk++) work(state);
      });
      if (round >= 0) times[i]!.push((seconds * 1e9) / (walks * PLANS * DAYS));
    });
  const [ours, theirs, arrays] = times.map((list) => list.toSorted((a, b) => a - b)[ROUNDS >> 1]!);
  return {
    value: 1e3 / ours!,
    note: `${(theirs! / ours!).toFixed(1)}x the plain reference, ${(arrays! / ours!).toFixed(1)}x a vectorised loop, in the same run`,
  };
}

export const rows: readonly BenchRow[] = [
  {
    name: 'fluid-plan-days',
    unit: 'M plan-days/s',
    bar: { min: 20 },
    scale: 'throughput',
    how: "expected delivery of a search plan's day at one bid, as the engine delivers it",
    run: () =>
      measure(stateOf({ hourly: false, dailyBudget: 1e6 }, false), plainFluidDays, vectorisedFluidDays),
  },
  {
    name: 'fluid-plan-days-hourly',
    unit: 'M plan-days/s',
    bar: { min: 1 },
    scale: 'throughput',
    how: 'the same with 24 bids a day and a budget that runs out',
    run: () =>
      measure(stateOf({ hourly: true, dailyBudget: 20 }, false), plainFluidDays, vectorisedFluidDays),
  },
  {
    name: 'stochastic-plan-days',
    unit: 'M plan-days/s',
    bar: { min: 1.5 },
    scale: 'throughput',
    how: 'one draw of a day: demand, impressions, clicks, what they cost',
    run: () =>
      measure(
        stateOf({ hourly: false, dailyBudget: 1e6 }, true),
        plainStochasticDays,
        vectorisedStochasticDays,
      ),
  },
];
