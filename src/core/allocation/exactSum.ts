/**
 * Sum with Neumaier's compensation, so that totals of a million plans keep their last digits.
 * Source: A. Neumaier 1974, ZAMM 54:39. Scales exactly by powers of two.
 */
export function exactSum(terms: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i]!;
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}
