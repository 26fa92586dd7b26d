import type { ModelNode } from './buildNodes.ts';

/** Rows beyond which a sparse solver is worth loading: the own simplex keeps a dense inverse of their number squared. */
const MANY_ROWS = 300;

/** Whether a linear program over these limits (and the given number of cases) is for a sparse solver. */
export function hasManyRows(nodes: readonly ModelNode[], cases = 0): boolean {
  return nodes.reduce((sum, node) => sum + rowsOf(node), cases) > MANY_ROWS;
}

function rowsOf({ maxSpend, minSpend, minValue, spendStep, floors }: ModelNode): number {
  const single = [maxSpend, minSpend, minValue].filter((limit) => limit !== undefined).length;
  return single + floors.length + (spendStep === undefined ? 0 : 2);
}
