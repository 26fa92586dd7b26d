import { exp, log } from '../../math/elementary.ts';
import { clamp } from '../shared/clamp.ts';
import type { Evidence } from '../shared/evidence.ts';

/** Log conversion before evidence: mean with the orders behind it, and the slopes on the traits with their variance. */
export interface ConversionPrior {
  readonly conversion: number;
  readonly orders: number;
  readonly slopes: readonly [number, number];
  readonly slopeVariance: number;
}

/** A conversion for each plan from its traits alone, and the variance of log conversion that traits do not explain. */
export interface ConversionFit {
  readonly means: readonly number[];
  readonly spread: number;
}

/** Two figures a plan that conversion may follow, around 0. */
export type Traits = readonly [number, number];

/** Variance between plans before evidence with the plans behind it; its least and most. */
const SPREAD = { prior: 0.25, plans: 4, least: 0.02, most: 2 };
const ROUNDS = 6;
const STEEPEST = 2;

/**
 * Fits ln m_i = level + slopes . traits_i to orders o_i ~ Poisson(n_i m_i g_i), g_i of mean 1 and variance s^2: Newton steps on the
 * quasi-likelihood with weight n m/(1 + n m s^2), ridge towards the prior; s^2 by moments, sum w^2 ((o - nm)^2 - nm) over
 * sum w^2 (nm)^2 (Breslow 1984, extra-Poisson variation in log-linear models).
 */
export function fitConversion(
  evidence: readonly Evidence[],
  traits: readonly Traits[],
  prior: ConversionPrior,
): ConversionFit {
  const start = log(Math.max(prior.conversion, 1e-9));
  let line: Line = [start, ...prior.slopes];
  let spread = SPREAD.prior;
  for (let round = 0; round < ROUNDS; round++) {
    const { matrix, right, excess, squares } = normalEquations(evidence, traits, line, spread);
    const stiff = 1 / Math.max(prior.slopeVariance, 1e-9);
    const ridge = [Math.max(prior.orders, 1e-6), stiff, stiff];
    const centre: Line = [start, ...prior.slopes];
    for (let k = 0; k < 3; k++) {
      matrix[k]![k]! += ridge[k]!;
      right[k]! += ridge[k]! * (centre[k]! - line[k]!);
    }
    const step = solve(matrix, right).map((one) => clamp(one, -1, 1));
    line = [
      line[0] + step[0]!,
      clamp(line[1] + step[1]!, -STEEPEST, STEEPEST),
      clamp(line[2] + step[2]!, -STEEPEST, STEEPEST),
    ];
    spread = clamp(
      (SPREAD.plans * SPREAD.prior + excess) / (SPREAD.plans + squares),
      SPREAD.least,
      SPREAD.most,
    );
  }
  return { means: traits.map((own) => meanAt(line, own)), spread };
}

type Line = readonly [number, number, number];

function meanAt(line: Line, [first, second]: Traits): number {
  return clamp(exp(line[0] + line[1] * first + line[2] * second), 1e-7, 1);
}

function normalEquations(
  evidence: readonly Evidence[],
  traits: readonly Traits[],
  line: Line,
  spread: number,
): { matrix: number[][]; right: number[]; excess: number; squares: number } {
  const matrix = [0, 1, 2].map(() => [0, 0, 0]);
  const right = [0, 0, 0];
  let excess = 0;
  let squares = 0;
  evidence.forEach(({ orders, maturedClicks }, i) => {
    const expected = maturedClicks * meanAt(line, traits[i]!);
    if (!(expected > 0)) return;
    const weight = 1 / (1 + expected * spread);
    const surprise = orders - expected;
    const row = [1, ...traits[i]!];
    for (let r = 0; r < 3; r++) {
      right[r]! += weight * row[r]! * surprise;
      for (let c = 0; c < 3; c++) matrix[r]![c]! += weight * row[r]! * row[c]! * expected;
    }
    excess += weight * weight * (surprise * surprise - expected);
    squares += weight * weight * expected * expected;
  });
  return { matrix, right, excess, squares };
}

/** Solves a small symmetric positive definite system by elimination; overwrites its arguments. */
function solve(matrix: number[][], right: number[]): number[] {
  const n = right.length;
  for (let k = 0; k < n; k++)
    for (let r = k + 1; r < n; r++) {
      const factor = matrix[r]![k]! / matrix[k]![k]!;
      for (let c = k; c < n; c++) matrix[r]![c]! -= factor * matrix[k]![c]!;
      right[r]! -= factor * right[k]!;
    }
  for (let k = n - 1; k >= 0; k--) {
    for (let c = k + 1; c < n; c++) right[k]! -= matrix[k]![c]! * right[c]!;
    right[k]! /= matrix[k]![k]!;
  }
  return right;
}
