import type { Estimate } from '../../analysis/figures.ts';
import { pairedInterval } from '../../analysis/pairedInterval.ts';
import { prepare, type PreparedScenario } from '../../engine/prepare.ts';
import type { RunResult } from '../../engine/result.ts';
import { run, type PlanSettings } from '../../engine/run.ts';
import type { ResolvedScenario } from '../../scenario/resolved.ts';
import { hold } from '../../strategies/hold.ts';

const LEVEL = 0.95;
/** Two-sided normal quantile of that level. */
const Z = 1.959963984540054;

/** Figure of one run. */
export type FigureOf = (result: RunResult) => number;

/** The scenario of a claim with its variants, run under today's settings over common random numbers. */
export class ClaimWorld {
  readonly name: string;
  readonly #scenarios: ReadonlyMap<string, ResolvedScenario>;
  readonly #prepared = new Map<string, PreparedScenario>();
  readonly #runs = new Map<string, RunResult>();

  /** @param variants by id; the scenario itself is `base` */
  constructor(base: ResolvedScenario, variants: ReadonlyMap<string, ResolvedScenario>) {
    this.name = base.name;
    this.#scenarios = new Map([...variants, ['base', base]]);
  }

  prepared(id = 'base'): PreparedScenario {
    let prepared = this.#prepared.get(id);
    if (prepared === undefined) {
      const scenario = this.#scenarios.get(id);
      if (scenario === undefined) throw new TypeError(`the claim has no variant ${id}`);
      prepared = prepare(scenario);
      this.#prepared.set(id, prepared);
    }
    return prepared;
  }

  /** One run of a variant with chance; several figures may be read off the same run. */
  run(id: string, replication: number, settings?: PlanSettings): RunResult {
    const options = { tier: 'stochastic', replication } as const;
    if (settings !== undefined) return run(this.prepared(id), hold, { ...options, settings });
    const key = `${id}/${replication}`;
    const known = this.#runs.get(key);
    if (known !== undefined) return known;
    const result = run(this.prepared(id), hold, options);
    this.#runs.set(key, result);
    return result;
  }

  /** Mean and interval of a figure over runs. */
  mean(id: string, runs: number, figure: FigureOf, settings?: PlanSettings): Estimate {
    return pairedInterval(
      indices(runs).map((replication) => figure(this.run(id, replication, settings))),
      LEVEL,
    );
  }

  /** Share of runs in which something happens, with Wilson's interval (1927): honest where it happens never or always. */
  share(id: string, runs: number, happens: (result: RunResult) => boolean): Estimate {
    const mean = indices(runs).filter((replication) => happens(this.run(id, replication))).length / runs;
    const center = (mean + (Z * Z) / (2 * runs)) / (1 + (Z * Z) / runs);
    const reach =
      (Z * Math.sqrt((mean * (1 - mean)) / runs + (Z * Z) / (4 * runs * runs))) / (1 + (Z * Z) / runs);
    return { mean, low: Math.max(0, center - reach), high: Math.min(1, center + reach) };
  }

  /** Mean and interval of figure(b) - figure(a), or of their ratio, over runs with the same chance. */
  pairs(
    a: Side,
    b: Side,
    runs: number,
    figure: FigureOf,
    compare: (a: number, b: number) => number = difference,
  ): Estimate {
    return pairedInterval(
      indices(runs).map((replication) =>
        compare(
          figure(this.run(a.id, replication, a.settings)),
          figure(this.run(b.id, replication, b.settings)),
        ),
      ),
      LEVEL,
    );
  }
}

/** What is compared: a variant, perhaps with settings of its own. */
export interface Side {
  readonly id: string;
  readonly settings?: PlanSettings;
}

export const base: Side = { id: 'base' };
export const difference = (a: number, b: number): number => b - a;
export const ratio = (a: number, b: number): number => b / a;

function indices(runs: number): number[] {
  return Array.from({ length: runs }, (_, i) => i);
}
