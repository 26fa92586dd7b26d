import { expm1, log1p } from '../../math/elementary.ts';

/** Ways of adjusting the p-values of a family of tests; each works on the whole family, never row by row. */
export type Correction =
  | 'none'
  | 'bonferroni'
  | 'sidak'
  | 'holm'
  | 'holm-sidak'
  | 'hochberg'
  | 'hochberg-sidak'
  | 'benjamini-hochberg'
  | 'benjamini-yekutieli';

/** What the i-th smallest (1-based) of m p-values is adjusted to, before monotony is restored. */
type Factor = (p: number, rank: number, m: number) => number;

const times =
  (factor: (rank: number, m: number) => number): Factor =>
  (p, rank, m) =>
    p * factor(rank, m);

const sidakOver =
  (tests: (rank: number, m: number) => number): Factor =>
  (p, rank, m) =>
    p >= 1 ? 1 : -expm1(tests(rank, m) * log1p(-p));

const remaining = (rank: number, m: number) => m - rank + 1;
const all = (_rank: number, m: number) => m;
const harmonic = (m: number) => Array.from({ length: m }, (_, j) => 1 / (j + 1)).reduce((a, b) => a + b, 0);

const RULES: Record<Correction, { factor: Factor; direction: 'each' | 'down' | 'up' }> = {
  none: { factor: (p) => p, direction: 'each' },
  bonferroni: { factor: times(all), direction: 'each' },
  sidak: { factor: sidakOver(all), direction: 'each' },
  holm: { factor: times(remaining), direction: 'down' },
  'holm-sidak': { factor: sidakOver(remaining), direction: 'down' },
  hochberg: { factor: times(remaining), direction: 'up' },
  'hochberg-sidak': { factor: sidakOver(remaining), direction: 'up' },
  'benjamini-hochberg': { factor: times((rank, m) => m / rank), direction: 'up' },
  'benjamini-yekutieli': { factor: times((rank, m) => (m / rank) * harmonic(m)), direction: 'up' },
};

/**
 * Adjusted p-values of a whole family, in input order, each at most 1.
 *
 * Step-down rules (Holm 1979) take the running maximum from the smallest p, step-up rules (Hochberg 1988; Benjamini &
 * Hochberg 1995; Benjamini & Yekutieli 2001) the running minimum from the largest; Sidak forms use 1 - (1 - p)^m.
 */
export function adjustFamily(p: readonly number[], correction: Correction): number[] {
  const { factor, direction } = RULES[correction];
  const m = p.length;
  const order = p.map((_, i) => i).sort((a, b) => p[a] - p[b]);
  const adjusted = Array.from({ length: m }, () => 0);
  order.forEach((index, i) => (adjusted[index] = Math.min(1, factor(p[index], i + 1, m))));
  if (direction === 'down') {
    let largest = 0;
    for (const index of order) adjusted[index] = largest = Math.max(largest, adjusted[index]);
  } else if (direction === 'up') {
    let smallest = 1;
    for (const index of order.slice().reverse())
      adjusted[index] = smallest = Math.min(smallest, adjusted[index]);
  }
  return adjusted;
}
