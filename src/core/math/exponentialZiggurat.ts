import { exp, log } from './elementary.ts';

/** Where the tail begins, and the area of each of the 256 layers of e^-x (Marsaglia and Tsang 2000). */
export const EXPONENTIAL_TAIL = 7.69711747013105;
const AREA = 0.003949659822581557;
const LAYERS = 256;
/** A layer's width is cut into 2^24 steps. */
const STEPS = 16777216;

/** Right edge of each layer; layer 0 is the base strip with the tail, of the width that gives it the same area. */
const edges = new Float64Array(LAYERS + 1);
edges[0] = AREA / exp(-EXPONENTIAL_TAIL);
edges[1] = EXPONENTIAL_TAIL;
for (let i = 2; i < LAYERS; i += 1) edges[i] = -log(AREA / edges[i - 1]! + exp(-edges[i - 1]!));

/** Size of one step in each layer. */
export const exponentialWidths = edges.slice(0, LAYERS).map((edge) => edge / STEPS);
/** Steps below it lie under the curve for certain. */
export const exponentialLimits = Int32Array.from({ length: LAYERS }, (_, i) =>
  Math.floor((edges[i + 1]! / edges[i]!) * STEPS),
);
/** e^-x at each edge. */
export const exponentialHeights = edges.map((edge) => exp(-edge));

/**
 * The exponential draw (mean 1) that starts with `word`: its low 8 bits are the layer, the others the step. Needs no
 * other word but for 1.2 % of the draws; the tail is the whole distribution again, moved.
 */
export function exponentialDraw(word: number, nextWord: () => number): number {
  let beyond = 0;
  for (let current = word; ; current = nextWord()) {
    const layer = current & 255;
    const step = current >>> 8;
    const x = step * exponentialWidths[layer]!;
    if (step < exponentialLimits[layer]!) return beyond + x;
    if (layer === 0) {
      beyond += EXPONENTIAL_TAIL;
      continue;
    }
    const share = (nextWord() + 0.5) * 2 ** -32;
    const bottom = exponentialHeights[layer]!;
    if (bottom + share * (exponentialHeights[layer + 1]! - bottom) < exp(-x)) return beyond + x;
  }
}
