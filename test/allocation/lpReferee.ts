import loadHighs from 'highs';
import type { TreeGroup, TreePlan } from '../../src/core/allocation/foldTree.ts';

const highs = await loadHighs();

/** The optimum of a tree by linear programming, one variable a segment: what `solveTree` is held against. */
export function lpOptimum(root: TreeGroup, costWeight = 0): number | 'infeasible' {
  const rows: string[] = [];
  const objective: string[] = [];
  const bounds: string[] = [];
  let base = 0;
  const term = (coefficient: number, name: string) =>
    `${coefficient < 0 ? '-' : '+'} ${Math.abs(coefficient)} ${name}`;
  interface Part {
    name: string;
    slope: number;
  }
  const visit = (
    node: TreeGroup | TreePlan,
    floor: number,
  ): { parts: Part[]; cost: number; value: number } => {
    const { minSpend, maxSpend, minAverageRoas, minMarginalRoas } = node.limits;
    const strictest = Math.max(floor, minMarginalRoas ?? -Infinity);
    const parts: Part[] = [];
    let cost = 0;
    let value = 0;
    if ('frontier' in node) {
      const { frontier } = node;
      cost = frontier.cost[0]!;
      value = frontier.value[0]!;
      base += value - costWeight * cost;
      for (let i = 1; i < frontier.cost.length; i++) {
        let length = frontier.cost[i]! - frontier.cost[i - 1]!;
        const slope = (frontier.value[i]! - frontier.value[i - 1]!) / length;
        if (slope < strictest)
          length = Math.max(0, Math.min(length, (minSpend ?? 0) - frontier.cost[i - 1]!));
        const name = `x${bounds.length}`;
        objective.push(term(slope - costWeight, name));
        bounds.push(`0 <= ${name} <= ${length}`);
        parts.push({ name, slope });
      }
    } else
      for (const child of node.children) {
        const inner = visit(child, strictest);
        parts.push(...inner.parts);
        cost += inner.cost;
        value += inner.value;
      }
    const sum = parts.map(({ name }) => `+ 1 ${name}`).join('\n ');
    if (parts.length > 0) {
      if (maxSpend !== undefined) rows.push(`${sum} <= ${maxSpend - cost}`);
      if (minSpend !== undefined) rows.push(`${sum} >= ${minSpend - cost}`);
      if (minAverageRoas !== undefined)
        rows.push(
          `${parts.map(({ name, slope }) => term(slope - minAverageRoas, name)).join('\n ')} >= ${minAverageRoas * cost - value}`,
        );
    }
    return { parts, cost, value };
  };
  visit(root, -Infinity);
  if (rows.length === 0) rows.push('+ 1 x0 >= 0');
  const text = `Maximize\n obj: ${objective.join('\n ')}\nSubject To\n${rows.map((row, i) => ` r${i}: ${row}`).join('\n')}\nBounds\n${bounds.join('\n')}\nEnd`;
  const solution = highs.solve(text, {
    primal_feasibility_tolerance: 1e-10,
    dual_feasibility_tolerance: 1e-10,
  });
  if (solution.Status === 'Infeasible') return 'infeasible';
  if (solution.Status !== 'Optimal') throw new Error(`HiGHS: ${solution.Status}`);
  return solution.ObjectiveValue + base;
}
