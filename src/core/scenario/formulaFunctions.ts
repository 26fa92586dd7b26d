import { exp, log } from '../math/elementary.ts';
import { pow } from '../math/pow.ts';
import { cos, sin } from '../math/trigonometric.ts';

interface FormulaFunction {
  /** Fewest and most arguments. */
  readonly arity: readonly [number, number];
  readonly apply: (...values: number[]) => number;
}

const one = (apply: (x: number) => number): FormulaFunction => ({ arity: [1, 1], apply });
const many = (apply: (...values: number[]) => number): FormulaFunction => ({ arity: [1, 100], apply });
const truth = (holds: boolean): number => (holds ? 1 : 0);

/** Functions of formulas; transcendental ones are core/math's, so that every platform gives the same bytes. `log` is natural. */
export const formulaFunctions: Readonly<Record<string, FormulaFunction>> = {
  abs: one(Math.abs),
  ceil: one(Math.ceil),
  cos: one(cos),
  exp: one(exp),
  floor: one(Math.floor),
  log: one(log),
  max: many(Math.max),
  min: many(Math.min),
  mod: { arity: [2, 2], apply: modulo },
  pow: { arity: [2, 2], apply: pow },
  round: one((x) => Math.sign(x) * Math.floor(Math.abs(x) + 0.5)),
  sign: one(Math.sign),
  sin: one(sin),
  sqrt: one(Math.sqrt),
};

/** Operators of formulas by the name mathjs gives them; a comparison is 1 where it holds and 0 where not. */
export const formulaOperators: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  pow,
  mod: modulo,
  unaryMinus: (a) => -a,
  unaryPlus: (a) => a,
  not: (a) => truth(a === 0),
  and: (a, b) => truth(a !== 0 && b !== 0),
  or: (a, b) => truth(a !== 0 || b !== 0),
  equal: (a, b) => truth(a === b),
  unequal: (a, b) => truth(a !== b),
  smaller: (a, b) => truth(a < b),
  smallerEq: (a, b) => truth(a <= b),
  larger: (a, b) => truth(a > b),
  largerEq: (a, b) => truth(a >= b),
};

export const formulaConstants: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };

/** Remainder with the sign of the divisor, so that weekly patterns go on before day 0. */
function modulo(a: number, b: number): number {
  return a - b * Math.floor(a / b);
}
