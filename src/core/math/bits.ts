/** Powers of two as doubles, index k + 1074 for k in [-1074, 1023]; built by exact doublings. */
const powers = new Float64Array(2098);
for (let k = -1074, value = 5e-324; k <= 1023; k += 1, value *= 2) powers[k + 1074] = value;

const asDouble = new Float64Array(1);
const asWords = new Int32Array(asDouble.buffer);

/** 2^k for whole k in [-1074, 1023], exactly. */
export function powerOfTwo(k: number): number {
  return powers[k + 1074]!;
}

/** value * 2^k for whole k in [-2074, 2046], rounded once (a power of two scales exactly until the last product). */
export function scaleByPowerOfTwo(value: number, k: number): number {
  if (k > 1023) return value * powerOfTwo(1023) * powerOfTwo(k - 1023);
  if (k < -1074) return value * powerOfTwo(k + 1000) * powerOfTwo(-1000);
  return value * powerOfTwo(k);
}

/**
 * The whole k with x * 2^-k in [sqrt(1/2), sqrt(2)), for normal positive x.
 * Doubles are read as little-endian words, as every engine that runs JavaScript or WASM stores them.
 */
export function exponentOf(x: number): number {
  asDouble[0] = x;
  return exponentOfWord(asWords[1]!);
}

/** The same from the high word of x. */
export function exponentOfWord(high: number): number {
  return ((high + 0x00095f62) >> 20) - 1023;
}

/** The two 32-bit words of a double, as [low, high]; -0 gives the words of 0. */
export function wordsOf(x: number): readonly [number, number] {
  asDouble[0] = x === 0 ? 0 : x;
  return [asWords[0]!, asWords[1]!];
}
