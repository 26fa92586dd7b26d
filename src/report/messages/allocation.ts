import type { Messages } from './index.ts';

/** Sentences of problems with an allocation request. */
export const allocationMessages: Messages = {
  'allocation.frontier-points': ({ params }) =>
    `cannot read a curve: point ${params.index} has spend ${params.cost} and value ${params.value}: ${params.problem}.`,
  'allocation.limit': ({ params, path }) =>
    `cannot use ${path.join('.')}: it is ${params.value}, must be a number >= 0.`,
  'allocation.groups': ({ params }) =>
    `cannot build the groups: ${[params.group, params.member, params.problem].filter((part) => part !== undefined).join(' ')}.`,
  'allocation.conflict': ({ params }) =>
    `cannot meet ${params.limit} of ${params.node}: it asks for ${params.required}, ${params.against} leaves ${params.attainable}.`,
};
