import { normalCdf } from '../math/normal.ts';
import { normalQuantile } from '../math/normalQuantile.ts';

/** Levels of what a buyer's three scores have in common: five equally likely values of mean 0 and variance 1. */
const medians = [0.1, 0.3, 0.5, 0.7, 0.9].map((p) => normalQuantile(p));
const spread = Math.sqrt(medians.reduce((sum, z) => sum + z * z, 0) / medians.length);
export const commonLevels: readonly number[] = medians.map((z) => z / spread);

/**
 * The ordinal model of one score: a latent satisfaction y = shift + sqrt(rho) f + sqrt(1 - rho) e falls between cuts;
 * f is what a buyer's scores share, e its own part (docs/model.md, "Ratings").
 */
export interface StarModel {
  /** Highest y that still gives 1, 2, 3, 4 stars. */
  readonly cuts: readonly number[];
  readonly correlation: number;
}

/** Cuts at which the shares of today come out at shift 0, by bisection. @param stars shares of 5, 4, 3, 2, 1 stars */
export function starModel(stars: readonly number[], correlation: number): StarModel {
  const cuts: number[] = [];
  let below = 0;
  for (let star = 1; star <= 4; star++) {
    below += stars[5 - star]!;
    cuts.push(bisect((cut) => meanBelow(cut, correlation), Math.min(1, below)));
  }
  return { cuts, correlation };
}

/** P(stars = 1..5) of a buyer with common level f, whose satisfaction is shifted, a share `raised` of whom lift bad ratings to 4. */
export function starProbabilities(
  model: StarModel,
  shift: number,
  level: number,
  raised: number,
  out: Float64Array,
): Float64Array {
  const center = shift + Math.sqrt(model.correlation) * level;
  const own = Math.sqrt(1 - model.correlation);
  let before = 0;
  for (let star = 0; star < 4; star++) {
    const below = normalCdf((model.cuts[star]! - center) / own);
    out[star] = Math.max(0, below - before);
    before = Math.max(before, below);
  }
  out[4] = 1 - before;
  let lifted = 0;
  for (let star = 0; star < 3; star++) {
    lifted += raised * out[star]!;
    out[star]! *= 1 - raised;
  }
  out[3]! += lifted;
  return out;
}

const scratch = new Float64Array(5);

/** Mean stars at a shift, over the common levels; within [1, 5], rising with the shift. */
export function meanStars(model: StarModel, shift: number, raised = 0): number {
  let mean = 0;
  for (const level of commonLevels) {
    starProbabilities(model, shift, level, raised, scratch);
    for (let star = 0; star < 5; star++) mean += ((star + 1) * scratch[star]!) / commonLevels.length;
  }
  return Math.min(5, Math.max(1, mean));
}

/** The shift at which the mean is so many stars below that of today; at most down to 1 star. */
export function shiftForLoss(model: StarModel, loss: number): number {
  if (loss === 0) return 0;
  return bisect((shift) => meanStars(model, shift), Math.max(1, meanStars(model, 0) - loss));
}

function meanBelow(cut: number, correlation: number): number {
  const own = Math.sqrt(1 - correlation);
  const root = Math.sqrt(correlation);
  return commonLevels.reduce(
    (sum, level) => sum + normalCdf((cut - root * level) / own) / commonLevels.length,
    0,
  );
}

/** Where a rising function reaches a value, within [-12, 12]. */
function bisect(rising: (x: number) => number, value: number): number {
  let low = -12;
  let high = 12;
  for (let step = 0; step < 60; step++) {
    const middle = 0.5 * (low + high);
    if (rising(middle) < value) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}
