import { bulkStream } from '../../math/fill.ts';
import type { StreamKey } from '../../math/keyed.ts';

/** Auctions that are drawn and ranked together. */
export const BATCH = 64;
/** Generators of a bidder side by side: auction t of a batch reads lane t mod 4, as SIMD lanes do. */
export const LANES = 4;
/** Words of a bidder's generators: four words of state, each of them lane by lane. */
export const STATE_WORDS = 4 * LANES;

/** Writes the generators of each bidder on a (day, block), one bidder after the other, in the layout SIMD registers have. */
export function writeLaneStates(
  states: Int32Array,
  keys: readonly StreamKey[],
  day: number,
  block: number,
): void {
  keys.forEach((key, bidder) => {
    for (let lane = 0; lane < LANES; lane += 1) {
      const stream = bulkStream(key, day, block, lane);
      for (let word = 0; word < 4; word += 1)
        states[bidder * STATE_WORDS + word * LANES + lane] = stream[word]!;
    }
  });
}

/** A word of each bidder that makes its clicks its own: a click word is mixed from it and one word of the auction. */
export function clickSalts(keys: readonly StreamKey[], day: number, block: number): Int32Array {
  return Int32Array.from(keys, (key) => bulkStream(key, day, block, LANES)[0]!);
}

/** A uniform word from an auction's word and a bidder's salt; the finaliser of MurmurHash3 (Appleby), a bijection. */
export function clickWord(auctionWord: number, salt: number): number {
  let word = auctionWord ^ salt;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}
