import type { Moments } from './moments.ts';

/** Sums of a metric during the test and before it, one value of each per unit of randomisation. */
export interface PrePost {
  readonly n: number;
  readonly post: Moments;
  readonly pre: Moments;
  /** Sample covariance of post and pre. */
  readonly covariance: number;
}

/** Pre/post summary of paired values. */
export function prePost(pre: readonly number[], post: readonly number[]): PrePost {
  const n = pre.length;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / n;
  const [meanPre, meanPost] = [mean(pre), mean(post)];
  const product = (a: readonly number[], ma: number, b: readonly number[], mb: number) =>
    a.reduce((sum, value, i) => sum + (value - ma) * (b[i] - mb), 0) / (n - 1);
  return {
    n,
    post: { n, mean: meanPost, variance: product(post, meanPost, post, meanPost) },
    pre: { n, mean: meanPre, variance: product(pre, meanPre, pre, meanPre) },
    covariance: product(post, meanPost, pre, meanPre),
  };
}

/** theta = pooled cov(post, pre) / pooled var(pre), pooled over arms with weights n - 1; 0 if the pre-period is constant. */
export function cupedTheta(arms: readonly PrePost[]): number {
  let covariance = 0;
  let variance = 0;
  for (const arm of arms) {
    covariance += (arm.n - 1) * arm.covariance;
    variance += (arm.n - 1) * arm.pre.variance;
  }
  return variance === 0 ? 0 : covariance / variance;
}

/**
 * Moments of post - theta (pre - grand mean of pre): the same effect with less noise (Deng, Xu, Kohavi & Walker 2013).
 * Centring on the grand mean keeps the level of the metric, which relative lifts need.
 */
export function cupedMoments(arm: PrePost, theta: number, grandMeanPre: number): Moments {
  return {
    n: arm.n,
    mean: arm.post.mean - theta * (arm.pre.mean - grandMeanPre),
    variance: Math.max(0, arm.post.variance + theta * theta * arm.pre.variance - 2 * theta * arm.covariance),
  };
}
