import type { ResolvedScenario } from '../scenario/resolved.ts';
import type { PlanMarket } from './channel.ts';

/** What no promoter knows; handed only to strategies that declare themselves oracles. Plans and cells in id order. */
export interface Truth {
  readonly scenario: ResolvedScenario;
  readonly markets: readonly PlanMarket[];
  /** Quality ratio in force this morning. */
  readonly quality: (plan: number, cell: number) => number;
  /** Click-through rate the platform expects this morning, position-normalised. */
  readonly predicted: (plan: number, cell: number) => number;
  /** Share of a click day's paid orders that arrives within the attribution window. */
  readonly attributedShare: number;
}
