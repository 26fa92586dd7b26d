/** Asymptotic p-value of the two-sample Kolmogorov-Smirnov distance; conservative with ties. */
export function kolmogorovSmirnov(first: readonly number[], second: readonly number[]): number {
  const a = Float64Array.from(first).sort();
  const b = Float64Array.from(second).sort();
  let distance = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const x = Math.min(a[i]!, b[j]!);
    while (i < a.length && a[i]! <= x) i += 1;
    while (j < b.length && b[j]! <= x) j += 1;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  const scaled = distance * Math.sqrt((a.length * b.length) / (a.length + b.length));
  let p = 0;
  for (let k = 1; k < 100; k += 1) p += 2 * (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * scaled * scaled);
  return Math.min(1, Math.max(0, p));
}

/** Difference of two sample means over its standard error; 0 where neither varies and both agree. */
export function zOfMeans(first: readonly number[], second: readonly number[]): number {
  const [a, b] = [moments(first), moments(second)];
  const error = Math.sqrt(a.variance / first.length + b.variance / second.length);
  return a.mean === b.mean ? 0 : (a.mean - b.mean) / error;
}

/** The two-sample chi-square statistic of counts in cells, as a standard normal (Wilson and Hilferty 1931). */
export function zOfCounts(first: readonly number[], second: readonly number[]): number {
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  const [n, m] = [total(first), total(second)];
  let chi2 = 0;
  let cells = 0;
  first.forEach((x, i) => {
    const y = second[i]!;
    // Cells with hardly any counts are left out; the statistic's law needs about five.
    if (x + y < 10) return;
    chi2 += (x * Math.sqrt(m / n) - y * Math.sqrt(n / m)) ** 2 / (x + y);
    cells += 1;
  });
  const degrees = Math.max(1, cells - 1);
  const ninth = 2 / (9 * degrees);
  return (Math.cbrt(chi2 / degrees) - (1 - ninth)) / Math.sqrt(ninth);
}

function moments(sample: readonly number[]): { mean: number; variance: number } {
  const mean = sample.reduce((sum, x) => sum + x, 0) / sample.length;
  const variance = sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (sample.length - 1);
  return { mean, variance };
}
