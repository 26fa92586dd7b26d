import type { Issue } from '../../core/issues/issue.ts';
import type { Messages } from './index.ts';

type Params = Issue['params'];

/** Texts of everything that can be wrong within a scenario. */
export const scenarioMessages: Messages = {
  'scenario.range': ({ params }) =>
    `cannot set ${name(params)}: it is ${params.value}, must be ${range(params)}.${percentSlip(params)}`,
  'scenario.integer': ({ params }) =>
    `cannot set ${name(params)}: it is ${params.value}, must be a whole number${unitAside(params)}.`,
  'scenario.type': ({ params }) =>
    `cannot ${params.field === '' ? 'read' : 'set'} ${name(params)}: it is ${params.value}, must be ${kind(params)}.${textSlip(params)}`,
  'scenario.not-a-number': ({ params }) =>
    `cannot set ${name(params)}: it is ${params.value}, must be ${kind({ ...params, expected: 'varying' })}.${textSlip(params)}`,
  'scenario.missing': ({ params }) => `cannot read ${name(params)}: it is missing, must be ${kind(params)}.`,
  'scenario.length': ({ params }) =>
    `cannot set ${name(params)}: it is ${params.value}, must be a list of ${length(params)}.`,
  'scenario.text-length': ({ params }) =>
    `cannot set ${name(params)}: it is ${params.value}, must be text of ${length(params)} characters.`,
  'scenario.option': ({ params }) =>
    `cannot set ${name(params)}: it is ${params.value}, must be one of ${list(params.options)}.${near(params)}`,
  'scenario.format': ({ params }) =>
    `cannot set ${name(params)}: it is ${params.value}, must be ${params.rule}.`,
  'scenario.invalid': ({ params }) =>
    `cannot set ${name(params)}: it is ${params.value}, must be valid: ${params.rule}.`,
  'scenario.unknown-key': unknownKey,
  'scenario.duplicate-id': ({ params }) =>
    `cannot use the id "${params.value}" twice in ${name(params)}: it is that of items ${params.first} and ${params.second} (counted from 0), must be unique.`,
  'scenario.unknown-product': (issue) => unknownReference(issue, 'products'),
  'scenario.unknown-group': (issue) => unknownReference(issue, 'limits.groups'),
  'scenario.unknown-keyword': ({ params }) =>
    `cannot set ${name(params)}: no plan has a keyword with the id "${params.value}", must be the id of one.${near(params)}`,
  'scenario.duplicate-keyword': ({ params }) =>
    `cannot bid twice on "${params.value}" in ${params.match} match: keywords ${params.first} and ${params.second} of the plan (counted from 0) are the same words, must differ in words or match type. Try removing one.`,
  'scenario.duplicate-term': ({ params }) =>
    `cannot use the search term "${params.value}" twice: it is that of items ${params.first} and ${params.second} (counted from 0), must be unique.`,
  'scenario.no-words': ({ params }) =>
    `cannot use ${name(params)}: "${params.value}" has no letter or digit, must have a word that can be searched for.`,
  'scenario.premium-shares': ({ params }) =>
    `cannot use ${name(params)}: their shares add up to ${params.value}, must be at most 1.`,
  'scenario.bid-below-platform': ({ params }) =>
    `cannot set ${name(params)}: it is ${params.value}, must be 0 or at least market.minimumBid, which is ${params.min}.`,
  'scenario.queries-of-terms': ({ params }) =>
    `cannot set ${name(params)}: the searches of "${params.keyword}" come from the terms it matches in market.search.terms, must be left out. Try the terms' own dailyQueries.`,
  'scenario.negative-removes-keyword': ({ params }) =>
    `cannot keep out "${params.value}" (${params.match}): no search is left of the keyword "${params.keyword}"${others(params)}, must leave some. Try removing the negative or the keyword.`,
  'scenario.no-plans': ({ params, path }) =>
    path[0] === 'rivalStores'
      ? `cannot run ${String(params.field).replace(/\.plans$/, '')}: it has no plans, must have at least one. Try adding plans: to the store.`
      : 'cannot run this scenario: it has no plans, must have at least one. Try adding plans: or population:.',
  'scenario.other-rivals': ({ params }) =>
    `cannot set ${name(params)}: it is ${params.value} where the plan "${params.plan}" has ${params.other}, must be the same, as both bid on "${params.keyword}" and meet in its auctions. Try the same in both plans, or market.sharedAuctions: false.`,
  'scenario.no-rotation': ({ params }) =>
    `cannot rotate ${name(params)}: every share is 0, must have one above 0.`,
  'scenario.target': ({ params }) =>
    `cannot seek ${params.objective}: ${params.count === 0 ? 'there is no target' : `target has ${params.count} figures`}, must be one of revenue, profit, orders, clicks. Try target: { orders: 50 }.`,
  'scenario.target-unused': ({ params }) =>
    `cannot use target: the objective is ${params.objective}, must be budget (MinimizeBudget). Try removing one of them.`,
  'scenario.max-below-min': ({ params }) =>
    `cannot set ${name(params)}: it is ${params.value}, must be at least ${params.name}, which is ${params.min}.`,
  'scenario.max-below-platform': ({ params }) =>
    `cannot set ${name(params)}: it is ${params.value}, must be at least ${params.name}, which is ${params.min}.`,
  'scenario.schedule-percent': ({ params }) =>
    `cannot set ${name(params)}: hour ${params.hour} is at ${params.value} percent of the bid, must be 0 (off) or from 30 to 250.${factorSlip(params)}`,
  'scenario.schedule-off': ({ params }) =>
    `cannot use ${name(params)}: every hour is 0, must have an hour above 0. Try enabled: false to switch the plan off.`,
  'scenario.event-ends-early': ({ params }) =>
    `cannot set ${name(params)}: it is day ${params.value}, must be day ${params.from} (its from) or later.`,
  'scenario.rate-above-one': ({ params }) =>
    `cannot use ${name(params)}: the ${params.rate} rate of "${params.cell}" is ${rounded(params.value)} once its factors are multiplied, must be at most 1.`,
  'scenario.keyword-bid-without-plan-bid': ({ params }) =>
    `cannot set ${name(params)}: the plan's bid is 0, must be above 0 for keyword bids to scale with it.`,
  'scenario.budget-below-minimums': ({ params }) =>
    `cannot set ${name(params)}: it is ${params.value}, must be at least ${params.need}, the sum of the plans' minDailyBudget.`,
  'scenario.hours-all-zero': ({ params }) =>
    `cannot use ${name(params)}: every hour is 0, must have an hour above 0.`,
  'scenario.patch-path': ({ params }) =>
    `cannot patch ${params.field}: "${params.part}" is not there, must be a field or the id of a list item.${near(params)}`,
  'scenario.unknown-variant': ({ params }) =>
    `cannot use the variant "${cut(params.value)}": the file does not have it, must be ${
      list(params.candidates) === '' ? 'left out, as it has none' : `one of ${list(params.candidates)}`
    }.${near(params)}`,
  'scenario.formula-range': ({ params }) =>
    `cannot use the formula of ${name(params)}: its value${onDay(params)} is ${params.value}, must be ${range(params)}.`,
  'scenario.formula': formulaMessage,
};

function unknownKey({ params }: Issue): string {
  if (params.key === '<<')
    return `cannot read ${name(params)}: "<<" is a merge key, must be a field (YAML 1.2 has no merge keys). Try an alias (*name) for a whole value.`;
  return `cannot read ${name(params)}: "${cut(params.key)}" is not a field here, must be one of ${list(params.candidates)}.${near(params)}`;
}

function unknownReference({ params }: Issue, where: string): string {
  const known = Array.isArray(params.candidates) && params.candidates.length > 0;
  const must = known ? `one of ${list(params.candidates)}` : `an id of ${where}, which is empty`;
  return `cannot set ${name(params)}: "${params.value}" is not in ${where}, must be ${must}.${near(params)}`;
}

const formulaProblems: Readonly<Record<string, (params: Params) => string>> = {
  syntax: (p) => `${p.found} is not expected here, must be arithmetic such as "base * (1 + 0.1 * day)"`,
  unfinished: () => 'it ends too early, must be complete (is a bracket open?)',
  'unknown-name': (p) => `"${p.name}" is not a variable, must be one of ${list(p.variables)}.${near(p)}`,
  'unknown-function': (p) => `"${p.name}" is not a function, must be one of ${list(p.functions)}.${near(p)}`,
  'not-allowed': (p) => `${p.what} is not allowed, must be arithmetic on numbers`,
  arguments: (p) => `${p.name}() has ${p.count} arguments, must have ${p.wanted}`,
  'too-long': (p) => `it is ${p.length} characters, must be at most ${p.max}`,
  'too-large': (p) => `it has ${p.size} parts, must have at most ${p.max}`,
  'too-deep': (p) => `it nests deeper than ${p.max} levels, must nest less`,
  empty: () => 'nothing follows "=", must be an expression such as "= base * 1.1"',
  'no-real-value': (p) => `its value${onDay(p)} is ${p.value}, must be a finite number`,
  'variable-not-here': (p) => `"${p.name}" has no value for this field, must be one of ${list(p.variables)}`,
  'no-compiler': () => 'formulas are switched off here, must be a number',
};

function formulaMessage({ params }: Issue): string {
  const problem = formulaProblems[String(params.problem)]?.(params) ?? String(params.problem);
  return `cannot use the formula of ${name(params)}: ${problem}${/[.?]$/.test(problem) ? '' : '.'}`;
}

function name(params: Params): string {
  return params.field === '' || params.field === undefined ? 'the scenario' : cut(params.field);
}

function others({ others: count }: Params): string {
  return count === 0 ? '' : ` and of ${count} other${count === 1 ? '' : 's'}`;
}

function cut(text: Params[string] | undefined): string {
  const whole = String(text);
  return whole.length > 100 ? `${whole.slice(0, 97)}...` : whole;
}

function onDay({ day }: Params): string {
  return day === undefined ? '' : ` on day ${day}`;
}

/** Units of plain ratios read better in brackets. */
const ratios: ReadonlySet<unknown> = new Set([
  'factor',
  'fraction',
  'ratio',
  'weight',
  'exponent',
  'probability',
]);

function unitAside({ unit }: Params): string {
  return unit === undefined ? '' : ` (${unit})`;
}

function range(params: Params): string {
  const { min, max } = params;
  const unit = ratios.has(params.unit)
    ? unitAside(params)
    : params.unit === undefined
      ? ''
      : ` ${params.unit}`;
  if (min !== undefined && max !== undefined) return `from ${min} to ${max}${unit}`;
  return min === undefined ? `at most ${max}${unit}` : `at least ${min}${unit}`;
}

function length({ min, max, exact }: Params): string {
  if (exact === true) return String(min ?? max);
  return min === undefined ? `at most ${max}` : `at least ${min}`;
}

function list(names: Params[string] | undefined, most = 30): string {
  const all = Array.isArray(names) ? (names as readonly string[]) : [];
  const shown = all.slice(0, most).map(cut).join(', ');
  return all.length > most ? `${shown}, and ${all.length - most} more` : shown;
}

function near(params: Params): string {
  return params.near === undefined ? '' : ` Try "${params.near}".`;
}

const kinds: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  varying: 'a number or a formula that begins with "="',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of fields',
  record: 'a block of fields',
};

function kind(params: Params): string {
  if (params.expected === 'distribution') return `a number or a distribution (${list(params.options)})`;
  if (params.options !== undefined) return `one of ${list(params.options)}`;
  const text = kinds[String(params.expected)] ?? String(params.expected);
  const finite =
    params.value === 'Infinity' || params.value === 'NaN'
      ? text.replace('a number', 'a finite number')
      : text;
  return `${finite}${unitAside(params)}`;
}

/** "3" for a rate is most often 3 %. */
function percentSlip({ value, max }: Params): string {
  const percent = max === 1 && typeof value === 'number' && value > 1 && value <= 100;
  return percent ? ` Try ${rounded(value / 100)} for ${value} %.` : '';
}

/** Values in the dress of another kind: 3%, 1,200, 1_200, currency signs, yes and no, a number for a name. */
function textSlip({ value, expected }: Params): string {
  if (typeof value === 'number') return expected === 'string' ? ` Try "${value}" in quotes.` : '';
  if (typeof value !== 'string' || expected === 'string') return '';
  const text = value.replace(/^"|"$/g, '').trim();
  if (expected === 'boolean') {
    const word = text.toLowerCase();
    return ['yes', 'on', 'y'].includes(word)
      ? ' Try true.'
      : ['no', 'off', 'n'].includes(word)
        ? ' Try false.'
        : '';
  }
  if (/^[\d.]+ ?%$/.test(text)) return ` Try ${rounded(Number(text.replace('%', '')) / 100)}.`;
  const digits = text.replace(/[,_ ¥$€￥元]/g, '');
  return /^-?\d+(\.\d+)?$/.test(digits) ? ` Try ${digits}.` : '';
}

function factorSlip({ value }: Params): string {
  return typeof value === 'number' && value >= 0.3 && value <= 2.5 ? ` Try ${rounded(value * 100)}.` : '';
}

function rounded(value: Params[string] | undefined): string {
  return String(Number(Number(value).toPrecision(6)));
}
