import type { PreparedScenario } from '../../engine/prepare.ts';
import { InputError } from '../../issues/issue.ts';
import { nearest } from '../../issues/nearest.ts';
import { cellsOfPlan, type CellGroup } from './deliveryFigures.ts';

/** A plan, or one of its keywords or audiences. */
export interface Subject {
  readonly group: CellGroup;
  readonly cellId: string | null;
  /** The subject's bid relative to its plan's, before devices and premiums. */
  readonly bidFactor: number;
}

/**
 * What to draw: every plan; or one plan and each of its keywords (audiences); or one keyword, wherever it is. Throws InputError
 * `landscape.plan` or `landscape.keyword` where there is none.
 */
export function subjectsOf(
  prepared: PreparedScenario,
  { planId, cellId }: { readonly planId?: string; readonly cellId?: string },
): Subject[] {
  const { plans } = prepared.scenario;
  const chosen = plans
    .map((_, plan) => plan)
    .filter((plan) => planId === undefined || plans[plan]!.id === planId);
  if (chosen.length === 0)
    throw unknown(
      'plan',
      planId!,
      plans.map(({ id }) => id),
    );
  const wholes = chosen.map((plan): Subject => ({
    group: cellsOfPlan(prepared, plan),
    cellId: null,
    bidFactor: 1,
  }));
  if (planId === undefined && cellId === undefined) return wholes;
  const cells = chosen.flatMap((plan) => cellSubjects(prepared, plan));
  if (cellId === undefined) return [...wholes, ...cells];
  const found = cells.filter((subject) => subject.cellId === cellId);
  if (found.length === 0) throw unknown('keyword', cellId, [...new Set(cells.map((cell) => cell.cellId!))]);
  return found;
}

/** Keywords in the order of the scenario; the cells that search terms, devices and premiums make of one are one. */
function cellSubjects({ scenario, cellStart }: PreparedScenario, plan: number): Subject[] {
  const found = new Map<string, { cells: number[]; bidFactor: number }>();
  scenario.plans[plan]!.cells.forEach((cell, c) => {
    const [id, bidFactor] =
      'origin' in cell ? [cell.origin.keyword, cell.origin.bidFactor] : [cell.id, cell.bidFactor];
    const known = found.get(id);
    if (known === undefined) found.set(id, { cells: [cellStart[plan]! + c], bidFactor });
    else known.cells.push(cellStart[plan]! + c);
  });
  return [...found].map(([cellId, { cells, bidFactor }]) => ({ group: { plan, cells }, cellId, bidFactor }));
}

function unknown(kind: 'plan' | 'keyword', value: string, candidates: readonly string[]): InputError {
  const near = nearest(value, candidates);
  const params = { value, candidates, ...(near === undefined ? {} : { near }) };
  return new InputError([{ code: `landscape.${kind}`, path: [], params }]);
}
