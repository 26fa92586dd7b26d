/** Gini coefficient of non-negative values, and perhaps one more: 0 all equal, towards 1 all in one hand. */
export function gini(values: ArrayLike<number>, more?: number): number {
  const n = values.length + (more === undefined ? 0 : 1);
  if (scratch.length < n) scratch = new Float64Array(n);
  for (let i = 0; i < values.length; i++) insert(values[i]!, i);
  if (more !== undefined) insert(more, n - 1);
  let total = 0;
  let ranked = 0;
  for (let i = 0; i < n; i++) {
    total += scratch[i]!;
    ranked += (2 * (i + 1) - n - 1) * scratch[i]!;
  }
  return total > 0 ? Math.max(0, ranked / (n * total)) : 0;
}

let scratch = new Float64Array(0);

/** Puts a value in its place among the first `count`, which are in rising order: peers hardly change places from day to day. */
function insert(value: number, count: number): void {
  let at = count;
  for (; at > 0 && scratch[at - 1]! > value; at--) scratch[at] = scratch[at - 1]!;
  scratch[at] = value;
}
