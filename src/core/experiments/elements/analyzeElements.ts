import { exp } from '../../math/elementary.ts';
import { adjustFamily } from '../fixed/families.ts';
import type { Interval } from '../interval.ts';
import { studentQuantile, studentUpper } from '../special/studentT.ts';
import { codeElements, type CodedElements, type ElementArm } from './elementArms.ts';
import { findInteractions, type Interaction } from './interactions.ts';
import { nextCreatives, type NextCreative } from './nextCreatives.ts';
import { fitPoissonStrata, type PoissonFit } from './poissonStrata.ts';
import { randomLabelRate } from './randomLabels.ts';

interface ElementEffect {
  readonly element: string;
  /** Click rate with the element over the rate without, other elements equal. */
  readonly rateRatio: number;
  readonly interval: Interval;
  readonly p: number;
  /** Benjamini-Hochberg over all elements. */
  readonly adjustedP: number;
  /** Creatives that show it, and tests in which some do and some do not. */
  readonly creatives: number;
  readonly tests: number;
}

export interface ElementsResult {
  readonly effects: readonly ElementEffect[];
  readonly tests: number;
  readonly creatives: number;
  readonly confounded: readonly string[];
  /** Share of random labels that the same analysis calls significant at .05; should be near .05, above .08 distrust it. */
  readonly randomLabelRate: number;
  readonly interactions: readonly Interaction[];
  readonly next: readonly NextCreative[];
}

export interface ElementsOptions {
  readonly alpha?: number;
  /** Shuffles behind the random-label check; 0 leaves it out. */
  readonly shuffles?: number;
  readonly seed?: number;
}

/**
 * Which elements attract clicks: rate ratios within tests with errors by test, all elements at once, adjusted for their
 * number; the check of the method on random labels; interactions where the creatives allow them; what to try next.
 */
export function analyzeElements(arms: readonly ElementArm[], options: ElementsOptions = {}): ElementsResult {
  const alpha = options.alpha ?? 0.05;
  const coded = codeElements(arms);
  const fit = fitPoissonStrata(coded.strata, coded.elements.length);
  const effects = fit === undefined ? [] : effectsOf(arms, coded, fit, alpha);
  const shuffles = options.shuffles ?? 200;
  return {
    effects,
    tests: new Set(arms.map((arm) => arm.test)).size,
    creatives: arms.length,
    confounded: coded.confounded,
    randomLabelRate: shuffles === 0 ? NaN : randomLabelRate(arms, shuffles, options.seed ?? 1),
    interactions: findInteractions(arms, coded.elements, alpha),
    next: fit === undefined ? [] : nextCreatives(arms, coded.elements, fit, alpha),
  };
}

function effectsOf(
  arms: readonly ElementArm[],
  coded: CodedElements,
  fit: PoissonFit,
  alpha: number,
): ElementEffect[] {
  // Student's t with tests - 1 degrees of freedom: robust errors are themselves noisy when tests are few.
  const degrees = Math.max(1, fit.clusters - 1);
  const p = fit.coefficients.map((b, k) => 2 * studentUpper(Math.abs(b) / fit.standardErrors[k], degrees));
  const adjusted = adjustFamily(p, 'benjamini-hochberg');
  const reach = studentQuantile(1 - alpha / 2, degrees);
  return coded.elements
    .map((element, k) => {
      const [b, se] = [fit.coefficients[k], fit.standardErrors[k]];
      const shown = arms.filter((arm) => arm.elements.includes(element));
      const tests = new Set(shown.map((arm) => arm.test));
      const contrasted = [...tests].filter((test) =>
        arms.some((arm) => arm.test === test && !arm.elements.includes(element)),
      );
      return {
        element,
        rateRatio: exp(b),
        interval: [exp(b - reach * se), exp(b + reach * se)] as const,
        p: p[k],
        adjustedP: adjusted[k],
        creatives: shown.length,
        tests: contrasted.length,
      };
    })
    .sort((a, b) => b.rateRatio - a.rateRatio);
}
