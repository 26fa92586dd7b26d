import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../src/core/scenario/formula.ts';
import { FormulaError } from '../../src/core/scenario/formulaScope.ts';

const scope = { day: 3, weekday: 2, days: 28, plan: 4, base: 10 };
const value = (text: string) => compileFormula(text).evaluate(scope);

describe('values', () => {
  test.each<[string, number]>([
    ['= base * (1 + 0.2 * day)', 16],
    ['= 2 + 3 * 4 ^ 2', 50],
    ['= -2 ^ 2', -4],
    ['= 7 % 3 + mod(-1, 7)', 7],
    ['= weekday >= 6 ? 2 : 1', 1],
    ['= 2 <= day < 4', 1],
    ['= not (day == 3) or plan != 4', 0],
    ['= day > 1 and day < 3', 0],
    ['= max(1, day, 2) + min(4, plan)', 7],
    ['= round(-2.5) + floor(2.7) + ceil(2.1) + abs(-1) + sign(-9)', 2],
    ['= sqrt(16) + exp(0) + log(e) + pow(2, 3)', 14],
    ['= cos(2 * pi) + sin(0)', 1],
    ['= 20%', 0.2],
    ['= 2 day', 6],
    ['= true + false', 1],
    ['= 1e3 + 0x10', 1016],
  ])('%s is %d', (text, expected) => {
    expect(value(text)).toBeCloseTo(expected, 12);
  });

  test('a formula reports which variables it reads', () => {
    expect([...compileFormula('= day > 3 ? base : pi').reads]).toEqual(['day', 'base']);
  });

  test('arithmetic agrees with the language it is written in', () => {
    const operand = fc.oneof(
      fc.constantFrom('day', 'weekday', 'days', 'plan', 'base'),
      fc.integer({ min: 0, max: 99 }).map(String),
    );
    const expression = fc.letrec<{ sum: string }>((tie) => ({
      sum: fc.oneof(
        { maxDepth: 4 },
        operand,
        fc
          .tuple(tie('sum'), fc.constantFrom('+', '-', '*', '/'), tie('sum'))
          .map(([a, op, b]) => `(${a} ${op} ${b})`),
      ),
    })).sum;
    const { day, weekday, days, plan, base } = scope;
    fc.assert(
      fc.property(expression, (text) => {
        const expected = new Function('day', 'weekday', 'days', 'plan', 'base', `return ${text}`);
        const reference = expected(day, weekday, days, plan, base) as number;
        if (Number.isFinite(reference)) expect(value(`=${text}`)).toBe(reference);
        else expect(() => value(`=${text}`)).toThrow(FormulaError);
      }),
    );
  });
});

describe('closed world', () => {
  test.each([
    '= import({})',
    '= evaluate("1")',
    '= parse("1")',
    '= simplify("x")',
    '= derivative("x", "x")',
    '= resolve(1)',
    '= createUnit("x")',
    '= config({})',
    '= constructor',
    '= toString',
    '= __proto__',
    '= hasOwnProperty(1)',
    '= day.constructor',
    '= day["constructor"]',
    '= max.constructor("return 1")()',
    '= cos.constructor(1)',
    '= x = 1',
    '= f(x) = x',
    '= [1, 2]',
    '= {a: 1}',
    '= 1:1e9',
    '= "text"',
    '= 3 cm',
    '= 5!',
    "= day'",
    '= 1 to 2',
    '= null',
    '= 2i',
    '= random()',
    '= ones(1e9)',
  ])('%s is refused', (text) => {
    expect(() => compileFormula(text)).toThrow(FormulaError);
  });

  test('whatever is typed is a number or a FormulaError that points into the text', () => {
    const words =
      'day base sin max pi ( ) , + - * / ^ ? : < == % ! 1 2.5 . "a" [ ] { } = ; and not to # x $ \\';
    const word = fc.constantFrom('\n', ' ', ...words.split(' '));
    const typed = fc.oneof(
      fc.array(word, { maxLength: 15 }).map((words) => words.join(' ')),
      fc.string({ maxLength: 20, unit: 'binary' }),
    );
    fc.assert(
      fc.property(typed, (text) => {
        try {
          expect(Number.isFinite(compileFormula(`=${text}`).evaluate(scope))).toBe(true);
        } catch (error) {
          if (!(error instanceof FormulaError)) throw error;
          expect(error.offset).toBeGreaterThanOrEqual(0);
          expect(error.offset).toBeLessThanOrEqual(text.length + 1);
        }
      }),
      { numRuns: 120 },
    );
  });
});
