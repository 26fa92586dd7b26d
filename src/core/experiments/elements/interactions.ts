import { exp } from '../../math/elementary.ts';
import { adjustFamily } from '../fixed/families.ts';
import type { Interval } from '../interval.ts';
import { studentQuantile, studentUpper } from '../special/studentT.ts';
import { stratify, type ElementArm } from './elementArms.ts';
import { fitPoissonStrata } from './poissonStrata.ts';

export interface Interaction {
  readonly elements: readonly [string, string];
  /** Rate of both together over what the two separately would give. */
  readonly rateRatio: number;
  readonly interval: Interval;
  readonly p: number;
  /** Benjamini-Hochberg over all pairs that could be examined. */
  readonly adjustedP: number;
  /** Creatives in the least filled of the four cells. */
  readonly replicates: number;
}

/** Creatives a cell (neither, one, other, both) needs, in at least as many tests. */
const REPLICATES = 2;

/**
 * Interactions of two elements, only where all four combinations stand in at least two creatives of at least two tests:
 * a combination seen once cannot be told from the luck of that creative.
 */
export function findInteractions(
  arms: readonly ElementArm[],
  elements: readonly string[],
  alpha: number,
): Interaction[] {
  const found: Omit<Interaction, 'adjustedP'>[] = [];
  elements.forEach((one, i) => {
    for (const two of elements.slice(i + 1)) {
      const replicates = leastFilled(arms, one, two);
      if (replicates < REPLICATES) continue;
      const codes = (arm: ElementArm) => {
        const [a, b] = [one, two].map((name) => (arm.elements.includes(name) ? 1 : 0));
        return [a, b, a * b];
      };
      const fit = fitPoissonStrata(stratify(arms, codes), 3);
      if (fit === undefined) continue;
      const degrees = Math.max(1, fit.clusters - 1);
      const [b, se] = [fit.coefficients[2], fit.standardErrors[2]];
      const reach = studentQuantile(1 - alpha / 2, degrees) * se;
      found.push({
        elements: [one, two],
        rateRatio: exp(b),
        interval: [exp(b - reach), exp(b + reach)],
        p: 2 * studentUpper(Math.abs(b) / se, degrees),
        replicates,
      });
    }
  });
  const adjusted = adjustFamily(
    found.map(({ p }) => p),
    'benjamini-hochberg',
  );
  return found.map((one, i) => ({ ...one, adjustedP: adjusted[i] ?? 1 }));
}

/** Number of replicates (the smaller of creatives and tests) in the least filled of the four cells. */
function leastFilled(arms: readonly ElementArm[], one: string, two: string): number {
  const cells = [0, 1, 2, 3].map((cell) =>
    arms.filter((arm) => {
      const [a, b] = [one, two].map((name) => arm.elements.includes(name));
      return (a ? 1 : 0) + (b ? 2 : 0) === cell;
    }),
  );
  return Math.min(...cells.map((cell) => Math.min(cell.length, new Set(cell.map((arm) => arm.test)).size)));
}
