// Sorts columns of vectors in memory, greatest first: each of the four lanes by itself, whole numbers, branch-free.
// Runs of eight are sorted in registers (19 exchanges, the fewest there are: Knuth, TAOCP 3, 5.3.4), then merged by Batcher's bitonic
// merge (1968). Every exchange puts the greater one first, so places beyond the end, had they the least number, would never
// move: exchanges with them are left out, and any multiple of eight can be sorted.

/** Sorts `count` vectors, a multiple of eight, from an address on. */
export function sortLanes(from: usize, count: i32): void {
  const end = from + ((<usize>count) << 4);
  for (let at = from; at < end; at += 128) sortEight(at);
  for (let run: usize = 128; from + run < end; run <<= 1) {
    for (let low = from; low + run < end; low += run << 1) {
      const high = min(low + (run << 1), end);
      // First against last, inwards: two falling runs become two halves, all of the first above all of the second.
      let opposite = high - 16;
      let at = low + (run << 1) - (high - low);
      for (; at < low + run; at += 16) {
        exchange(at, opposite);
        opposite -= 16;
      }
      mergeHalves(low, high, run >> 1);
    }
  }
}

/** Sorts runs that rise and then fall, or fall and then rise: blocks of twice `half` bytes, the last may be cut short. */
export function mergeHalves(from: usize, end: usize, half: usize): void {
  for (let apart = half; apart >= 128; apart >>= 1)
    for (let block = from; block + apart < end; block += apart << 1) {
      const last = min(block + apart, end - apart);
      for (let at = block; at < last; at += 16) exchange(at, at + apart);
    }
  for (let at = from; at < end; at += 128) mergeEight(at);
}

function exchange(at: usize, other: usize): void {
  const x = v128.load(at);
  const y = v128.load(other);
  v128.store(at, i32x4.max_s(x, y));
  v128.store(other, i32x4.min_s(x, y));
}

function sortEight(at: usize): void {
  let x0 = v128.load(at);
  let x1 = v128.load(at, 16);
  let x2 = v128.load(at, 32);
  let x3 = v128.load(at, 48);
  let x4 = v128.load(at, 64);
  let x5 = v128.load(at, 80);
  let x6 = v128.load(at, 96);
  let x7 = v128.load(at, 112);
  let high: v128;
  high = i32x4.max_s(x0, x2);
  x2 = i32x4.min_s(x0, x2);
  x0 = high;
  high = i32x4.max_s(x1, x3);
  x3 = i32x4.min_s(x1, x3);
  x1 = high;
  high = i32x4.max_s(x4, x6);
  x6 = i32x4.min_s(x4, x6);
  x4 = high;
  high = i32x4.max_s(x5, x7);
  x7 = i32x4.min_s(x5, x7);
  x5 = high;
  high = i32x4.max_s(x0, x4);
  x4 = i32x4.min_s(x0, x4);
  x0 = high;
  high = i32x4.max_s(x1, x5);
  x5 = i32x4.min_s(x1, x5);
  x1 = high;
  high = i32x4.max_s(x2, x6);
  x6 = i32x4.min_s(x2, x6);
  x2 = high;
  high = i32x4.max_s(x3, x7);
  x7 = i32x4.min_s(x3, x7);
  x3 = high;
  high = i32x4.max_s(x0, x1);
  x1 = i32x4.min_s(x0, x1);
  x0 = high;
  high = i32x4.max_s(x2, x3);
  x3 = i32x4.min_s(x2, x3);
  x2 = high;
  high = i32x4.max_s(x4, x5);
  x5 = i32x4.min_s(x4, x5);
  x4 = high;
  high = i32x4.max_s(x6, x7);
  x7 = i32x4.min_s(x6, x7);
  x6 = high;
  high = i32x4.max_s(x2, x4);
  x4 = i32x4.min_s(x2, x4);
  x2 = high;
  high = i32x4.max_s(x3, x5);
  x5 = i32x4.min_s(x3, x5);
  x3 = high;
  high = i32x4.max_s(x1, x4);
  x4 = i32x4.min_s(x1, x4);
  x1 = high;
  high = i32x4.max_s(x3, x6);
  x6 = i32x4.min_s(x3, x6);
  x3 = high;
  high = i32x4.max_s(x1, x2);
  x2 = i32x4.min_s(x1, x2);
  x1 = high;
  high = i32x4.max_s(x3, x4);
  x4 = i32x4.min_s(x3, x4);
  x3 = high;
  high = i32x4.max_s(x5, x6);
  x6 = i32x4.min_s(x5, x6);
  x5 = high;
  v128.store(at, x0);
  v128.store(at, x1, 16);
  v128.store(at, x2, 32);
  v128.store(at, x3, 48);
  v128.store(at, x4, 64);
  v128.store(at, x5, 80);
  v128.store(at, x6, 96);
  v128.store(at, x7, 112);
}

function mergeEight(at: usize): void {
  let x0 = v128.load(at);
  let x1 = v128.load(at, 16);
  let x2 = v128.load(at, 32);
  let x3 = v128.load(at, 48);
  let x4 = v128.load(at, 64);
  let x5 = v128.load(at, 80);
  let x6 = v128.load(at, 96);
  let x7 = v128.load(at, 112);
  let high: v128;
  high = i32x4.max_s(x0, x4);
  x4 = i32x4.min_s(x0, x4);
  x0 = high;
  high = i32x4.max_s(x1, x5);
  x5 = i32x4.min_s(x1, x5);
  x1 = high;
  high = i32x4.max_s(x2, x6);
  x6 = i32x4.min_s(x2, x6);
  x2 = high;
  high = i32x4.max_s(x3, x7);
  x7 = i32x4.min_s(x3, x7);
  x3 = high;
  high = i32x4.max_s(x0, x2);
  x2 = i32x4.min_s(x0, x2);
  x0 = high;
  high = i32x4.max_s(x1, x3);
  x3 = i32x4.min_s(x1, x3);
  x1 = high;
  high = i32x4.max_s(x4, x6);
  x6 = i32x4.min_s(x4, x6);
  x4 = high;
  high = i32x4.max_s(x5, x7);
  x7 = i32x4.min_s(x5, x7);
  x5 = high;
  high = i32x4.max_s(x0, x1);
  x1 = i32x4.min_s(x0, x1);
  x0 = high;
  high = i32x4.max_s(x2, x3);
  x3 = i32x4.min_s(x2, x3);
  x2 = high;
  high = i32x4.max_s(x4, x5);
  x5 = i32x4.min_s(x4, x5);
  x4 = high;
  high = i32x4.max_s(x6, x7);
  x7 = i32x4.min_s(x6, x7);
  x6 = high;
  v128.store(at, x0);
  v128.store(at, x1, 16);
  v128.store(at, x2, 32);
  v128.store(at, x3, 48);
  v128.store(at, x4, 64);
  v128.store(at, x5, 80);
  v128.store(at, x6, 96);
  v128.store(at, x7, 112);
}
