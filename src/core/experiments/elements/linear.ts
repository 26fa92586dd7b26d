/** Solves the symmetric positive system A x = b for several right-hand sides by Cholesky; undefined if A is singular. */
export function choleskyInverse(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const size = matrix.length;
  const lower = matrix.map(() => Array.from({ length: size }, () => 0));
  const scale = Math.max(...matrix.map((row, i) => Math.abs(row[i])));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i][j];
      for (let k = 0; k < j; k++) rest -= lower[i][k] * lower[j][k];
      if (i !== j) lower[i][j] = rest / lower[j][j];
      else if (rest <= 1e-12 * scale) return undefined;
      else lower[i][i] = Math.sqrt(rest);
    }
  }
  return columnsOfInverse(lower);
}

function columnsOfInverse(lower: readonly (readonly number[])[]): number[][] {
  const size = lower.length;
  return lower.map((_, column) => {
    const x = Array.from({ length: size }, () => 0);
    for (let i = 0; i < size; i++) {
      let rest = i === column ? 1 : 0;
      for (let k = 0; k < i; k++) rest -= lower[i][k] * x[k];
      x[i] = rest / lower[i][i];
    }
    for (let i = size - 1; i >= 0; i--) {
      let rest = x[i];
      for (let k = i + 1; k < size; k++) rest -= lower[k][i] * x[k];
      x[i] = rest / lower[i][i];
    }
    return x;
  });
}

/** A B C' form x' M x. */
export function quadraticForm(matrix: readonly (readonly number[])[], x: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) for (let j = 0; j < x.length; j++) sum += x[i] * matrix[i][j] * x[j];
  return sum;
}

/** Matrix product. */
export function multiply(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] {
  return a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
}
