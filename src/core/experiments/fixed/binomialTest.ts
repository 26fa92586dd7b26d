import { exp, log } from '../../math/elementary.ts';
import { betaLower, betaUpper } from '../special/betaTail.ts';
import { logChoose, type ExactTest } from './fisher.ts';

/** Exact test that a proportion is `probability`; two-sided as the sum of outcomes no likelier than the observed one. */
export function binomialTest(successes: number, n: number, probability: number): ExactTest {
  const pGreater = successes === 0 ? 1 : betaLower(probability, successes, n - successes + 1);
  const pLess = successes === n ? 1 : betaUpper(probability, successes + 1, n - successes);
  const mean = n * probability;
  if (successes === mean) return { p: 1, pGreater, pLess };
  const mass = (k: number) =>
    exp(
      logChoose(n, k) + (k === 0 ? 0 : k * log(probability)) + (k === n ? 0 : (n - k) * log(1 - probability)),
    );
  const limit = mass(successes) * (1 + 1e-7);
  // The other tail starts at the first outcome, beyond the mean, that is no likelier than the observed one; the mass falls there.
  let [near, far] = successes < mean ? [Math.ceil(mean), n + 1] : [-1, Math.floor(mean)];
  while (near < far) {
    const middle = successes < mean ? (near + far) >> 1 : (near + far + 1) >> 1;
    if (successes < mean) {
      if (mass(middle) <= limit) far = middle;
      else near = middle + 1;
    } else if (mass(middle) <= limit) near = middle;
    else far = middle - 1;
  }
  const other =
    successes < mean
      ? near > n
        ? 0
        : betaLower(probability, near, n - near + 1)
      : near < 0
        ? 0
        : near === n
          ? 1
          : betaUpper(probability, near + 1, n - near);
  return { p: Math.min(1, (successes < mean ? pLess : pGreater) + other), pGreater, pLess };
}
