import type { Issue } from '../issues/issue.ts';
import type { Varying } from './field.ts';
import { fieldName } from './fieldName.ts';
import {
  FormulaError,
  type CompiledFormula,
  type FormulaCompiler,
  type FormulaScope,
  type FormulaVariable,
} from './formulaScope.ts';
import { onDay, type DailySeries } from './resolved.ts';
import type { Scenario } from './schema/scenario.ts';
import { fieldAt, type SchemaField } from './schemaField.ts';
import { unitOf } from './unitOf.ts';
import { weekdays } from './weekdays.ts';

type Path = readonly (string | number)[];

/** One resolution under way: the scenario, the issues found so far, and how formulas become numbers. */
export class Resolution {
  /** With drawn plans. */
  readonly scenario: Scenario;
  /** As parsed; plans beyond its own are drawn, and stand in the file as `population`. */
  readonly written: Scenario;
  readonly days: number;
  readonly firstWeekday: number;
  readonly groups: ReadonlyMap<string, Scenario['limits']['groups'][number]>;
  readonly issues: Issue[] = [];
  readonly #told = new Set<string>();
  readonly #compile: FormulaCompiler | undefined;
  readonly #compiled = new Map<string, CompiledFormula>();

  constructor(scenario: Scenario, written: Scenario, compile: FormulaCompiler | undefined) {
    this.scenario = scenario;
    this.written = written;
    this.days = scenario.horizon.days;
    this.firstWeekday = weekdays.indexOf(scenario.horizon.firstWeekday);
    this.groups = new Map(scenario.limits.groups.map((group) => [group.id, group]));
    this.#compile = compile;
  }

  /** Notes a problem, once a place; resolution goes on so that all are found in one pass. */
  problem(code: string, path: Path, params: Issue['params'] = {}): void {
    const key = JSON.stringify([code, path]);
    if (this.#told.has(key)) return;
    this.#told.add(key);
    const field = fieldName(this.scenario, path);
    const drawn = path[0] === 'plans' && Number(path[1]) >= this.written.plans.length;
    this.issues.push({ code, path: drawn ? ['population'] : path, params: { field, ...params } });
  }

  /** A field that may vary by day: the number, or the formula's value on each day. `base` is what an unset field would have. */
  daily(value: Varying, path: Path, plan: number | undefined, base: DailySeries | undefined): DailySeries {
    if (typeof value === 'number') return value;
    const formula = this.#formula(value, path);
    if (formula === undefined) return 0;
    const { meta } = fieldAt(path, this.scenario)!;
    const values: number[] = [];
    for (let day = 0; day < this.days; day++) {
      const scope: FormulaScope = {
        day: day + 1,
        weekday: ((this.firstWeekday + day) % 7) + 1,
        days: this.days,
        ...(plan === undefined ? {} : { plan }),
        ...(base === undefined ? {} : { base: onDay(base, day) }),
      };
      const result = this.#evaluate(formula, scope, path, meta);
      if (result === undefined) return 0;
      values.push(result);
    }
    return values;
  }

  /** A field that may vary by plan but not by day (bids, budgets). */
  today(value: Varying, path: Path, plan: number): number {
    if (typeof value === 'number') return value;
    const formula = this.#formula(value, path);
    if (formula === undefined) return 0;
    const { meta } = fieldAt(path, this.scenario)!;
    return this.#evaluate(formula, { days: this.days, plan }, path, meta) ?? 0;
  }

  #formula(text: string, path: Path): CompiledFormula | undefined {
    const known = this.#compiled.get(text);
    if (known !== undefined) return known;
    if (this.#compile === undefined) {
      this.problem('scenario.formula', path, { formula: text, problem: 'no-compiler' });
      return undefined;
    }
    const formula = this.#guard(path, { formula: text }, () => this.#compile!(text));
    if (formula !== undefined) this.#compiled.set(text, formula);
    return formula;
  }

  #evaluate(
    formula: CompiledFormula,
    scope: FormulaScope,
    path: Path,
    meta: SchemaField['meta'],
  ): number | undefined {
    const missing = [...formula.reads].find((name: FormulaVariable) => scope[name] === undefined);
    if (missing !== undefined) {
      this.problem('scenario.formula', path, {
        problem: 'variable-not-here',
        name: missing,
        variables: Object.keys(scope),
      });
      return undefined;
    }
    const day: Issue['params'] = scope.day === undefined ? {} : { day: scope.day };
    const value = this.#guard(path, day, () => formula.evaluate(scope));
    if (value === undefined) return undefined;
    const { min = -Infinity, max = Infinity } = meta as { min?: number; max?: number };
    if (value >= min && value <= max) return value;
    this.problem('scenario.formula-range', path, {
      value: Number(value.toPrecision(10)),
      ...day,
      ...(Number.isFinite(min) ? { min } : {}),
      ...(Number.isFinite(max) ? { max } : {}),
      ...unitOf(meta, this.scenario),
    });
    return undefined;
  }

  #guard<T>(path: Path, params: Issue['params'], work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      this.problem('scenario.formula', path, {
        problem: error.problem,
        offset: error.offset,
        ...params,
        ...error.params,
      });
      return undefined;
    }
  }
}
