import type { Messages } from './index.ts';

const listed = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));

export const strategyMessages: Messages = {
  'strategy.unknown': ({ params }) =>
    `cannot use strategy: "${params['value']}" is not one of ${listed(params['known'])}.`,
  'strategy.params': ({ params }) =>
    `cannot use strategy parameter: "${params['name']}" is not one of ${listed(params['known'])} of ${params['strategy']}.`,
  'compare.no-variants': () =>
    'cannot compare: the scenario has no variants. Try a variants: list with an id and a set: of path: value.',
  'file.no-match': ({ params }) => `cannot find scenarios: nothing matches ${listed(params['patterns'])}.`,
  'optimize.infeasible': ({ params }) =>
    `cannot optimize: the limits of ${params['node']} contradict each other (${params['limit']}). Try a larger budget or a lower limit.`,
};
