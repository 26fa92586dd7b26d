/**
 * Sine and cosine in plain IEEE double arithmetic, for user formulas: the same bytes on every platform.
 * Cody-Waite reduction by pi/2 in three parts (Cody and Waite 1980), then Taylor polynomials on [-pi/4, pi/4].
 */
const HALF_PI_HIGH = 1.5707963267341256;
const HALF_PI_MIDDLE = 6.077100506303966e-11;
const HALF_PI_LOW = 2.0222662487959506e-21;
const INVERSE_HALF_PI = 2 / Math.PI;
/** Beyond, k x HALF_PI_HIGH is no longer exact. */
const LARGEST_QUARTERS = 1 << 20;

/** sin x, within 1 ulp of |x| <= pi/4 and 2e-16 absolutely for |x| <= 1.6 million; NaN beyond. */
export function sin(x: number): number {
  return quarterWave(x, 0);
}

/** cos x; accuracy and range as `sin`. */
export function cos(x: number): number {
  return quarterWave(x, 1);
}

function quarterWave(x: number, shift: 0 | 1): number {
  const k = Math.floor(x * INVERSE_HALF_PI + 0.5);
  if (!(Math.abs(k) <= LARGEST_QUARTERS)) return NaN;
  const r = x - k * HALF_PI_HIGH - k * HALF_PI_MIDDLE - k * HALF_PI_LOW;
  switch ((k + shift) & 3) {
    case 0:
      return sinKernel(r);
    case 1:
      return cosKernel(r);
    case 2:
      return -sinKernel(r);
    default:
      return -cosKernel(r);
  }
}

/** r - r^3/3! + ... + r^17/17!; the next term is below 1e-19. */
function sinKernel(r: number): number {
  const z = r * r;
  let sum = 0;
  for (const coefficient of sinCoefficients) sum = sum * z + coefficient;
  return r + r * z * sum;
}

/** 1 - r^2/2! + ... + r^16/16!; the next term is below 3e-18. The rounding of 1 - r^2/2 is carried along. */
function cosKernel(r: number): number {
  const z = r * r;
  let sum = 0;
  for (const coefficient of cosCoefficients) sum = sum * z + coefficient;
  const half = z / 2;
  const rounded = 1 - half;
  return rounded + (1 - rounded - half + z * z * sum);
}

/** Highest power first; quotients of exact integers round the same everywhere. */
const sinCoefficients = [
  1 / 355687428096000,
  -1 / 1307674368000,
  1 / 6227020800,
  -1 / 39916800,
  1 / 362880,
  -1 / 5040,
  1 / 120,
  -1 / 6,
];
const cosCoefficients = [
  1 / 20922789888000,
  -1 / 87178291200,
  1 / 479001600,
  -1 / 3628800,
  1 / 40320,
  -1 / 720,
  1 / 24,
];
