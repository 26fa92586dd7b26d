// Threefry4x32-20 (core/math/threefry.ts) for WebAssembly SIMD: four keys side by side, one per lane, the same words.
// Compiled by scripts/kernels.mjs; the host writes keys, word after word, and reads the draws.

/** Keys at most in one call, a multiple of four. */
const ROOM: i32 = 256;
const PARITY: i32 = 0x1bd11bda;
const HALF_STEP: f64 = 0.5;
const TWO_26: f64 = 67108864.0;
const STEP: f64 = 2.220446049250313e-16;

const keys: usize = memory.data(4 * 4 * 256, 16);
const draws: usize = memory.data(8 * 256, 16);

export function room(): i32 {
  return ROOM;
}

/** Address of ROOM first words of keys, then as many second ones, and so on. */
export function keyWords(): usize {
  return keys;
}

export function drawn(): usize {
  return draws;
}

/** Writes the draws of (day, channel, 0) of the first `count` keys, and up to three more. */
export function fill(count: i32, day: i32, channel: i32): void {
  const c0 = i32x4.splat(day);
  const c1 = i32x4.splat(channel);
  const parity = i32x4.splat(PARITY);
  for (let i = 0; i < count; i += 4) {
    const at = keys + ((<usize>i) << 2);
    const k0 = v128.load(at);
    const k1 = v128.load(at, 1024);
    const k2 = v128.load(at, 2048);
    const k3 = v128.load(at, 3072);
    const k4 = v128.xor(v128.xor(parity, k0), v128.xor(k1, v128.xor(k2, k3)));
    let x0 = i32x4.add(c0, k0);
    let x1 = i32x4.add(c1, k1);
    let x2 = k2;
    let x3 = k3;
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotate(x1, 10), x0);
    x2 = i32x4.add(x2, x3);
    x3 = v128.xor(rotate(x3, 26), x2);
    x0 = i32x4.add(x0, x3);
    x3 = v128.xor(rotate(x3, 11), x0);
    x2 = i32x4.add(x2, x1);
    x1 = v128.xor(rotate(x1, 21), x2);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotate(x1, 13), x0);
    x2 = i32x4.add(x2, x3);
    x3 = v128.xor(rotate(x3, 27), x2);
    x0 = i32x4.add(x0, x3);
    x3 = v128.xor(rotate(x3, 23), x0);
    x2 = i32x4.add(x2, x1);
    x1 = v128.xor(rotate(x1, 5), x2);
    x0 = i32x4.add(x0, k1);
    x1 = i32x4.add(x1, k2);
    x2 = i32x4.add(x2, k3);
    x3 = i32x4.add(x3, i32x4.add(k4, i32x4.splat(1)));
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotate(x1, 6), x0);
    x2 = i32x4.add(x2, x3);
    x3 = v128.xor(rotate(x3, 20), x2);
    x0 = i32x4.add(x0, x3);
    x3 = v128.xor(rotate(x3, 17), x0);
    x2 = i32x4.add(x2, x1);
    x1 = v128.xor(rotate(x1, 11), x2);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotate(x1, 25), x0);
    x2 = i32x4.add(x2, x3);
    x3 = v128.xor(rotate(x3, 10), x2);
    x0 = i32x4.add(x0, x3);
    x3 = v128.xor(rotate(x3, 18), x0);
    x2 = i32x4.add(x2, x1);
    x1 = v128.xor(rotate(x1, 20), x2);
    x0 = i32x4.add(x0, k2);
    x1 = i32x4.add(x1, k3);
    x2 = i32x4.add(x2, k4);
    x3 = i32x4.add(x3, i32x4.add(k0, i32x4.splat(2)));
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotate(x1, 10), x0);
    x2 = i32x4.add(x2, x3);
    x3 = v128.xor(rotate(x3, 26), x2);
    x0 = i32x4.add(x0, x3);
    x3 = v128.xor(rotate(x3, 11), x0);
    x2 = i32x4.add(x2, x1);
    x1 = v128.xor(rotate(x1, 21), x2);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotate(x1, 13), x0);
    x2 = i32x4.add(x2, x3);
    x3 = v128.xor(rotate(x3, 27), x2);
    x0 = i32x4.add(x0, x3);
    x3 = v128.xor(rotate(x3, 23), x0);
    x2 = i32x4.add(x2, x1);
    x1 = v128.xor(rotate(x1, 5), x2);
    x0 = i32x4.add(x0, k3);
    x1 = i32x4.add(x1, k4);
    x2 = i32x4.add(x2, k0);
    x3 = i32x4.add(x3, i32x4.add(k1, i32x4.splat(3)));
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotate(x1, 6), x0);
    x2 = i32x4.add(x2, x3);
    x3 = v128.xor(rotate(x3, 20), x2);
    x0 = i32x4.add(x0, x3);
    x3 = v128.xor(rotate(x3, 17), x0);
    x2 = i32x4.add(x2, x1);
    x1 = v128.xor(rotate(x1, 11), x2);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotate(x1, 25), x0);
    x2 = i32x4.add(x2, x3);
    x3 = v128.xor(rotate(x3, 10), x2);
    x0 = i32x4.add(x0, x3);
    x3 = v128.xor(rotate(x3, 18), x0);
    x2 = i32x4.add(x2, x1);
    x1 = v128.xor(rotate(x1, 20), x2);
    x0 = i32x4.add(x0, k4);
    x1 = i32x4.add(x1, k0);
    x2 = i32x4.add(x2, k1);
    x3 = i32x4.add(x3, i32x4.add(k2, i32x4.splat(4)));
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotate(x1, 10), x0);
    x2 = i32x4.add(x2, x3);
    x3 = v128.xor(rotate(x3, 26), x2);
    x0 = i32x4.add(x0, x3);
    x3 = v128.xor(rotate(x3, 11), x0);
    x2 = i32x4.add(x2, x1);
    x1 = v128.xor(rotate(x1, 21), x2);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotate(x1, 13), x0);
    x2 = i32x4.add(x2, x3);
    x3 = v128.xor(rotate(x3, 27), x2);
    x0 = i32x4.add(x0, x3);
    x3 = v128.xor(rotate(x3, 23), x0);
    x2 = i32x4.add(x2, x1);
    x1 = v128.xor(rotate(x1, 5), x2);
    x0 = i32x4.add(x0, k0);
    x1 = i32x4.add(x1, k1);
    x2 = i32x4.add(x2, k2);
    x3 = i32x4.add(x3, i32x4.add(k3, i32x4.splat(5)));
    const to = draws + ((<usize>i) << 3);
    x0 = i32x4.shr_u(x0, 6);
    x1 = i32x4.shr_u(x1, 6);
    v128.store(to, openUnit(x0, x1));
    v128.store(to, openUnit(upper(x0), upper(x1)), 16);
  }
}

/** Lanes two and three in the places of lanes zero and one. */
function upper(x: v128): v128 {
  return i64x2.shuffle(x, x, 1, 0);
}

function rotate(x: v128, by: i32): v128 {
  return v128.or(i32x4.shl(x, by), i32x4.shr_u(x, 32 - by));
}

/** As in core/math/keyed.ts: (high 2^26 + low + 1/2) 2^-52. */
function openUnit(high: v128, low: v128): v128 {
  const big = f64x2.mul(f64x2.convert_low_i32x4_u(high), f64x2.splat(TWO_26));
  const all = f64x2.add(f64x2.add(big, f64x2.convert_low_i32x4_u(low)), f64x2.splat(HALF_STEP));
  return f64x2.mul(all, f64x2.splat(STEP));
}
