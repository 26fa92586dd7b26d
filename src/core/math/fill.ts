import type { StreamKey } from './keyed.ts';
import { threefry } from './threefry.ts';
import { zigguratLimits, zigguratTail, zigguratWedge, zigguratWidths } from './ziggurat.ts';

/** State of a sequential bulk generator: four 32-bit words. A plain array, so it can be copied, stored and resumed. */
export type BulkStream = Int32Array;

/**
 * A bulk generator (sfc32 of Doty-Humphrey's PractRand, 0.8 ns a word) for one (key, day, channel, index), the names
 * `uniform` takes; its start comes from a counter block that `uniform` never uses.
 */
export function bulkStream(key: StreamKey, day = 0, channel = 0, index = 0): BulkStream {
  const stream = new Int32Array(4);
  threefry(key.k0, key.k1, key.k2, key.k3, day, channel, index, 1, stream);
  fillWords(stream, warmUp, warmUp.length);
  return stream;
}

const warmUp = new Uint32Array(16);

/** Writes the next `count` words of the stream to `out`. */
export function fillWords(stream: BulkStream, out: Uint32Array, count: number): void {
  let a = stream[0]!;
  let b = stream[1]!;
  let c = stream[2]!;
  let d = stream[3]!;
  for (let i = 0; i < count; i += 1) {
    const word = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + word) | 0;
    out[i] = word;
  }
  stream[0] = a;
  stream[1] = b;
  stream[2] = c;
  stream[3] = d;
}

const WORDS = 1024;
const words = new Uint32Array(WORDS);

/**
 * Writes `count` standard normal draws to `out`: Marsaglia and Tsang's ziggurat with 256 layers, whose layer and
 * position come from different bits of one word (Doornik 2005); rejections are redrawn from the same stream.
 */
export function fillNormals(stream: BulkStream, out: Float64Array, count: number): void {
  for (let done = 0; done < count;) {
    const batch = Math.min(WORDS, count - done);
    fillWords(stream, words, batch);
    let rejected = 0;
    for (let i = 0; i < batch; i += 1) {
      const word = words[i]! | 0;
      const layer = word & 255;
      const step = word >> 8;
      const z = step * zigguratWidths[layer]!;
      if ((step < 0 ? -step : step) < zigguratLimits[layer]!) {
        out[done + i - rejected] = z;
        continue;
      }
      const settled = settle(stream, layer, z);
      if (settled === settled) out[done + i - rejected] = settled;
      else rejected += 1;
    }
    done += batch - rejected;
  }
}

const two = new Uint32Array(2);

/** The draw of a word outside the certain part of its layer, or NaN when it is rejected. */
function settle(stream: BulkStream, layer: number, z: number): number {
  for (;;) {
    fillWords(stream, two, 2);
    const u = (two[0]! + 0.5) * 2 ** -32;
    const v = (two[1]! + 0.5) * 2 ** -32;
    if (layer !== 0) return zigguratWedge(layer, z, u) ? z : NaN;
    const tail = zigguratTail(u, v);
    if (tail === tail) return z > 0 ? tail : -tail;
  }
}
