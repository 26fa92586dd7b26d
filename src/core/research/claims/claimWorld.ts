import type { Estimate } from '../../analysis/figures.ts';
import { pairedInterval } from '../../analysis/pairedInterval.ts';
import { prepare, type PreparedScenario } from '../../engine/prepare.ts';
import type { RunResult } from '../../engine/result.ts';
import { run, type PlanSettings } from '../../engine/run.ts';
import type { ResolvedScenario } from '../../scenario/resolved.ts';
import { hold } from '../../strategies/hold.ts';

const LEVEL = 0.95;

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
