// log of core/math for two lanes: the operations of logReduced in their order, so the same bits.
import { LN2_HIGH, LN2_LOW } from '../../core/math/reduced';

/** `log` of both lanes, for normal positive x below 2^1023: `logReduced` of core/math/reduced.ts with the same operations in the same order. */
export function logPair(x: v128): v128 {
  const high = i64x2.shr_s(i64x2.add(x, i64x2.splat(0x00095f6200000000)), 52);
  const k = i64x2.sub(high, i64x2.splat(1023));
  const power = i64x2.shl(i64x2.sub(i64x2.splat(1023), k), 52);
  const exponent = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(k, k, 0, 2, 0, 2));
  const f = f64x2.sub(f64x2.mul(x, power), f64x2.splat(1));
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const z = f64x2.mul(s, s);
  const halfSquare = f64x2.mul(f64x2.mul(f64x2.splat(0.5), f), f);
  const rest = f64x2.add(f64x2.splat(2.0 / 3.0), atanhRestPair(z));
  const tail = f64x2.mul(s, f64x2.add(halfSquare, f64x2.mul(z, rest)));
  const low = f64x2.add(f64x2.mul(exponent, f64x2.splat(LN2_LOW)), f64x2.splat(0));
  const lost = f64x2.sub(f64x2.sub(halfSquare, f64x2.add(tail, low)), f);
  return f64x2.sub(f64x2.mul(exponent, f64x2.splat(LN2_HIGH)), lost);
}

/** As `atanhRest` of core/math/reduced.ts. */
function atanhRestPair(z: v128): v128 {
  const z2 = f64x2.mul(z, z);
  const z4 = f64x2.mul(z2, z2);
  const a0 = f64x2.add(f64x2.splat(2.0 / 5.0), f64x2.mul(z, f64x2.splat(2.0 / 7.0)));
  const a1 = f64x2.add(f64x2.splat(2.0 / 9.0), f64x2.mul(z, f64x2.splat(2.0 / 11.0)));
  const a2 = f64x2.add(f64x2.splat(2.0 / 13.0), f64x2.mul(z, f64x2.splat(2.0 / 15.0)));
  const a3 = f64x2.add(f64x2.splat(2.0 / 17.0), f64x2.mul(z, f64x2.splat(2.0 / 19.0)));
  const upper = f64x2.add(f64x2.add(a2, f64x2.mul(a3, z2)), f64x2.mul(z4, f64x2.splat(2.0 / 21.0)));
  const sum = f64x2.add(f64x2.add(a0, f64x2.mul(a1, z2)), f64x2.mul(z4, upper));
  return f64x2.mul(z, sum);
}
