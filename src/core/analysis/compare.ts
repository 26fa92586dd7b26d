import type { Strategy } from '../contract/strategy.ts';
import type { PreparedScenario } from '../engine/prepare.ts';
import { run } from '../engine/run.ts';
import type { Counts, Estimate, Figures, Metric } from './figures.ts';
import { pairedDifferences } from './pairedInterval.ts';
import { meanFigures, storeCounts } from './summarize.ts';

/** One side of a comparison: a scenario, and who runs it. */
export interface ComparedScenario {
  readonly id: string;
  readonly description: string;
  readonly prepared: PreparedScenario;
  readonly strategy: Strategy;
  readonly params: Readonly<Record<string, number | boolean>>;
}

/** Daily means of the base and every variant, and the variants' paired differences. */
export interface CompareResult {
  readonly version: 1;
  readonly kind: 'compare';
  readonly scenario: string;
  readonly currency: string;
  readonly days: number;
  readonly seed: number;
  readonly runs: number;
  readonly base: Figures;
  readonly variants: readonly {
    readonly id: string;
    readonly description: string;
    readonly strategy: string;
    readonly figures: Figures;
    readonly difference: Readonly<Record<Metric, Estimate>>;
  }[];
}

/**
 * Runs a base scenario and its variants over common random numbers: replication r of each shares every keyed draw, so that
 * differences are theirs and not chance's.
 */
export function compareVariants(
  base: ComparedScenario,
  variants: readonly ComparedScenario[],
  runs: number,
  onProgress: (done: number, total: number) => void = () => {},
): CompareResult {
  const { scenario } = base.prepared;
  const total = runs * (variants.length + 1);
  let done = 0;
  const countsOf = ({ prepared, strategy, params }: ComparedScenario): Counts[] =>
    Array.from({ length: runs }, (_, replication) => {
      const counts = storeCounts(run(prepared, strategy, { tier: 'stochastic', replication, params }));
      onProgress(++done, total);
      return counts;
    });
  const ofBase = countsOf(base);
  return {
    version: 1,
    kind: 'compare',
    scenario: scenario.name,
    currency: scenario.currency,
    days: scenario.days,
    seed: scenario.seed,
    runs,
    base: meanFigures(ofBase),
    variants: variants.map((variant) => {
      const counts = countsOf(variant);
      return {
        id: variant.id,
        description: variant.description,
        strategy: variant.strategy.name,
        figures: meanFigures(counts),
        difference: pairedDifferences(ofBase, counts),
      };
    }),
  };
}
