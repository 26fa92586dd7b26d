import { exp, log } from './elementary.ts';

/** Where the tail begins, and the area of each of the 256 layers of exp(-z^2/2) (Marsaglia and Tsang 2000). */
const TAIL = 3.6541528853610088;
const AREA = 0.004928673233992336;
const LAYERS = 256;
/** A layer's width is cut into 2^23 steps either side of zero. */
const STEPS = 8388608;

/** Right edge of each layer; layer 0 is the base strip with the tail, of the width that gives it the same area. */
const edges = new Float64Array(LAYERS + 1);
edges[0] = AREA / exp(-0.5 * TAIL * TAIL);
edges[1] = TAIL;
for (let i = 2; i < LAYERS; i += 1) {
  const below = edges[i - 1]!;
  edges[i] = Math.sqrt(-2 * log(AREA / below + exp(-0.5 * below * below)));
}

/** Size of one step in each layer. */
export const zigguratWidths = edges.slice(0, LAYERS).map((edge) => edge / STEPS);
/** Steps below it lie under the curve for certain. */
export const zigguratLimits = Int32Array.from({ length: LAYERS }, (_, i) =>
  Math.floor((edges[i + 1]! / edges[i]!) * STEPS),
);
/** exp(-z^2/2) at each edge. */
const heights = edges.map((edge) => exp(-0.5 * edge * edge));

/** Whether a point at z, at the share u of the height of its layer (1 or above), lies under the curve. */
export function zigguratWedge(layer: number, z: number, u: number): boolean {
  return heights[layer]! + u * (heights[layer + 1]! - heights[layer]!) < exp(-0.5 * z * z);
}

/** A draw beyond the tail's start from two uniforms, or NaN when they are rejected (Marsaglia 1964). */
export function zigguratTail(u: number, v: number): number {
  const excess = -log(u) / TAIL;
  return -2 * log(v) > excess * excess ? TAIL + excess : NaN;
}
