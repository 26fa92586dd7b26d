/** Gini coefficient of non-negative values: 0 all equal, towards 1 all in one hand. */
export function gini(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  let total = 0;
  let ranked = 0;
  for (let i = 0; i < n; i++) {
    total += sorted[i]!;
    ranked += (2 * (i + 1) - n - 1) * sorted[i]!;
  }
  return total > 0 ? Math.max(0, ranked / (n * total)) : 0;
}
