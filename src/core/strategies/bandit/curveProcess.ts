import { exp, log } from '../../math/elementary.ts';
import { backward, factor, forward } from './cholesky.ts';

/** Bids of the grid relative to a plan's first suggested bid. */
export const gridSize = 13;
const logBid = Array.from({ length: gridSize }, (_, g) => log(4) * ((2 * g) / (gridSize - 1) - 1));
export const gridFactors = logBid.map(exp);
/** The place of the suggested bid itself. */
export const gridMiddle = (gridSize - 1) / 2;

/** Evidence on one curve over the grid: precision and precision x mean of what was seen at each place. Plain data. */
export interface Evidence {
  readonly precision: readonly number[];
  readonly weighted: readonly number[];
}

export const noEvidence: Evidence = {
  precision: new Array<number>(gridSize).fill(0),
  weighted: new Array<number>(gridSize).fill(0),
};

/** Forgets a little and adds one observation. */
export function addEvidence(
  before: Evidence,
  place: number | null,
  value: number,
  variance: number,
  forget: number,
): Evidence {
  return {
    precision: before.precision.map((one, g) => one * forget + (g === place ? 1 / variance : 0)),
    weighted: before.weighted.map((one, g) => one * forget + (g === place ? value / variance : 0)),
  };
}

const inversePrior = invert(
  Float64Array.from({ length: gridSize * gridSize }, (_, cell) => {
    const distance = (logBid[Math.floor(cell / gridSize)]! - logBid[cell % gridSize]!) / 0.8;
    return exp(-0.5 * distance * distance) + (distance === 0 ? 1e-4 : 0);
  }),
);

/**
 * Posterior of a curve under a Gaussian process prior (squared exponential, length 0.8 in the log bid) around a rising ramp.
 * @param rise exponent of the ramp 0.4 (bid/suggested)^rise
 * @param z standard normal draws a place: a sample (Thompson); absent: the mean
 * @param optimism standard deviations added to the mean
 * @returns the curve made non-negative and non-decreasing, in units of the plan's scale
 */
export function posteriorCurve(
  { precision, weighted }: Evidence,
  rise: number,
  z: Float64Array | null,
  optimism: number,
): Float64Array {
  const n = gridSize;
  const a = Float64Array.from(inversePrior);
  const mean = Float64Array.from(weighted);
  const ramp = logBid.map((x) => Math.min(1.6, 0.4 * exp(rise * x)));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) mean[i]! += inversePrior[i * n + j]! * ramp[j]!;
    a[i * n + i]! += precision[i]!;
  }
  factor(a, n);
  forward(a, n, mean);
  if (z !== null) for (let i = 0; i < n; i++) mean[i]! += z[i]!;
  backward(a, n, mean);
  if (optimism > 0) for (let i = 0; i < n; i++) mean[i]! += optimism * deviation(a, i);
  let highest = 0;
  return mean.map((value) => (highest = Math.max(highest, value)));
}

function deviation(l: Float64Array, place: number): number {
  const unit = new Float64Array(gridSize);
  unit[place] = 1;
  forward(l, gridSize, unit);
  let sum = 0;
  for (const value of unit) sum += value * value;
  return Math.sqrt(sum);
}

function invert(matrix: Float64Array): Float64Array {
  const n = gridSize;
  factor(matrix, n);
  const inverse = new Float64Array(n * n);
  const unit = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    unit.fill(0);
    unit[j] = 1;
    forward(matrix, n, unit);
    backward(matrix, n, unit);
    for (let i = 0; i < n; i++) inverse[i * n + j] = unit[i]!;
  }
  return inverse;
}
