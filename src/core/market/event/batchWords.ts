import { BATCH, LANES, STATE_WORDS } from './laneStates.ts';

/** One bidder's random words for a batch, auction by auction. */
export interface BatchWords {
  /** Odd signed words, for the noise. */
  readonly noise: Int32Array;
  /** The bits of the same numbers as float32, from which the cell of the inverse normal table is cut. */
  readonly noiseBits: Int32Array;
  readonly noiseFloats: Float32Array;
  /** Odd words, for taking part; written for bidders that sit some auctions out. */
  readonly presence: Uint32Array;
}

export function batchWords(): BatchWords {
  const noiseFloats = new Float32Array(BATCH);
  return {
    noise: new Int32Array(BATCH),
    noiseFloats,
    noiseBits: new Int32Array(noiseFloats.buffer),
    presence: new Uint32Array(BATCH),
  };
}

/** Draws a bidder's words with its generators (sfc32, one a lane) and moves them on; words of a batch's end may go unused. */
export function drawWords(words: BatchWords, states: Int32Array, bidder: number, thinned: boolean): void {
  const { noise, noiseFloats, presence } = words;
  for (let lane = 0; lane < LANES; lane += 1) {
    const at = bidder * STATE_WORDS + lane;
    let a = states[at]!;
    let b = states[at + LANES]!;
    let c = states[at + 2 * LANES]!;
    let d = states[at + 3 * LANES]!;
    for (let t = lane; t < BATCH; t += LANES) {
      let word = (((a + b) | 0) + d) | 0;
      d = (d + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + word) | 0;
      noise[t] = word | 1;
      noiseFloats[t] = word | 1;
      if (!thinned) continue;
      word = (((a + b) | 0) + d) | 0;
      d = (d + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + word) | 0;
      presence[t] = word | 1;
    }
    states[at] = a;
    states[at + LANES] = b;
    states[at + 2 * LANES] = c;
    states[at + 3 * LANES] = d;
  }
}
