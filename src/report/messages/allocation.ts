import type { Issue } from '../../core/issues/issue.ts';
import type { Messages } from './index.ts';

type Params = Issue['params'];

/** Sentences of problems with an allocation request. */
export const allocationMessages: Messages = {
  'allocation.frontier-points': ({ params }) =>
    `cannot read a curve: point ${params.index} has spend ${params.cost} and value ${params.value}: ${params.problem}.`,
  'allocation.limit': ({ params, path }) =>
    `cannot use ${field(path)}: it is ${params.value}, must be a number of at least 0.`,
  'allocation.groups': ({ params }) =>
    `cannot build the groups: ${[params.group, params.member, params.problem].filter((part) => part !== undefined).join(' ')}.`,
  'allocation.conflict': ({ params }) => conflictText(params),
  'allocation.unknown-key': ({ params, path }) =>
    `cannot read ${field(path)}: "${params.key}" is not a field here, must be one of ${list(params.known)}.${near(params)}`,
  'allocation.missing': ({ path, params }) =>
    `cannot read ${field(path)}: it is missing, must be ${params.wanted}.`,
  'allocation.value': ({ path, params }) =>
    `cannot use ${field(path)}: it is ${params.value}, must be ${params.wanted}.`,
  'allocation.option': ({ path, params }) =>
    `cannot use ${field(path)}: it is ${params.value}, must be one of ${list(params.options)}.${near(params)}`,
  'allocation.duplicate-id': ({ path, params }) =>
    `cannot use ${field(path)}: the id ${params.id} is taken, must be the only one.`,
  'allocation.reference': ({ path, params }) =>
    `cannot use ${field(path)}: ${params.member} is ${params.problem === 'itself' ? 'the group itself' : 'not a plan or group'}, must be the id of a plan or of another group.${near(params)}`,
  'allocation.contradiction': ({ path, params }) => {
    const plans = Array.isArray(params.plans) ? ` Largest: ${list(params.plans)}.` : '';
    const side =
      String(params.what).startsWith('budget') || AT_LEAST.has(params.what) ? 'at least' : 'at most';
    if (params.against === 'objective')
      return `cannot use ${field(path)}: ${params.limit} takes no target, must be MinimizeBudget or MaximizeRevenue.`;
    return `cannot use ${field(path)}: ${params.what} is ${params.value}, must be ${side} ${params.limit} (${params.against}).${plans}`;
  },
};

/** Figures that are too low where they stand against another. */
const AT_LEAST: ReadonlySet<unknown> = new Set(['the last point', 'the highest bid']);

const LIMIT_NAMES: Readonly<Record<string, string>> = {
  maxSpend: 'budget',
  minSpend: 'minimum spend',
  minAverageRoas: 'average ROAS floor',
  minMarginalRoas: 'marginal ROAS floor',
  minValue: 'target',
  spendStep: 'largest step between periods',
};

/** What an infeasible request asks for, what can be had, and the difference. */
export function conflictText(params: Params): string {
  if (params.limit === 'together')
    return 'cannot meet all limits together: the floors, targets and minimums could each be met, but no allocation was found that meets every one. Where curves are S-shaped, spending between 0 and the bend earns too little.';
  const limit = LIMIT_NAMES[String(params.limit)] ?? String(params.limit);
  const against = LIMIT_NAMES[String(params.against)] ?? String(params.against);
  const required = Number(params.required);
  const attainable = Number(params.attainable);
  const off = Number.isNaN(attainable) ? '' : `, ${amount(Math.abs(required - attainable))} off`;
  const leaves = Number.isNaN(attainable)
    ? ''
    : `; the ${against} of its plans allow ${amount(attainable)}${off}`;
  return `cannot meet the ${limit} of ${params.node}: it is ${amount(required)}${leaves}.`;
}

function amount(value: number): string {
  return String(Number(value.toPrecision(7)));
}

function field(path: Issue['path']): string {
  return (
    path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`)).join('') ||
    'the problem'
  );
}

function list(value: Params[string] | undefined): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function near(params: Params): string {
  return params.near === undefined ? '' : ` Did you mean ${params.near}?`;
}
