import type { Messages } from './index.ts';

const listed = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));
const near = (name: unknown): string => (name === undefined ? '' : ` Try "${name}".`);

export const strategyMessages: Messages = {
  'strategy.unknown': ({ params }) =>
    `cannot use the strategy "${params['value']}": it is not known, must be ${
      params['near'] === undefined
        ? `one of ${listed(params['known'])}.`
        : `a known name.${near(params['near'])}`
    }`,
  'strategy.params': ({ params }) =>
    `cannot set strategy.params.${params['name']}: ${params['strategy']} has no such parameter, must be ${
      listed(params['known']) === '' ? 'left out' : `one of ${listed(params['known'])}`
    }.${near(params['near'])}`,
  'strategy.param-value': ({ params }) =>
    `cannot set strategy.params.${params['name']} of ${params['strategy']}: it is of the wrong kind, must be ${
      params['expected'] === 'boolean' ? 'true or false' : 'a finite number'
    }.`,
  'compare.no-variants': () =>
    'cannot compare: the scenario has no variants. Try a variants: list with an id and a set: of path: value.',
  'file.no-match': ({ params }) => `cannot find scenarios: nothing matches ${listed(params['patterns'])}.`,
  'strategy.file': ({ params }) => `cannot use strategy file ${params['file']}: ${params['problem']}.`,
  'replay.row': ({ params }) =>
    `cannot read the log: "${params['value']}" is not clicked (0 or 1), market price (whole number), predicted rate (0 to 1).`,
  'replay.file': ({ params }) => `cannot replay ${params['file']}: ${params['problem']}.`,
  'rules.field': ({ params }) => `cannot use rules: ${params['field']}: ${params['problem']}.`,
  'rules.expression': ({ params }) =>
    `cannot use rule ${params['rule']}: "${params['text']}" is not an expression (${params['problem']}${params['name'] === undefined ? '' : ` ${params['name']}`}).`,
  'rules.shape': ({ params }) =>
    `cannot use rule ${params['rule']}: must have either when and do, or preset.`,
  'rules.strategy': ({ params }) =>
    `cannot use rules beside the strategy "${params['value']}": rules decide alone. Try leaving strategy.name out.`,
  'rules.preset': ({ params }) =>
    `cannot use the rule set "${params['value']}": must be one of ${listed(params['known'])}.${near(params['near'])}`,
  'research.suite': ({ params }) =>
    `cannot race: suite "${params['value']}" is not one of ${listed(params['known'])}.`,
  'research.world': ({ params }) =>
    `cannot race: world "${params['value']}" is not one of ${listed(params['known'])}.`,
  'research.no-bound': ({ params }) =>
    `cannot explain a loss in ${params['value']}: its score is percent of the clairvoyant policy, no bound holds there. Try --suite standard.`,
  'research.seeds': ({ params }) =>
    `cannot race: seeds "${params['value']}" must be a number or a range such as 1..20.`,
  'optimize.group-roas': ({ params }) =>
    `cannot optimize for ${params['objective']}: minAverageRoas of group "${params['group']}" is set, must be left out. Try objective: revenue, or the floor at the store or at plans.`,
  'optimize.infeasible': ({ params }) =>
    `cannot optimize: the limits of ${params['node']} contradict each other (${params['limit']}). Try a larger budget or a lower limit.`,
};
