import { exp } from '../../math/elementary.ts';
import { choleskyInverse, multiply } from './linear.ts';

/** One creative of one test: exposure, clicks, and its coded elements. */
interface StratumArm {
  readonly exposure: number;
  readonly clicks: number;
  /** Codes x_i, one a coefficient. */
  readonly codes: readonly number[];
}

/** The arms compared with one another: one test, or one test x image. `cluster` groups strata that share noise. */
export interface Stratum {
  readonly cluster: string;
  readonly arms: readonly StratumArm[];
}

export interface PoissonFit {
  /** Log rate ratios. */
  readonly coefficients: readonly number[];
  /** Cluster-robust covariance. */
  readonly covariance: readonly (readonly number[])[];
  readonly standardErrors: readonly number[];
  readonly clusters: number;
  readonly iterations: number;
}

/**
 * Fixed-effect Poisson: within a stratum clicks are multinomial with weights n_i exp(x_i' b), so the tests' own levels drop
 * out (the same as a Poisson regression with a dummy a stratum). Newton on the concave likelihood; covariance
 * H^-1 (sum over clusters of g g') H^-1 with the small-sample factor G/(G-1), because creatives differ for more reasons than
 * their tags: model-based errors call random labels significant. Sources: Chamberlain 1980; Cameron & Miller 2015.
 * Undefined when a coefficient is not identified (an element that never varies within a test).
 */
export function fitPoissonStrata(strata: readonly Stratum[], size: number): PoissonFit | undefined {
  const usable = strata.filter((stratum) => stratum.arms.filter((arm) => arm.exposure > 0).length > 1);
  let b = Array.from({ length: size }, () => 0);
  for (let iteration = 1; iteration <= 100; iteration++) {
    const { gradient, hessian } = derivatives(usable, b);
    const inverse = choleskyInverse(hessian);
    if (inverse === undefined) return undefined;
    const full = inverse.map((row) => row.reduce((sum, value, k) => sum + value * gradient[k], 0));
    // Damped so that a separated element cannot throw the iteration away.
    const largest = Math.max(...full.map(Math.abs));
    const damping = largest > 2 ? 2 / largest : 1;
    b = b.map((value, k) => value + damping * full[k]);
    if (largest < 1e-10) return { ...robust(usable, b, size), coefficients: b, iterations: iteration };
  }
  return undefined;
}

function derivatives(
  strata: readonly Stratum[],
  b: readonly number[],
): { gradient: number[]; hessian: number[][] } {
  const size = b.length;
  const gradient = Array.from({ length: size }, () => 0);
  const hessian = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
  for (const stratum of strata) {
    const { shares, mean, clicks } = fitted(stratum, b);
    stratum.arms.forEach((arm, i) => {
      const residual = arm.clicks - clicks * shares[i];
      for (let k = 0; k < size; k++) {
        gradient[k] += residual * arm.codes[k];
        const centred = clicks * shares[i] * (arm.codes[k] - mean[k]);
        for (let l = 0; l < size; l++) hessian[k][l] += centred * (arm.codes[l] - mean[l]);
      }
    });
  }
  return { gradient, hessian };
}

function fitted(
  stratum: Stratum,
  b: readonly number[],
): { shares: number[]; mean: number[]; clicks: number } {
  const scores = stratum.arms.map((arm) => arm.codes.reduce((sum, code, k) => sum + code * b[k], 0));
  const top = Math.max(...scores);
  const weights = stratum.arms.map((arm, i) => arm.exposure * exp(scores[i] - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => weight / total);
  const mean = b.map((_, k) => stratum.arms.reduce((sum, arm, i) => sum + shares[i] * arm.codes[k], 0));
  return { shares, mean, clicks: stratum.arms.reduce((sum, arm) => sum + arm.clicks, 0) };
}

function robust(
  strata: readonly Stratum[],
  b: readonly number[],
  size: number,
): Pick<PoissonFit, 'covariance' | 'standardErrors' | 'clusters'> {
  const scores = new Map<string, number[]>();
  for (const stratum of strata) {
    const { shares, clicks } = fitted(stratum, b);
    const score = scores.get(stratum.cluster) ?? Array.from({ length: size }, () => 0);
    stratum.arms.forEach((arm, i) => {
      const residual = arm.clicks - clicks * shares[i];
      for (let k = 0; k < size; k++) score[k] += residual * arm.codes[k];
    });
    scores.set(stratum.cluster, score);
  }
  const clusters = scores.size;
  const factor = clusters > 1 ? clusters / (clusters - 1) : 1;
  const middle = b.map((_, k) =>
    b.map((__, l) => factor * [...scores.values()].reduce((sum, score) => sum + score[k] * score[l], 0)),
  );
  const inverse = choleskyInverse(derivatives(strata, b).hessian) ?? [];
  const covariance = multiply(multiply(inverse, middle), inverse);
  return { covariance, standardErrors: covariance.map((row, k) => Math.sqrt(row[k])), clusters };
}
