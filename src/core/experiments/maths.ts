import gammainc from '@stdlib/math-base-special-gammainc';
export const exp = Math.exp, log = Math.log, log1p = Math.log1p, expm1 = Math.expm1, pow = Math.pow;
export function normalUpper(z: number): number { const h = gammainc((z * z) / 2, 0.5, true, true) / 2; return z >= 0 ? h : 1 - h; }
export function normalCdf(z: number): number { return normalUpper(-z); }
export function normalDensity(z: number): number { return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI); }
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0.5) return 0;
  let lo = -40, hi = 0;
  for (let i = 0; i < 200 && hi - lo > 1e-16 * Math.abs(lo); i++) { const m = (lo + hi) / 2; if (normalCdf(m) < p) lo = m; else hi = m; }
  return (lo + hi) / 2;
}
export function gaussLegendre(n: number): { nodes: Float64Array; weights: Float64Array } {
  const nodes = new Float64Array(n), weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5)), dp = 1;
    for (let it = 0; it < 100; it++) {
      let p0 = 1, p1 = x;
      for (let k = 2; k <= n; k++) { const p2 = ((2 * k - 1) * x * p1 - (k - 1) * p0) / k; p0 = p1; p1 = p2; }
      dp = (n * (x * p1 - p0)) / (x * x - 1);
      const dx = p1 / dp; x -= dx; if (Math.abs(dx) < 1e-16) break;
    }
    nodes[n - 1 - i] = x; weights[n - 1 - i] = 2 / ((1 - x * x) * dp * dp);
  }
  return { nodes, weights };
}
export const asin = Math.asin;
