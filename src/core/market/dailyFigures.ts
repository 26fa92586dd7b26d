import type { DailySeries } from '../scenario/resolved.ts';

/** A figure of every cell, by day: constants side by side in memory, since markets read them for thousands of cells a day. */
export class DailyFigures {
  /** NaN where the figure varies by day. */
  readonly #constant: Float64Array;
  readonly #series: readonly DailySeries[];

  constructor(series: readonly DailySeries[]) {
    this.#series = series;
    this.#constant = Float64Array.from(series, (one) => (typeof one === 'number' ? one : NaN));
  }

  /** The same on every day. */
  get steady(): boolean {
    return this.#series.every((one) => typeof one === 'number');
  }

  /** The figure of a cell on a day (0-based). */
  at(cell: number, day: number): number {
    const constant = this.#constant[cell]!;
    return Number.isNaN(constant) ? (this.#series[cell] as readonly number[])[day]! : constant;
  }
}
