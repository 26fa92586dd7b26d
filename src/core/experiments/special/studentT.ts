import studentCdf from '@stdlib/stats-base-dists-t-cdf';
import studentInverse from '@stdlib/stats-base-dists-t-quantile';
import { normalQuantile } from '../../math/normalQuantile.ts';
import { normalUpper } from './normalUpper.ts';

/** Degrees of freedom beyond which the normal distribution differs by less than 1e-10 relative at the usual quantiles. */
const NORMAL_FROM = 1e12;

/** P(T > statistic) for Student's t. */
export function studentUpper(statistic: number, degreesOfFreedom: number): number {
  return degreesOfFreedom > NORMAL_FROM ? normalUpper(statistic) : studentCdf(-statistic, degreesOfFreedom);
}

/** The t with P(T <= t) = probability. */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  return degreesOfFreedom > NORMAL_FROM
    ? normalQuantile(probability)
    : studentInverse(probability, degreesOfFreedom);
}
