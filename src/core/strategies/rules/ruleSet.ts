/** One rule of an operator: where `when` holds for a plan, the plan is set as `do` says. Expressions over `ruleVariables`. */
export interface Rule {
  readonly when: string;
  readonly do: { readonly bid?: string; readonly dailyBudget?: string; readonly enabled?: false };
}

/** An operator's rules, in order: for each plan the first that holds acts. */
export interface RuleSet {
  readonly name: string;
  readonly description: string;
  /** Days a plan is left alone after a move; default 0. */
  readonly waitDays?: number;
  readonly rules: readonly Rule[];
}

/** Parameters of every rule set: days of rest after a move, and the conversion that `priorCvr` stands for. */
export function ruleDefaults(set: RuleSet): { waitDays: number; priorConversion: number } {
  return { waitDays: set.waitDays ?? 0, priorConversion: 0.03 };
}
