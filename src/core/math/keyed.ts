import { wordsOf } from './bits.ts';
import { threefry } from './threefry.ts';

/** A 128-bit key of one random stream. Streams of different keys are independent. */
export interface StreamKey {
  readonly k0: number;
  readonly k1: number;
  readonly k2: number;
  readonly k3: number;
}

const block = new Int32Array(4);

/**
 * The key of the stream that belongs to `path` (for example `plan/summer-sale/clicks`) under `seed`.
 *
 * Streams are named, never numbered: adding a plan leaves the draws of all others unchanged. Hash: Threefry in
 * Davies-Meyer mode over the UTF-16 text in blocks of eight, started from the seed's 64 bits and the length.
 */
export function streamKey(seed: number, path: string): StreamKey {
  const [low, high] = wordsOf(seed);
  let k0 = low;
  let k1 = high;
  let k2 = path.length;
  let k3 = 0x62696477;
  for (let start = 0; start === 0 || start < path.length; start += 8) {
    const m0 = pairAt(path, start);
    const m1 = pairAt(path, start + 2);
    const m2 = pairAt(path, start + 4);
    const m3 = pairAt(path, start + 6);
    threefry(k0, k1, k2, k3, m0, m1, m2, m3, block);
    k0 = block[0]! ^ m0;
    k1 = block[1]! ^ m1;
    k2 = block[2]! ^ m2;
    k3 = block[3]! ^ m3;
  }
  return { k0, k1, k2, k3 };
}

/**
 * A uniform draw in the open interval (0, 1): an odd multiple of 2^-53, so that 1 - u is exact and drawn as often as u.
 *
 * A pure function of its arguments: the same (key, day, channel, index) gives the same draw on every machine, in any
 * order. `day`, `channel` and `index` are whole numbers of at most 32 bits. Example: `uniform(streamKey(7, 'plan/a'), 3, 1)`.
 */
export function uniform(key: StreamKey, day: number, channel: number, index = 0): number {
  threefry(key.k0, key.k1, key.k2, key.k3, day, channel, index, 0, block);
  return openUnit(block[0]!, block[1]!);
}

/** Two uniform draws of one block, at the price of one, in `out[0]` (the draw of `uniform`) and `out[1]`. */
export function uniforms2(
  key: StreamKey,
  day: number,
  channel: number,
  index: number,
  out: Float64Array,
): void {
  threefry(key.k0, key.k1, key.k2, key.k3, day, channel, index, 0, block);
  out[0] = openUnit(block[0]!, block[1]!);
  out[1] = openUnit(block[2]!, block[3]!);
}

/** (n + 1/2) 2^-52 of the 52-bit number n made of two words. */
function openUnit(high: number, low: number): number {
  return ((high >>> 6) * 67108864 + (low >>> 6) + 0.5) * 2.220446049250313e-16;
}

/** Two UTF-16 units as one word; 0 beyond the end (the length, part of the seed, tells padding from text). */
function pairAt(text: string, index: number): number {
  const first = index < text.length ? text.charCodeAt(index) : 0;
  const second = index + 1 < text.length ? text.charCodeAt(index + 1) : 0;
  return (first << 16) | second;
}
