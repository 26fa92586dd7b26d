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
  'optimize.infeasible': ({ params }) =>
    `cannot keep ${limitName(params['limit'])} of ${params['required']} for ${ofNode(params)}: the best that can be had is ${shown(params['attainable'])}, ${shown(Math.abs(Number(params['required']) - Number(params['attainable'])))} short. Try ${params['limit'] === 'maxCostPerOrder' ? 'raising' : 'lowering'} it, or freeing fixed plans and minimums.`,
  'optimize.together': ({ params }) =>
    `cannot keep ${listed(params['limits'])} together: each can be met, but no choice of bids meets them all. Try loosening one.`,
  'optimize.range': ({ params }) =>
    `cannot set ${params['limit']} of plan "${params['plan']}": it asks for ${shown(params['required'])} a day, must be at most ${shown(params['attainable'])}, which is what ${params['against'] === 'demand' ? 'its highest bid can spend' : `${limitName(params['against'])} leaves`}.`,
  'optimize.budget-below-minimums': ({ params }) =>
    `cannot keep the daily budget of ${shown(params['budget'])} of ${ofNode(params)}: fixed plans and minimums take ${shown(params['required'])}, ${shown(Number(params['required']) - Number(params['budget']))} more. Try a larger budget or smaller minimums.`,
};

const shown = (value: unknown): string => String(Number(Number(value).toFixed(2)));
const ofNode = (params: Readonly<Record<string, unknown>>): string =>
  params['group'] === undefined ? 'the store' : `group "${params['group']}"`;

const limitNames: Readonly<Record<string, string>> = {
  minAverageRoas: 'an average ROAS',
  maxCostPerOrder: 'a cost an order',
  maxDailyBudget: 'maxDailyBudget',
  off: 'a product without break-even',
};
const limitName = (limit: unknown): string => limitNames[String(limit)] ?? String(limit);
