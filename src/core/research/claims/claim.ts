import type { Estimate } from '../../analysis/figures.ts';
import type { ClaimWorld } from './claimWorld.ts';

/** One figure that a claim rests on. */
export interface Measurement {
  /** Stable name; its text is in report/claims. */
  readonly name: string;
  /** Mean over paired runs with its 95 % interval. */
  readonly estimate: Estimate;
  readonly unit: 'ratio' | 'percent' | 'currency/day' | 'stars' | 'probability' | 'rank' | 'count';
  /** The interval must lie in here. */
  readonly wants: { readonly min?: number; readonly max?: number };
  /** `claim`: the statement itself. `limit`: what it would mean without its condition; where this fails, the claim holds only if. */
  readonly role: 'claim' | 'limit';
}

export type Verdict = 'holds' | 'holds-only-if' | 'fails';

/** A statement of the guide, tested in a scenario of its own. */
export interface Claim {
  readonly id: string;
  /** Systems of the guide it comes from. */
  readonly guide: readonly string[];
  /** File under scenarios/claims. */
  readonly file: string;
  readonly measure: (world: ClaimWorld, runs: number) => readonly Measurement[];
}

export interface ClaimResult {
  readonly id: string;
  readonly name: string;
  readonly guide: readonly string[];
  readonly file: string;
  readonly runs: number;
  readonly verdict: Verdict;
  readonly measurements: readonly (Measurement & { readonly met: boolean })[];
}

/** Whether the whole interval lies where it should. */
export function isMet({ estimate, wants }: Measurement): boolean {
  return estimate.low >= (wants.min ?? -Infinity) && estimate.high <= (wants.max ?? Infinity);
}

/** fails where the statement itself does; holds-only-if where it does but its unconditional form does not; else holds. */
export function verdictOf(measurements: readonly Measurement[]): Verdict {
  const allMet = (role: Measurement['role']): boolean =>
    measurements.every((one) => one.role !== role || isMet(one));
  if (!allMet('claim')) return 'fails';
  return allMet('limit') ? 'holds' : 'holds-only-if';
}

/** Measures a claim in its world. */
export function testClaim(claim: Claim, world: ClaimWorld, runs: number): ClaimResult {
  const measurements = claim.measure(world, runs);
  return {
    id: claim.id,
    name: world.name,
    guide: claim.guide,
    file: claim.file,
    runs,
    verdict: verdictOf(measurements),
    measurements: measurements.map((one) => ({ ...one, met: isMet(one) })),
  };
}
