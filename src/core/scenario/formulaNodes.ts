import type {
  ConditionalNode,
  ConstantNode,
  FunctionNode,
  MathNode,
  OperatorNode,
  ParenthesisNode,
  RelationalNode,
  SymbolNode,
} from 'mathjs/number';
import { nearest } from '../issues/nearest.ts';
import { formulaConstants, formulaFunctions, formulaOperators } from './formulaFunctions.ts';
import { formulaVariables } from './formulaScope.ts';

type Scope = Readonly<Record<string, number | undefined>>;
type Run = (scope: Scope) => number;

export interface NodeEvaluator {
  readonly run: Run;
  /** Names of variables read. */
  readonly reads: ReadonlySet<string>;
}

/** A node that formulas do not have; `word` is the name to point at. */
export class FormulaNodeError extends Error {
  readonly problem: string;
  readonly params: Readonly<Record<string, string | number | readonly string[]>>;
  readonly word: string | undefined;

  constructor(problem: string, params: FormulaNodeError['params'], word?: string) {
    super(problem);
    this.problem = problem;
    this.params = params;
    this.word = word;
  }
}

interface Build {
  readonly variables: readonly string[];
  readonly reads: Set<string>;
  readonly most: number;
  parts: number;
}

/** The tree of a formula as plain functions. Whatever is not named here (strings, assignments, lists, units, members) is refused. */
export function evaluatorOf(
  root: MathNode,
  most: number,
  variables: readonly string[] = formulaVariables,
): NodeEvaluator {
  const build: Build = { variables, reads: new Set(), most, parts: 0 };
  return { run: evaluator(root, build), reads: build.reads };
}

const builders: Readonly<Record<string, (node: MathNode, build: Build) => Run>> = {
  ConstantNode: (node) => constant(node as ConstantNode),
  SymbolNode: (node, build) => variable(node as SymbolNode, build),
  ParenthesisNode: (node, build) => evaluator((node as ParenthesisNode).content, build),
  OperatorNode: (node, build) => operator(node as OperatorNode, build),
  ConditionalNode: (node, build) => conditional(node as ConditionalNode, build),
  RelationalNode: (node, build) => relation(node as RelationalNode, build),
  FunctionNode: (node, build) => call(node as FunctionNode, build),
};

const refused: Readonly<Record<string, string>> = {
  AssignmentNode: 'an assignment (=)',
  FunctionAssignmentNode: 'defining a function',
  ArrayNode: 'a list',
  ObjectNode: 'an object',
  RangeNode: 'a range (:)',
  BlockNode: 'more than one expression',
  AccessorNode: 'a member access',
  IndexNode: 'an index',
};

function evaluator(node: MathNode, build: Build): Run {
  if (++build.parts > build.most)
    throw new FormulaNodeError('too-large', { size: `more than ${build.most}`, max: build.most });
  const builder = Object.hasOwn(builders, node.type) ? builders[node.type] : undefined;
  if (builder === undefined)
    throw new FormulaNodeError('not-allowed', { what: refused[node.type] ?? `a ${node.type}` });
  return builder(node, build);
}

function constant(node: ConstantNode): Run {
  const value: unknown = node.value;
  if (typeof value === 'number') return () => value;
  if (typeof value === 'boolean') return () => (value ? 1 : 0);
  throw new FormulaNodeError('not-allowed', {
    what: typeof value === 'string' ? 'a text in quotes' : `"${String(value)}"`,
  });
}

function variable(node: SymbolNode, build: Build): Run {
  const { name } = node;
  if (Object.hasOwn(formulaConstants, name)) {
    const value = formulaConstants[name]!;
    return () => value;
  }
  if (build.variables.includes(name)) {
    build.reads.add(name);
    return (scope) => scope[name] ?? Number.NaN;
  }
  const variables = [...build.variables, ...Object.keys(formulaConstants)];
  throw new FormulaNodeError('unknown-name', { name, variables, ...nearby(name, variables) }, name);
}

function nearby(name: string, candidates: readonly string[]): { near?: string } {
  const near = nearest(name, candidates);
  return near === undefined ? {} : { near };
}

function operator(node: OperatorNode, build: Build): Run {
  const apply = Object.hasOwn(formulaOperators, node.fn) ? formulaOperators[node.fn] : undefined;
  if (apply === undefined) throw new FormulaNodeError('not-allowed', { what: `"${node.op}"` }, node.op);
  const [left, right] = node.args.map((argument) => evaluator(argument, build)) as [Run, Run | undefined];
  if (right === undefined) return (scope) => apply(left(scope), Number.NaN);
  return (scope) => apply(left(scope), right(scope));
}

function conditional(node: ConditionalNode, build: Build): Run {
  const condition = evaluator(node.condition, build);
  const whenTrue = evaluator(node.trueExpr, build);
  const whenFalse = evaluator(node.falseExpr, build);
  return (scope) => (condition(scope) === 0 ? whenFalse(scope) : whenTrue(scope));
}

/** A chain such as 10 <= day < 15. */
function relation(node: RelationalNode, build: Build): Run {
  const parts = node.params.map((part) => evaluator(part, build));
  const tests = node.conditionals.map((name) => formulaOperators[name]!);
  return (scope) => {
    const values = parts.map((part) => part(scope));
    return tests.every((test, i) => test(values[i]!, values[i + 1]!) === 1) ? 1 : 0;
  };
}

function call(node: FunctionNode, build: Build): Run {
  const callee = node.fn as unknown as MathNode;
  if (callee.type !== 'SymbolNode')
    throw new FormulaNodeError('not-allowed', { what: refused.AccessorNode! });
  const { name } = callee as SymbolNode;
  const found = Object.hasOwn(formulaFunctions, name) ? formulaFunctions[name] : undefined;
  const functions = Object.keys(formulaFunctions);
  if (found === undefined)
    throw new FormulaNodeError('unknown-function', { name, functions, ...nearby(name, functions) }, name);
  const { args } = node;
  const [fewest, most] = found.arity;
  if (args.length < fewest || args.length > most) {
    const wanted = fewest === most ? String(fewest) : `${fewest} to ${most}`;
    throw new FormulaNodeError('arguments', { name, count: args.length, wanted }, name);
  }
  const values = args.map((argument) => evaluator(argument, build));
  return (scope) => found.apply(...values.map((value) => value(scope)));
}
