/** Lower factor of a symmetric positive definite matrix (row-major n x n), in place; the upper part is left as it was. */
export function factor(a: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) {
    let diagonal = a[j * n + j]!;
    for (let k = 0; k < j; k++) diagonal -= a[j * n + k]! ** 2;
    const root = Math.sqrt(Math.max(diagonal, 1e-12));
    a[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let rest = a[i * n + j]!;
      for (let k = 0; k < j; k++) rest -= a[i * n + k]! * a[j * n + k]!;
      a[i * n + j] = rest / root;
    }
  }
}

/** Solves L y = b in place. */
export function forward(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let rest = b[i]!;
    for (let k = 0; k < i; k++) rest -= l[i * n + k]! * b[k]!;
    b[i] = rest / l[i * n + i]!;
  }
}

/** Solves L' x = y in place. */
export function backward(l: Float64Array, n: number, y: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    let rest = y[i]!;
    for (let k = i + 1; k < n; k++) rest -= l[k * n + i]! * y[k]!;
    y[i] = rest / l[i * n + i]!;
  }
}
