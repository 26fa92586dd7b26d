import { log } from './elementary.ts';

/**
 * The z with P(Z <= z) = p, relative error below 1e-15 from p = 1e-300 up; -Infinity at 0, Infinity at 1, NaN outside.
 * Draws of the upper tail lose nothing: 1 - p is exact for p >= 1/2.
 * Source: Wichura (1988), Applied Statistics 37(3), algorithm AS 241, PPND16.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  return Math.abs(q) <= 0.425 ? q * centre(0.180625 - q * q) : tailQuantile(p, q);
}

/**
 * `normalQuantile(p[i])` in out[i] for i below `count`: the same numbers, the central ones first, in loops that engines compile without
 * calls. `out` may be `p`.
 */
export function normalQuantiles(p: Float64Array, count: number, out: Float64Array): void {
  if (tails.length < count) {
    tails = new Int32Array(2 * count);
    outer = new Float64Array(2 * count);
  }
  let left = 0;
  for (let i = 0; i < count; i++) {
    const q = p[i]! - 0.5;
    if (Math.abs(q) <= 0.425) out[i] = q * centre(0.180625 - q * q);
    else {
      outer[left] = p[i]!;
      tails[left++] = i;
    }
  }
  for (let j = 0; j < left; j++) out[tails[j]!] = tailQuantile(outer[j]!, outer[j]! - 0.5);
}

// Working memory of `normalQuantiles`: places and levels outside of the centre.
let tails = new Int32Array(0);
let outer = new Float64Array(0);

// Small functions on the common path: engines inline them into loops, where a call would box its numbers.
function tailQuantile(p: number, q: number): number {
  const tail = q < 0 ? p : 1 - p;
  if (!(tail > 0)) return tail === 0 ? (q < 0 ? -Infinity : Infinity) : NaN;
  const r = Math.sqrt(-log(tail));
  const z = r <= 5 ? shoulder(r - 1.6) : far(r - 5);
  return q < 0 ? -z : z;
}

/** z / q of the central 85 %. */
function centre(r: number): number {
  const above =
    ((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r +
      13731.69376550946) *
      r +
      1971.5909503065513) *
      r +
      133.14166789178438) *
      r +
    3.3871328727963665;
  const below =
    ((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r +
      5394.196021424751) *
      r +
      687.1870074920579) *
      r +
      42.31333070160091) *
      r +
    1;
  return above / below;
}

/** z for tails down to e^-25. */
function shoulder(r: number): number {
  const above =
    ((((((7.745450142783414e-4 * r + 0.022723844989269184) * r + 0.2417807251774506) * r +
      1.2704582524523684) *
      r +
      3.6478483247632045) *
      r +
      5.769497221460691) *
      r +
      4.630337846156546) *
      r +
    1.4234371107496835;
  const below =
    ((((((1.0507500716444169e-9 * r + 5.475938084995345e-4) * r + 0.015198666563616457) * r +
      0.14810397642748008) *
      r +
      0.6897673349851) *
      r +
      1.6763848301838038) *
      r +
      2.053191626637759) *
      r +
    1;
  return above / below;
}

/** z for the tails beyond. */
function far(r: number): number {
  const above =
    ((((((2.0103343992922881e-7 * r + 2.7115555687434876e-5) * r + 0.0012426609473880784) * r +
      0.026532189526576124) *
      r +
      0.29656057182850487) *
      r +
      1.7848265399172913) *
      r +
      5.463784911164114) *
      r +
    6.657904643501103;
  const below =
    ((((((2.0442631033899397e-15 * r + 1.4215117583164459e-7) * r + 1.8463183175100548e-5) * r +
      7.868691311456133e-4) *
      r +
      0.014875361290850615) *
      r +
      0.1369298809227358) *
      r +
      0.5998322065558879) *
      r +
    1;
  return above / below;
}
