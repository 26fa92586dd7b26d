import { pow } from './elementary.ts';
import { gammaQuantile, gammaQuantileAt } from './gammaQuantile.ts';
import { cos } from './trigonometric.ts';

/** Sums of more variables are solved for. */
const MOST = 64;
/** Smaller shapes bend too much near zero for pieces of this width. */
const LEAST_SHAPE = 2;
/** Pieces cover normal quantiles within it, each one unit wide. */
const REACH = 6;
const PIECES = 2 * REACH;
const TERMS = 12;

/**
 * Quantiles of sums of n independent gamma variables of one shape and scale 1, for many draws of small sums: the cube root over the
 * shape is almost straight in the normal quantile of the level (Wilson and Hilferty), so polynomials of degree 11 through Chebyshev's
 * points meet `gammaQuantile` to 1e-14. A piece is made when it is first needed, and is the same whenever that is.
 */
export class GammaSums {
  readonly #scale: number;
  /** By n: coefficients in t in [-1, 1], piece after piece, NaN where not made yet. */
  readonly #tables: (Float64Array | undefined)[] = new Array<undefined>(MOST + 1).fill(undefined);

  /** @param scale one over the shape of a single variable: its squared coefficient of variation, > 0 */
  constructor(scale: number) {
    this.#scale = scale;
  }

  /**
   * The sum's quantile at level u in (0, 1).
   * @param z `normalQuantile(u)`
   * @param n variables in the sum, > 0; only whole ones are tabulated
   */
  quantile(u: number, z: number, n: number): number {
    const shape = n / this.#scale;
    const tabulated = n <= MOST && Math.floor(n) === n && shape >= LEAST_SHAPE && z > -REACH && z < REACH;
    if (!tabulated) return gammaQuantile(u, shape);
    const c = this.#tables[n] ?? this.#newTable(n);
    const piece = Math.floor(z + REACH);
    const at = piece * TERMS;
    if (Number.isNaN(c[at])) makePiece(c, piece, shape);
    const t = 2 * (z + REACH - piece) - 1;
    const t2 = t * t;
    const t4 = t2 * t2;
    const a = c[at]! + c[at + 1]! * t + (c[at + 2]! + c[at + 3]! * t) * t2;
    const b = c[at + 4]! + c[at + 5]! * t + (c[at + 6]! + c[at + 7]! * t) * t2;
    const d = c[at + 8]! + c[at + 9]! * t + (c[at + 10]! + c[at + 11]! * t) * t2;
    const root = a + t4 * (b + t4 * d);
    return shape * root * root * root;
  }

  #newTable(n: number): Float64Array {
    return (this.#tables[n] = new Float64Array(PIECES * TERMS).fill(NaN));
  }
}

/** Sums of each of these scales, one object a scale; null for scale 0, where nothing varies. */
export function gammaSumsOf(scales: readonly number[]): readonly (GammaSums | null)[] {
  const known = new Map<number, GammaSums>();
  for (const scale of scales) if (scale > 0 && !known.has(scale)) known.set(scale, new GammaSums(scale));
  return scales.map((scale) => known.get(scale) ?? null);
}

/** The polynomial of one piece: Newton's divided differences through Chebyshev's points, multiplied out. */
function makePiece(out: Float64Array, piece: number, shape: number): void {
  const points = Float64Array.from({ length: TERMS }, (_, i) => cos((Math.PI * (i + 0.5)) / TERMS));
  const differences = points.map((t) =>
    pow(gammaQuantileAt(piece - REACH + 0.5 * (t + 1), shape) / shape, 1 / 3),
  );
  for (let order = 1; order < TERMS; order++)
    for (let i = TERMS - 1; i >= order; i--)
      differences[i] = (differences[i]! - differences[i - 1]!) / (points[i]! - points[i - order]!);
  const from = piece * TERMS;
  out.fill(0, from, from + TERMS);
  for (let i = TERMS - 1; i >= 0; i--) {
    // out = out (t - points[i]) + differences[i]
    for (let power = TERMS - 1; power > 0; power--)
      out[from + power] = out[from + power - 1]! - points[i]! * out[from + power]!;
    out[from] = differences[i]! - points[i]! * out[from]!;
  }
}
