import { create, parseDependencies, type MathNode } from 'mathjs/number';
import { evaluatorOf, FormulaNodeError, type NodeEvaluator } from './formulaNodes.ts';
import {
  FormulaError,
  formulaVariables,
  type CompiledFormula,
  type FormulaVariable,
} from './formulaScope.ts';

const { parse } = create(parseDependencies);

/** What a formula may be at most. */
export const formulaLimits = { characters: 500, parts: 200, brackets: 20 } as const;

/**
 * Compiles a formula such as "= base * (1 + 0.2 * sin(2 * pi * day / 7))". mathjs reads the text; its own evaluation is never used:
 * the tree is turned into plain functions over a closed list of operators and functions (formulaNodes), so a formula can neither
 * call into the program nor differ between platforms. Throws FormulaError with the offset of the mistake.
 */
export function compileFormula(text: string): CompiledFormula {
  // A line break is white space here; to mathjs it would part two expressions.
  const body = text.slice(1).replace(/[\r\n]/g, ' ');
  checkSize(body);
  const evaluator = compileBody(body);
  const reads = new Set<FormulaVariable>(formulaVariables.filter((name) => evaluator.reads.has(name)));
  return {
    reads,
    evaluate: (scope) => {
      const value = evaluator.run(scope);
      if (Number.isFinite(value)) return value;
      throw new FormulaError('no-real-value', 0, { value: String(value) });
    },
  };
}

/**
 * Compiles an expression over named variables (no leading "="), under the same limits and the same closed list of operators and
 * functions. Comparisons are 1 where they hold. Throws FormulaError; offsets count from a "=" that is not there.
 */
export function compileExpression(
  text: string,
  variables: readonly string[],
): (scope: Readonly<Record<string, number>>) => number {
  const body = text.replace(/[\r\n]/g, ' ');
  checkSize(body);
  return compileBody(body, variables).run;
}

function checkSize(body: string): void {
  if (body.trim() === '') throw new FormulaError('empty', 0);
  if (body.length > formulaLimits.characters)
    throw new FormulaError('too-long', 0, { length: body.length, max: formulaLimits.characters });
  let open = 0;
  for (const [i, character] of [...body].entries()) {
    if ('([{'.includes(character)) open++;
    if (')]}'.includes(character)) open--;
    if (open > formulaLimits.brackets)
      throw new FormulaError('too-deep', i + 1, { max: formulaLimits.brackets });
  }
}

function compileBody(body: string, variables?: readonly string[]): NodeEvaluator {
  try {
    return evaluatorOf(parseBody(body), formulaLimits.parts, variables);
  } catch (error) {
    if (!(error instanceof FormulaNodeError)) throw error;
    const offset = error.word === undefined ? 1 : wordOffset(body, error.word);
    throw new FormulaError(error.problem, offset, error.params);
  }
}

function parseBody(body: string): MathNode {
  try {
    return parse(body);
  } catch (error) {
    // mathjs counts characters from 1 without the "=", which is what an offset counts with it.
    const { char } = error as { char?: unknown };
    const offset = typeof char === 'number' ? char : 1;
    if (offset > body.trimEnd().length) throw new FormulaError('unfinished', body.trimEnd().length);
    throw new FormulaError('syntax', offset, { found: JSON.stringify(body[offset - 1]) });
  }
}

/** Where a name stands in the formula; nodes do not carry their place. */
function wordOffset(body: string, word: string): number {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const match = new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'u').exec(body);
  return 1 + (match?.index ?? Math.max(0, body.indexOf(word)));
}
