import { exp, log } from '../math/elementary.ts';

/** Two neighbouring arguments between which a falling function changes from positive to not positive. */
export interface Bracket {
  /** Here the function is > 0. */
  readonly low: number;
  /** Here it is <= 0. */
  readonly high: number;
}

/** Relative width at which two positive arguments count as neighbours. */
const NEIGHBOURS = 1 + 2 ** -49;

/**
 * Closes a bracket 0 < low < high of a falling, possibly jumping function: false position in log(argument) with
 * halved weights (Illinois), bisection whenever three steps did not halve it, and a step of one neighbour's width next
 * to an end that false position has reached. Only ratios enter, so it scales exactly by powers of two.
 *
 * @param excess falling function, > 0 at `low`, <= 0 at `high`
 */
export function closeBracket(
  excess: (argument: number) => number,
  low: number,
  high: number,
  excessLow = excess(low),
  excessHigh = excess(high),
): Bracket {
  let [a, b, fa, fb] = [low, high, excessLow, excessHigh];
  let lastSide = 0;
  let widthBefore = b / a;
  for (let step = 0; b > a * NEIGHBOURS && step < 400; step++) {
    if (step % 3 === 0) {
      const slow = step > 0 && b / a > Math.sqrt(widthBefore);
      widthBefore = b / a;
      if (slow) [fa, fb] = [1, -1];
    }
    const ratio = log(b / a);
    const share = Number.isFinite(fa) && Number.isFinite(fb) && fb < 0 ? fa / (fa - fb) : 0.5;
    const middle = Math.min(b / NEIGHBOURS, Math.max(a * NEIGHBOURS, a * exp(share * ratio)));
    if (!(middle > a && middle < b)) break;
    const f = excess(middle);
    const side = f > 0 ? 1 : -1;
    if (side > 0) [a, fa] = [middle, f];
    else [b, fb] = [middle, f];
    if (side === lastSide) {
      if (side > 0) fb /= 2;
      else fa /= 2;
    }
    lastSide = side;
  }
  return { low: a, high: b };
}

/** The middle of an interval of spends: by ratio where its ends lie apart, because roots next to 0 count as well. */
export function middleOf(from: number, to: number): number {
  if (from === 0) return to / 256;
  return from > 0 && to > 4 * from ? Math.sqrt(from) * Math.sqrt(to) : from + (to - from) / 2;
}

/** Root of a rising function on [from, to] by bisection to the last digits; an end if there is no change of sign. */
export function risingRoot(f: (x: number) => number, from: number, to: number): number {
  if (f(from) >= 0) return from;
  if (f(to) <= 0) return to;
  let [a, b] = [from, to];
  let [fa, fb] = [f(a), f(b)];
  let lastSide = 0;
  for (let step = 0; step < 200; step++) {
    const halve = step % 4 === 3 || !Number.isFinite(fa - fb);
    let middle = halve ? middleOf(a, b) : a + (fa / (fa - fb)) * (b - a);
    // Next to a pole false position rounds to an end.
    if (!(middle > a && middle < b)) middle = middleOf(a, b);
    if (!(middle > a && middle < b)) break;
    const value = f(middle);
    if (value === 0) return middle;
    const side = value < 0 ? -1 : 1;
    if (side < 0) [a, fa] = [middle, value];
    else [b, fb] = [middle, value];
    if (side === lastSide) {
      if (side < 0) fb /= 2;
      else fa /= 2;
    }
    lastSide = side;
    if (b - a <= 2 ** -50 * Math.abs(b)) break;
  }
  return b;
}
