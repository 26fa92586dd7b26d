import type { Truth } from '../contract/truth.ts';
import { dayCurve, dayKey, type DayCurve } from '../strategies/clairvoyant/dayCurve.ts';

/** The true response of every plan on a day; alike days share a curve. */
export function trueCurves(truth: Truth): (day: number) => readonly DayCurve[] {
  const curves = new Map<string, DayCurve>();
  return (day) =>
    truth.scenario.plans.map((_, p) => {
      const key = `${p}@${dayKey(truth, p, day)}`;
      let curve = curves.get(key);
      if (curve === undefined) curves.set(key, (curve = dayCurve(truth, p, day)));
      return curve;
    });
}

/** A column of a curve at a bid, linear between places; 0 at a bid of 0. */
export function curveAt({ bid }: DayCurve, values: Float64Array, x: number): number {
  const last = bid.length - 1;
  if (!(x > bid[0]!)) return x > 0 ? values[0]! * (x / bid[0]!) : 0;
  if (x >= bid[last]!) return values[last]!;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (bid[middle]! > x) high = middle;
    else low = middle;
  }
  return values[low]! + ((values[high]! - values[low]!) * (x - bid[low]!)) / (bid[high]! - bid[low]!);
}
