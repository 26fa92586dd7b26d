import { gaussLegendre } from '../../math/quadrature.ts';

/** A Gauss-Legendre rule on [0, 1] together with the matrix that integrates from 0 to each of its nodes. */
export interface CumulativeRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
  /** `partial[i * size + j]`: weight of node j in the integral from 0 to node i; exact for polynomials below degree `size`. */
  readonly partial: Float64Array;
}

/**
 * Spectral cumulative integration: the interpolating polynomial, expanded in Legendre polynomials, integrated to each node.
 * Source: Greengard 1991 (spectral integration), here on Gauss nodes.
 */
export function cumulativeRule(size: number): CumulativeRule {
  const { nodes, weights } = gaussLegendre(size);
  const legendre = Array.from(nodes, (x) => legendreValues(x, size + 1));
  const partial = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      // c_k = (2k + 1)/2 w_j P_k(x_j); the integral of P_k from -1 is (P_{k+1} - P_{k-1})/(2k + 1), of P_0 it is 1 + x.
      let sum = 0.5 * (1 + nodes[i]);
      for (let k = 1; k < size; k++) {
        sum += 0.5 * legendre[j][k] * (legendre[i][k + 1] - legendre[i][k - 1]);
      }
      partial[i * size + j] = (weights[j] * sum) / 2;
    }
  }
  return { nodes: nodes.map((x) => (1 + x) / 2), weights: weights.map((w) => w / 2), partial };
}

function legendreValues(x: number, degree: number): number[] {
  const values = [1, x];
  for (let k = 2; k <= degree; k++) {
    values.push(((2 * k - 1) * x * values[k - 1] - (k - 1) * values[k - 2]) / k);
  }
  return values;
}
