/** One claim about speed or quality, measured by `npm run bench`. */
export interface BenchRow {
  /** Name used in README and issues, kebab-case. */
  readonly name: string;
  readonly unit: string;
  /** Bars as on the reference machine. */
  readonly bar: { readonly min?: number; readonly max?: number };
  /** `time` bars grow, `throughput` bars shrink on slower machines; `none` (rates, errors, ratios) stay. */
  readonly scale: 'time' | 'throughput' | 'none';
  /** What was measured, in a sentence. */
  readonly how: string;
  /** Measures; may return extra text for `how` (ratios within the same run). */
  readonly run: () => Promise<Measurement> | Measurement;
}

export interface Measurement {
  readonly value: number;
  readonly note?: string;
}

/** CPU seconds of this process used by `work`; robust against other load on the machine. */
export function cpuSeconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const used = process.cpuUsage(start);
  return (used.user + used.system) / 1e6;
}

/** Median of `rounds` results of `measure`, after one unmeasured warm-up. */
export function medianOf(rounds: number, measure: () => number): number {
  measure();
  const values = Array.from({ length: rounds }, measure).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)]!;
}
