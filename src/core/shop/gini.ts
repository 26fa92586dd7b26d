/** Gini coefficient of non-negative values: 0 all equal, towards 1 all in one hand. */
export function gini(values: ArrayLike<number>): number {
  const sorted = inOrder(values);
  const n = values.length;
  let total = 0;
  let ranked = 0;
  for (let i = 0; i < n; i++) {
    total += sorted[i]!;
    ranked += (2 * (i + 1) - n - 1) * sorted[i]!;
  }
  return total > 0 ? Math.max(0, ranked / (n * total)) : 0;
}

let scratch = new Float64Array(0);

/** The values in rising order, by insertion: peers hardly change places from day to day. Valid until the next call. */
function inOrder(values: ArrayLike<number>): Float64Array {
  if (scratch.length < values.length) scratch = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    let at = i;
    for (; at > 0 && scratch[at - 1]! > value; at--) scratch[at] = scratch[at - 1]!;
    scratch[at] = value;
  }
  return scratch;
}
