import type { LinearProgram, LpSolver } from '../core/allocation/linearProgram.ts';

/** Loads HiGHS (WASM) as the linear program solver that allocation takes as an argument. */
export async function loadHighsSolver(): Promise<LpSolver> {
  const { default: loadHighs } = await import('highs');
  const highs = await loadHighs();
  return (program) => {
    const solution = highs.solve(programText(program), OPTIONS);
    if (solution.Status === 'Infeasible') return { status: 'infeasible' };
    if (solution.Status !== 'Optimal') return { status: 'failed' };
    const columns = solution.Columns as Record<string, { Primal: number }>;
    const rows = solution.Rows as { Name: string; Dual: number }[];
    const x = Float64Array.from(program.objective, (_, j) => columns[`x${j}`]?.Primal ?? 0);
    const duals = new Map(rows.map(({ Name, Dual }) => [Name, Dual]));
    return {
      status: 'optimal',
      value: solution.ObjectiveValue,
      x,
      dual: Float64Array.from(program.rows, (_, r) => duals.get(`r${r}`) ?? 0),
    };
  };
}

const OPTIONS = { primal_feasibility_tolerance: 1e-10, dual_feasibility_tolerance: 1e-10 } as const;

/** CPLEX LP text; one term a line, because the reader limits the length of lines. */
function programText({ objective, upper, rows }: LinearProgram): string {
  const sum = (coefficients: ArrayLike<number>, variable: (k: number) => number) =>
    Array.from(coefficients, (c, k) => `${c < 0 ? '-' : '+'} ${Math.abs(c)} x${variable(k)}`).join('\n ');
  const text = ['Maximize', ` obj: ${sum(objective, (k) => k)}`, 'Subject To'];
  rows.forEach(({ index, coefficient, low, high }, r) => {
    const left = ` r${r}: ${sum(coefficient, (k) => index[k]!)}`;
    text.push(
      low === high ? `${left} = ${low}` : high === Infinity ? `${left} >= ${low}` : `${left} <= ${high}`,
    );
  });
  text.push('Bounds');
  upper.forEach((bound, j) => text.push(bound === Infinity ? ` x${j} >= 0` : ` 0 <= x${j} <= ${bound}`));
  return [...text, 'End'].join('\n');
}
