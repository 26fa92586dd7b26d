import { log } from './elementary.ts';
import { exponentOfWord, powerOfTwo } from './bits.ts';
import { logReduced } from './reduced.ts';

const SMALLEST_NORMAL = 2.2250738585072014e-308;

/**
 * Puts log(x) in the place of the first `count` values: the bytes of `log`. A loop of its own, which reads exponents where the values
 * stand, takes them in less than half the time.
 * @param words the same memory as `values`, as pairs of low and high words
 */
export function logAll(values: Float64Array, words: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const x = values[i]!;
    if (x >= SMALLEST_NORMAL && x < Infinity) {
      const k = exponentOfWord(words[2 * i + 1]!);
      values[i] = logReduced(x * powerOfTwo(-k) - 1, k, 0);
    } else values[i] = log(x);
  }
}
