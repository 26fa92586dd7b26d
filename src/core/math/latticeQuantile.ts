/**
 * Cornish-Fisher quantile of a whole-numbered variable, as offset from its mean: the y where the smooth
 * interpolation G of the distribution function, G(n + 1/2) = P(N <= n), passes the level whose normal quantile is w.
 *
 * G is the variable less a uniform one on [-1/2, 1/2], so Sheppard's corrections apply to its cumulants:
 * k2 - 1/12, k4 + 1/120. Terms up to order 1/k2; `latticeError` bounds what is left.
 * Source: Fisher and Cornish (1960), Technometrics 2(2), 209-225; Kendall and Stuart, vol. 1, section 3.18.
 * @param scale `latticeScale(k2)`
 */
export function latticeOffset(
  w: number,
  scale: number,
  k2: number,
  k3: number,
  k4: number,
  k5: number,
): number {
  const scale2 = scale * scale;
  const l3 = k3 * scale2 * scale;
  const l4 = (k4 + 1 / 120) * scale2 * scale2;
  const l5 = k5 * scale2 * scale2 * scale;
  const w2 = w * w;
  const first = (w2 - 1) * (l3 * (1 / 6));
  const second = w * ((w2 - 3) * (l4 * (1 / 24)) - (2 * w2 - 5) * (l3 * l3 * (1 / 36)));
  const third =
    ((w2 - 6) * w2 + 3) * (l5 * (1 / 120)) -
    ((w2 - 5) * w2 + 2) * (l3 * l4 * (1 / 24)) +
    ((12 * w2 - 53) * w2 + 17) * (l3 * l3 * l3 * (1 / 324));
  return (k2 - 1 / 12) * scale * (w + first + second + third);
}

/** One over the standard deviation of the smooth interpolation; k2 > 1/12. */
export function latticeScale(k2: number): number {
  return 1 / Math.sqrt(k2 - 1 / 12);
}

/**
 * A bound of |latticeOffset - the exact offset| for Poisson and binomial variables of variance k2 >= 9, |w| <= 9. Without division: it
 * is asked for with every draw.
 */
export function latticeError(w: number, scale: number, k2: number): number {
  const w2 = w * w;
  const size = Math.abs(w);
  const series = (0.02 + size * (0.02 + w2 * w2 * 0.005)) * (scale * scale * scale);
  const rounding = 1e-14 * (1 + size) * (k2 * scale);
  return series + rounding;
}

/** The smallest whole n >= 0 with `reaches(n)`, a condition that stays true once true, searched from a guess. */
export function firstReaching(guess: number, reaches: (n: number) => boolean): number {
  let high = guess > 0 ? Math.floor(guess) : 0;
  let low = high - 1;
  for (let step = 1; !reaches(high); step *= 2) {
    low = high;
    high += step;
  }
  for (let step = 1; low >= 0 && reaches(low); step *= 2) {
    high = low;
    low = Math.max(-1, low - step);
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  return high;
}
