import fc from 'fast-check';
import type { Strategy } from '../../core/contract/strategy.ts';
import type { ScenarioInput } from '../../core/scenario/schema/scenario.ts';

/** A property every strategy must have, checked on generated scenarios. */
export interface StrategyLaw {
  readonly name: string;
  /** In one sentence, as a reader would say it. */
  readonly statement: string;
  /** Whether the law speaks of this strategy. */
  readonly appliesTo: (strategy: Strategy) => boolean;
  readonly scenarios: fc.Arbitrary<ScenarioInput>;
  /** Share of the asked runs; laws over long scenarios take fewer. */
  readonly effort: number;
  /** Throws LawBroken where the strategy breaks the law in this scenario. */
  readonly check: (strategy: Strategy, input: ScenarioInput) => void;
}

/** What a strategy did against a law. */
export class LawBroken extends Error {}

export interface LawOptions {
  /** Generated scenarios a law; default 25. */
  readonly runs?: number;
  readonly seed?: number;
}

/** Verdict on one law. */
export interface LawResult {
  readonly law: string;
  readonly statement: string;
  readonly status: 'kept' | 'broken' | 'not applicable';
  /** What happened in the counterexample. */
  readonly problem?: string;
  /** The smallest scenario found in which the law breaks; `simulate` replays it. */
  readonly counterexample?: ScenarioInput;
}

/** Longest check of one law, shrinking included [ms]. */
const LONGEST = 60_000;

/** Checks a law on generated scenarios; where it breaks, shrinks to a minimal scenario. */
export function checkLaw(law: StrategyLaw, strategy: Strategy, options: LawOptions = {}): LawResult {
  const { name, statement } = law;
  if (!law.appliesTo(strategy)) return { law: name, statement, status: 'not applicable' };
  const details = fc.check(
    fc.property(law.scenarios, (input) => law.check(strategy, input)),
    {
      // A strategy that answers at random would shrink for ever.
      interruptAfterTimeLimit: LONGEST,
      numRuns: Math.max(1, Math.round((options.runs ?? 25) * law.effort)),
      ...(options.seed === undefined ? {} : { seed: options.seed }),
    },
  );
  if (!details.failed) return { law: name, statement, status: 'kept' };
  const error = details.errorInstance;
  return {
    law: name,
    statement,
    status: 'broken',
    problem: error instanceof Error ? error.message : String(error),
    ...(details.counterexample === null
      ? {}
      : {
          counterexample: {
            ...details.counterexample[0],
            name: `${name} broken by ${strategy.name}`,
          },
        }),
  };
}
