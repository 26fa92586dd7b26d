/** What a formula may read: the day counted from 1, its weekday (1 Monday .. 7 Sunday), the horizon, the plan's 1-based place in id order, the field's default. */
export const formulaVariables = ['day', 'weekday', 'days', 'plan', 'base'] as const;
export type FormulaVariable = (typeof formulaVariables)[number];
export type FormulaScope = Readonly<Partial<Record<FormulaVariable, number>>>;

export interface CompiledFormula {
  /** The variables it reads. */
  readonly reads: ReadonlySet<FormulaVariable>;
  /** Throws FormulaError where the result is no real number. */
  readonly evaluate: (scope: FormulaScope) => number;
}

/** Compiles the text after (and with) its leading "="; throws FormulaError. Held apart so that the formula engine loads only when used. */
export type FormulaCompiler = (text: string) => CompiledFormula;

/** What is wrong with a formula; `offset` counts characters from its "=". */
export class FormulaError extends Error {
  readonly problem: string;
  readonly offset: number;
  readonly params: Readonly<Record<string, string | number | readonly string[]>>;

  constructor(
    problem: string,
    offset: number,
    params: Readonly<Record<string, string | number | readonly string[]>> = {},
  ) {
    super(problem);
    this.name = 'FormulaError';
    this.problem = problem;
    this.offset = offset;
    this.params = params;
  }
}
