/** How far an allocation can be from the best: weak duality, whatever way it was found. */
export interface Certificate {
  /** What the allocation earns, in the objective's measure. */
  readonly value: number;
  /** No allocation within the limits earns more. */
  readonly dualBound: number;
  /** (dualBound - value) / |dualBound|, 0 when both are 0. */
  readonly gap: number;
  /** Whether the gap is at most 1e-9, rounding of the sums aside. */
  readonly proven: boolean;
  /** What solved it. */
  readonly method: string;
}

/** Largest gap that counts as a proof of optimality. */
export const PROOF_GAP = 1e-9;

/**
 * Puts a value and a bound side by side.
 *
 * @param rounding difference that rounding alone may make: a best value of nothing has no relative gap
 */
export function certificateOf(value: number, bound: number, method: string, rounding = 0): Certificate {
  const dualBound = Math.max(bound, value);
  const gap = dualBound - value <= rounding ? 0 : (dualBound - value) / Math.abs(dualBound);
  return { value, dualBound, gap, proven: gap <= PROOF_GAP, method };
}
