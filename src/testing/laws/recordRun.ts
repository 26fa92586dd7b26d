import type { Observation } from '../../core/contract/observation.ts';
import type { SlotObservation } from '../../core/contract/slotObservation.ts';
import type { Answer, Strategy, StrategyState } from '../../core/contract/strategy.ts';
import type { Truth } from '../../core/contract/truth.ts';
import { prepare } from '../../core/engine/prepare.ts';
import type { RunResult } from '../../core/engine/result.ts';
import { run } from '../../core/engine/run.ts';
import { parseScenario } from '../../core/scenario/parse.ts';
import { resolve } from '../../core/scenario/resolve.ts';
import type { ResolvedScenario } from '../../core/scenario/resolved.ts';
import type { ScenarioInput } from '../../core/scenario/schema/scenario.ts';

/** One morning of a recorded run. */
export interface Morning {
  readonly observation: Observation;
  readonly state: StrategyState;
  readonly answer: Answer;
  readonly truth: Truth | undefined;
  /** What an intraday strategy saw between the slots of the day that followed, and its factor on bids. */
  readonly slots: readonly { readonly observation: SlotObservation; readonly bidFactor: number }[];
}

export interface RecordedRun {
  readonly scenario: ResolvedScenario;
  readonly mornings: readonly Morning[];
  readonly result: RunResult;
}

/** Runs a strategy and keeps what it saw and answered each morning. Observations are copied, so later days do not change them. */
export function recordRun(strategy: Strategy, input: ScenarioInput): RecordedRun {
  const scenario = resolve(parseScenario(input));
  const mornings: (Morning & { slots: Morning['slots'][number][] })[] = [];
  const { adjust } = strategy;
  const recorder: Strategy = {
    ...strategy,
    decide: (observation, state, params, truth) => {
      const copy = structuredClone(plain(observation));
      const answer = strategy.decide(observation, state, params, truth);
      mornings.push({ observation: copy, state, answer, truth, slots: [] });
      return answer;
    },
    ...(adjust === undefined
      ? {}
      : {
          adjust: (slot, state, params) => {
            const answer = adjust(slot, state, params);
            mornings.at(-1)!.slots.push({ observation: structuredClone(slot), bidFactor: answer.bidFactor });
            return answer;
          },
        }),
  };
  const result = run(prepare(scenario), recorder, { tier: 'stochastic' });
  return { scenario, mornings, result };
}

/** Getters turned into values. */
function plain(observation: Observation): Observation {
  return {
    ...observation,
    plans: observation.plans.map((plan) => ({ ...plan, history: { ...plan.history } })),
  };
}

/** Decides a recorded morning again, with anything replaced. */
export function decideAgain(
  strategy: Strategy,
  morning: Morning,
  replaced: { observation?: Observation; state?: StrategyState } = {},
): Answer {
  return strategy.decide(
    replaced.observation ?? morning.observation,
    replaced.state ?? morning.state,
    strategy.defaults,
    morning.truth,
  );
}
