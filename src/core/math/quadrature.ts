/** Nodes in (-1, 1), ascending, and weights (sum 2) of a quadrature rule. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Gauss-Legendre rule with `count` nodes: exact for polynomials of degree 2 count - 1.
 * Newton's iteration on the Legendre polynomial from Tricomi's estimate cos(pi (i + 3/4) / (count + 1/2)).
 */
export function gaussLegendre(count: number): Quadrature {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < (count + 1) / 2; i += 1) {
    const x = 2 * i + 1 === count ? 0 : root(count, cosine((Math.PI * (i + 0.75)) / (count + 0.5)));
    const { slope } = legendre(count, x);
    const weight = 2 / ((1 - x) * (1 + x) * slope * slope);
    nodes[i] = -x;
    nodes[count - 1 - i] = x;
    weights[i] = weight;
    weights[count - 1 - i] = weight;
  }
  return { nodes, weights };
}

/** The zero of the Legendre polynomial near `guess`. */
function root(degree: number, guess: number): number {
  let x = guess;
  for (let step = 1; Math.abs(step) > 1e-10;) {
    const { value, slope } = legendre(degree, x);
    step = value / slope;
    x -= step;
  }
  return x;
}

/** Value and derivative of the Legendre polynomial at |x| < 1, by the three-term recurrence. */
function legendre(degree: number, x: number): { value: number; slope: number } {
  let previous = 1;
  let value = x;
  for (let j = 2; j <= degree; j += 1) {
    const next = ((2 * j - 1) * x * value - (j - 1) * previous) / j;
    previous = value;
    value = next;
  }
  return { value, slope: (degree * (x * value - previous)) / ((x - 1) * (x + 1)) };
}

/** Cosine on [0, pi/2], to 5e-7: a start for Newton needs no more. */
function cosine(angle: number): number {
  const s = angle * angle;
  return 1 - s * (1 / 2 - s * (1 / 24 - s * (1 / 720 - s * (1 / 40320 - s / 3628800))));
}
