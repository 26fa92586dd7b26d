import type { Decision } from './decision.ts';
import type { Observation } from './observation.ts';
import type { SlotObservation } from './slotObservation.ts';
import type { Truth } from './truth.ts';

/** Declared, never guessed from a name. */
export interface StrategyProperties {
  /** `intraday` strategies also move the bid level between slots of the day, by `adjust`. */
  readonly control: 'daily' | 'intraday';
  /** Reads the truth (only reference policies do); also free of step limits, which bind promoters. */
  readonly oracle: boolean;
  /** Claims to move money away from plans whose clicks bring nothing; the laws then hold it to that. */
  readonly learnsValues?: boolean;
}

/** Serialisable state of a strategy: plain JSON data. */
export type StrategyState = Readonly<Record<string, unknown>>;

/** Overrides of a strategy's defaults, by name. */
export type StrategyParams = Readonly<Record<string, number | boolean>>;

/** What a strategy answers in the morning. */
export interface Answer {
  readonly decisions: readonly Decision[];
  readonly state: StrategyState;
}

/** What an intraday strategy answers between slots: the factor on every plan's morning bid from now on. */
export interface SlotAnswer {
  readonly bidFactor: number;
  readonly state: StrategyState;
}

/**
 * A promoter's routine: each morning it reads the back office and decides bids, budgets, on/off.
 * Pure: the same observation, state and parameters give the same answer, so runs can be replayed and tested.
 */
export interface Strategy {
  readonly name: string;
  readonly description: string;
  readonly properties: StrategyProperties;
  /** Default parameters; a scenario's `strategy.params` override them by name. */
  readonly defaults: StrategyParams;
  /** @param truth given to oracles only */
  readonly decide: (
    observation: Observation,
    state: StrategyState,
    params: StrategyParams,
    truth?: Truth,
  ) => Answer;
  /** Called before every slot of the day but the first where `control` is `intraday`. */
  readonly adjust?: (slot: SlotObservation, state: StrategyState, params: StrategyParams) => SlotAnswer;
}
