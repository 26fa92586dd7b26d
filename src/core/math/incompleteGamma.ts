import { deviance } from './deviance.ts';
import { exp, log } from './elementary.ts';
import { logGamma, stirlingError } from './stirling.ts';

const SQRT_2PI = 2.5066282746310002;

/** x^shape e^-x / Gamma(shape + 1), to about 1e-15 relative for any size of the arguments; shape > 0, x > 0. */
export function gammaKernel(shape: number, x: number): number {
  return kernelAt(shape, x, kernelConstant(shape), kernelRoot(shape));
}

/** What gammaKernel needs of the shape alone: for many x of one shape, with `kernelRoot`, to be passed to `kernelAt`. */
export function kernelConstant(shape: number): number {
  return shape < 1 ? logGamma(shape + 1) : stirlingError(shape);
}

export function kernelRoot(shape: number): number {
  return SQRT_2PI * Math.sqrt(shape);
}

/** gammaKernel(shape, x) with what it needs of the shape at hand. */
export function kernelAt(shape: number, x: number, constant: number, root: number): number {
  return shape < 1 ? exp(shape * log(x) - x - constant) : exp(-constant - deviance(shape, x)) / root;
}

/** P(G <= x) of a gamma variable of this shape and scale 1: accurate where x <= shape + 1, else 1 - upper. */
export function gammaLower(shape: number, x: number): number {
  if (!(x > 0)) return x <= 0 ? 0 : NaN;
  return x === Infinity ? 1 : lowerOf(shape, x, gammaKernel(shape, x));
}

/** P(G > x): accurate where x > shape + 1, else 1 - lower. */
export function gammaUpper(shape: number, x: number): number {
  if (!(x > 0)) return x <= 0 ? 1 : NaN;
  return x === Infinity ? 0 : upperOf(shape, x, gammaKernel(shape, x));
}

/** gammaLower for finite x > 0 whose kernel is known. */
export function lowerOf(shape: number, x: number, kernel: number): number {
  return x <= shape + 1 ? kernel * lowerSeries(shape, x) : 1 - kernel * shape * upperFraction(shape, x);
}

/** gammaUpper for finite x > 0 whose kernel is known. */
export function upperOf(shape: number, x: number, kernel: number): number {
  return x <= shape + 1 ? 1 - kernel * lowerSeries(shape, x) : kernel * shape * upperFraction(shape, x);
}

/** 1 + x/(a+1) + x^2/((a+1)(a+2)) + ...: positive terms only. Abramowitz and Stegun 6.5.29. */
function lowerSeries(shape: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 1e-17; n += 1) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

/** Continued fraction (Abramowitz and Stegun 6.5.31), evaluated by the modified Lentz method. */
function upperFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i < 1e7; i += 1) {
    const a = -i * (i - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return fraction;
}
