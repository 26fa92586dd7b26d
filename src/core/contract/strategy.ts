import type { Decision } from './decision.ts';
import type { Observation } from './observation.ts';

/** Declared, never guessed from a name. */
export interface StrategyProperties {
  readonly control: 'daily';
  /** Reads the truth (only reference policies do). */
  readonly oracle: boolean;
}

/** Serialisable state of a strategy: plain JSON data. */
export type StrategyState = Readonly<Record<string, unknown>>;

/**
 * A promoter's routine: each morning it reads the back office and decides bids, budgets, on/off.
 * Pure: the same observation, state and parameters give the same answer, so runs can be replayed and tested.
 */
export interface Strategy {
  readonly name: string;
  readonly description: string;
  readonly properties: StrategyProperties;
  /** Default parameters; a scenario's `strategy.params` override them by name. */
  readonly defaults: Readonly<Record<string, number | boolean>>;
  readonly decide: (
    observation: Observation,
    state: StrategyState,
    params: Readonly<Record<string, number | boolean>>,
  ) => { readonly decisions: readonly Decision[]; readonly state: StrategyState };
}
