import { log } from './elementary.ts';

/** Puts log(x) in the place of x at the first `count` of `places`: the bytes of `log`, which a loop of its own takes faster. */
export function logAll(values: Float64Array, places: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const place = places[i]!;
    values[place] = log(values[place]!);
  }
}
