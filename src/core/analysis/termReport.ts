import type { CellColumn } from '../engine/cellTotals.ts';
import { cellColumns } from '../engine/cellTotals.ts';
import type { PreparedScenario } from '../engine/prepare.ts';
import type { RunResult } from '../engine/result.ts';

/** A row of the search-term report: a search (or an audience), and what it brought a day. */
export interface TermRow extends Readonly<Record<CellColumn, number>> {
  readonly plan: string;
  /** Keyword or audience. */
  readonly keyword: string;
  /** How close the search is to the keyword; null for audiences. */
  readonly match: 'exact' | 'phrase' | 'broad' | null;
  /** The search; null where a keyword stands for all of its searches, and for audiences. */
  readonly term: string | null;
  readonly device: 'mobile' | 'desktop' | null;
  readonly premium: string | null;
}

/** Daily means over runs of every cell, dearest first; runs must have been asked for `cellTotals`. */
export function termReport({ scenario, cellStart }: PreparedScenario, runs: readonly RunResult[]): TermRow[] {
  const scale = 1 / (scenario.days * runs.length);
  const figures = (cell: number): Record<CellColumn, number> =>
    Object.fromEntries(
      cellColumns.map((column) => [
        column,
        scale * runs.reduce((sum, run) => sum + run.cells![column][cell]!, 0),
      ]),
    ) as Record<CellColumn, number>;
  const rows = scenario.plans.flatMap((plan, p) =>
    plan.cells.map((cell, c): TermRow => {
      const from = 'origin' in cell ? cell.origin : null;
      return {
        plan: plan.id,
        keyword: from?.keyword ?? cell.id,
        match: from?.match ?? null,
        term: from?.term === true ? from.words : null,
        device: from?.device ?? null,
        premium: from?.premium ?? null,
        ...figures(cellStart[p]! + c),
      };
    }),
  );
  return rows.sort((a, b) => b.spend - a.spend || b.impressions - a.impressions);
}
