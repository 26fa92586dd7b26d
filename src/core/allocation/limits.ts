/** Limits on what one node of the tree (a plan, a group, the account) spends and earns; all optional. */
export interface Limits {
  /** Least spend [money]. */
  readonly minSpend?: number | undefined;
  /** Most spend: budget or cap [money]. */
  readonly maxSpend?: number | undefined;
  /** Floor of value/spend over the whole node. */
  readonly minAverageRoas?: number | undefined;
  /** Floor of the value of the last money spent, in every plan below, beyond what minimums force. */
  readonly minMarginalRoas?: number | undefined;
  /** Least value earned: a target. */
  readonly minValue?: number | undefined;
}

export type LimitName = keyof Limits;

/** Limits of the linear programs: `spendStep` ties two periods of a plan and belongs to no node of a tree. */
export type RowLimit = LimitName | 'spendStep';

/** A limit that holds the optimum back, and what one unit less of it would be worth. */
export interface Binding {
  /** Id of the plan or group, or `account`. */
  readonly node: string;
  readonly limit: RowLimit;
  /** The limit's figure. */
  readonly at: number;
  /**
   * Lagrange multiplier, >= 0: objective per unit of money for spends, per unit of value for a target, per unit of
   * (value - floor * spend) for an average floor; 0 for a marginal floor, which bounds prices itself.
   */
  readonly multiplier: number;
}

/** Why no allocation meets the limits: what is asked, what can be had, and how far apart they are. */
export interface Conflict {
  readonly node: string;
  /** The limit that cannot be met; `together` where each can be met but no allocation that meets all was found. */
  readonly limit: RowLimit | 'together';
  readonly required: number;
  /** The best that the other limits leave. */
  readonly attainable: number;
  /** The limit (of this node or below) that stands against it. */
  readonly against: LimitName | 'minimums' | 'capacity';
}

/** Relative slack within which sums of limits that were written in decimals count as equal. */
export const LIMIT_SLACK = 1e-12;

/** Thrown inside a fold when limits contradict each other; the solvers turn it into a status. */
export class LimitConflict extends Error {
  readonly conflict: Conflict;
  constructor(conflict: Conflict) {
    super(`${conflict.limit} at ${conflict.node}`);
    this.conflict = conflict;
  }
}
