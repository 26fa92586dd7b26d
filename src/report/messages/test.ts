import type { Issue } from '../../core/issues/issue.ts';
import type { Messages } from './index.ts';

type Params = Issue['params'];

const percent = (value: unknown, digits = 1): string => `${(100 * Number(value)).toFixed(digits)} %`;
const figure = (value: unknown, digits = 2): string => Number(value).toFixed(digits);
const listed = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));
const plural = (count: unknown, word: string): string => `${count} ${word}${Number(count) === 1 ? '' : 's'}`;
const chance = (p: unknown): string => (Number(p) < 0.0001 ? 'p < .0001' : `p = ${Number(p).toFixed(4)}`);

/** Bad input of `bidwright test`: every message names the row. */
const inputMessages: Messages = {
  'test.badNumber': ({ params }) =>
    `cannot use this row: ${params.field} is ${params.value}, must be a number of at least 0.`,
  'test.notWhole': ({ params }) =>
    `cannot use this row: ${params.field} is ${params.value}, must be a whole number.`,
  'test.clicksAboveImpressions': ({ params }) =>
    `cannot use this row (${params.creative}, ${params.day}): ${params.clicks} clicks are more than ${params.impressions} impressions. Try checking whether the two columns are swapped.`,
  'test.badDay': ({ params }) =>
    `cannot use this row: the day is ${params.day}, must be a date such as 2026-03-01.`,
  'test.duplicateRow': ({ params }) =>
    `cannot use this row: ${params.creative} on ${params.day} stands already in row ${params.firstLine}, must stand once. Try --sum-duplicates if the report is split by hour or device.`,
  'test.noRows': () => 'cannot analyse this file: it has no rows below its header.',
  'test.oneArm': ({ params }) =>
    `cannot compare: "${params.creative}" is the only creative shown, must be at least two. Try --by "<column>" to name the column that tells creatives apart.`,
  'test.noClicks': ({ params }) =>
    `cannot compare: none of the ${plural(params.rows, 'row')} has a click, must be at least one.`,
  'test.mixedCurrencies': ({ params }) =>
    `cannot compare: this row is in ${(params.currencies as readonly string[])[1]}, earlier rows in ${(params.currencies as readonly string[])[0]} (found: ${listed(params.currencies)}), must be one currency.`,
  'test.missingDays': ({ params }) =>
    `cannot use a test with holes: ${params.from === params.to ? `${params.from} is` : `${params.from} to ${params.to} are`} missing between row ${params.lineBefore} and row ${params.lineAfter}. Try --allow-gaps if nothing was shown on these days.`,
  'test.unreadableDay': ({ params }) => `cannot use this row: "${params.value}" is not a day.`,
  'test.unreadableNumber': ({ params }) =>
    `cannot use this row: ${params.field} is "${params.value}", must be a number.`,
  'test.rangeRow': ({ params }) =>
    `cannot use this row: it covers ${params.from} to ${params.to}, must be one day. Try exporting the report by day.`,
  'test.missingColumns': ({ params }) =>
    `cannot read the table: no column for ${listed(params.missing)} among ${listed(params.found)}.${params.near === undefined ? ' Try --by "<column>" if creatives are told apart by another column.' : ` Try --by "${params.near}".`}`,
  'test.badTable': ({ params }) => `cannot read the table: ${params.reason}.`,
  'test.badCases': ({ params }) => `cannot read cases: ${params.reason}.`,
  'test.elements.oneTest': ({ params }) =>
    `cannot compare elements: the file has ${plural(params.tests, 'test')}, must have at least two, because errors are counted between tests.`,
  'test.plan.badInput': ({ params }) =>
    `cannot plan the test: ${params.field} is ${params.value}, must be ${params.rule}.`,
  'test.run.noPlan': ({ params }) =>
    `cannot run a test: the scenario has no plan "${params.plan}", must be one of ${listed(params.known)}.${params.near === undefined ? '' : ` Try "${params.near}".`}`,
  'test.run.oneCreative': ({ params }) =>
    `cannot run a test: plan "${params.plan}" has one creative, must have at least two (plans with several: ${listed(params.known)}).`,
};

const warningMessages: Messages = {
  'test.encodingGuessed': ({ params }) =>
    `the file is neither marked nor UTF-8; read as ${params.encoding}. Try --encoding if names look wrong.`,
  'test.totalsLeftOut': ({ params }) => `${plural(params.rows, 'total or footer row')} left out.`,
  'test.windowKept': ({ params }) =>
    `each day stands once for every attribution window; only "${params.window}" is used.`,
  'test.absentRows': ({ params }) =>
    `${params.creative} has no row on ${plural(params.count, 'day')} (first ${params.first}) on which others ran: counted as not shown.`,
  'test.neverShown': ({ params }) => `${params.creative} was never shown and is left out.`,
  'test.noPlan': () => 'no planned size: the data so far are taken for the whole test. Try --planned.',
  'test.fixedLooksOnce': ({ params }) =>
    `a fixed test is looked at once: these ${plural(params.days, 'day')} must be the end that was planned, or a false winner is likely.`,
  'test.plan.cannotDecide': ({ params }) =>
    `${percent(params.lift, 0)} cannot be decided in ${plural(params.maxDays, 'day')}: it takes ${params.days}. ` +
    (Number(params.detectable) > 0
      ? `In that time a lift of ${percent(params.detectable, 0)} or more would show. Try fewer creatives or more traffic.`
      : 'A test needs at least one whole week.'),
  'test.plan.veryLong': ({ params }) =>
    `${plural(params.weeks, 'week')} is long: demand, rivals and the creatives' novelty change in between. Try fewer creatives or a larger lift.`,
  'test.plan.fewClicks': ({ params }) =>
    `only ${figure(params.clicks, 0)} clicks a creative are expected, fewer than 50: the figures of the plan are rough.`,
};

const reasonMessages: Messages = {
  'test.reason.crossed.spending': (issue) => crossed(issue.params, 'z', 'the bound of that day'),
  'test.reason.crossed.anytime': (issue) => crossed(issue.params, 'z', 'the always-valid bound'),
  'test.reason.crossed.multinomial': (issue) => crossed(issue.params, 'ln E', 'ln(1/alpha)'),
  'test.reason.crossed.fixed': (issue) => crossed(issue.params, 'z', 'the bound of a single look'),
  'test.reason.crossed.earn': ({ params }) =>
    `on ${params.day} (day ${params.dayNumber}) promoting ${params.leader} was expected to lose ${percent(params.statistic, 2)} of its rate at most, below ${percent(params.bound, 0)}.`,
  'test.reason.notCrossed.spending': (issue) => short(issue.params, 'z', 'the bound of the day'),
  'test.reason.notCrossed.anytime': (issue) => short(issue.params, 'z', 'the always-valid bound'),
  'test.reason.notCrossed.multinomial': (issue) => short(issue.params, 'ln E', 'ln(1/alpha)'),
  'test.reason.notCrossed.fixed': (issue) => short(issue.params, 'z', 'the bound of a single look'),
  'test.reason.notCrossed.earn': ({ params }) =>
    `promoting ${params.leader} is still expected to lose ${percent(params.statistic, 2)} of its rate, must be below ${percent(params.bound, 0)}.`,
  'test.reason.tooFewDays': ({ params }) =>
    `${plural(params.days, 'day')} of data; nothing is declared before ${params.minimumDays}, because customers of a weekend differ.`,
  'test.reason.minimumDays': ({ params }) => `${plural(params.days, 'more day')} of data.`,
  'test.reason.leaderChanged': ({ params }) =>
    `since then ${params.leader} has come to lead; the proof stands, but look at the last weeks (novelty, season).`,
  'test.reason.afterWinner': ({ params }) =>
    `nothing in this test; only a new test against ${params.creative}, or a change of the market, would.`,
  'test.reason.mendTraffic': () => 'mend the traffic first, then start the test anew.',
  'test.reason.largerTest': () =>
    'a larger test, fewer creatives, or creatives that differ more. Meanwhile any of the leaders may run.',
  'test.reason.sameFine': ({ params }) =>
    `the creatives are alike and nothing was found in ${plural(params.days, 'day')}: the machinery is sound.`,
  'test.reason.sameButDifferent': ({ params }) =>
    `the creatives are alike, yet ${params.leader} came out ahead of ${params.runnerUp} on ${params.day}: the machinery is not sound (or this is the one time in twenty).`,
  'test.reason.mendMachinery': () =>
    'find out how the two differ in audience, hour, place or counting; run the check again.',
  'test.reason.moreDays': ({ params }) =>
    `about ${plural(params.days, 'more day')} of the same traffic, if the lead of ${params.leader} stays what it is.`,
  'test.reason.moreTraffic': ({ params }) => `more traffic; the lead of ${params.leader} is within chance.`,
  'test.reason.partWeek': ({ params }) =>
    `${plural(params.days, 'day')} are no whole weeks: some weekdays count double.`,
};

function crossed(params: Params, statistic: string, bound: string): string {
  return `on ${params.day} (day ${params.dayNumber}) ${params.leader} beat every other creative; least ${params.runnerUp}, with ${statistic} = ${figure(params.statistic)} against ${figure(params.bound)}, ${bound}.`;
}

function short(params: Params, statistic: string, bound: string): string {
  return `${params.leader} leads, but against ${params.runnerUp} ${statistic} = ${figure(params.statistic)} has not reached ${Number(params.bound) > 1e6 ? 'any bound yet' : `${figure(params.bound)}, ${bound}`}.`;
}

const healthMessages: Messages = {
  'test.health.sampleRatioFine': ({ params }) =>
    `impressions follow the planned shares (${chance(params.p)}).`,
  'test.health.sampleRatioTooSmall': () => 'too little traffic to check the shares yet.',
  'test.health.sampleRatio': ({ params }) =>
    `impressions do not follow the planned shares: ${params.creative} is ${percent(params.deviation)} off (${chance(params.p)}). Check rotation ("even", not "optimised"), caps, review status and counting before reading anything else.`,
  'test.health.sequentialFine': ({ params }) =>
    `on no day did the shares drift beyond chance (always-valid ${chance(params.p)}).`,
  'test.health.sequential': ({ params }) =>
    `by ${params.day} the shares had left the plan (always-valid ${chance(params.p)}). Look for what changed by then: a switch to smart delivery, a budget that ran out, a creative in review.`,
  'test.health.leak': ({ params }) =>
    `${params.impressions} impressions went to ${listed(params.creatives)}, which the plan gives none. Stop these creatives or correct the plan.`,
  'test.health.timeFine': () => 'all creatives ran at the same times.',
  'test.health.time': ({ params }) =>
    `${params.creative} had ${percent(params.drift, 0)} more or less than its usual share on ${params.day}: creatives ran at different times, so that weekday and season mix into the comparison. Even out the rotation; days may be left out with --allow-gaps.`,
  'test.health.positionFine': ({ params }) =>
    `average positions are alike (${figure(params.low)} to ${figure(params.high)}).`,
  'test.health.position': ({ params }) =>
    `${params.best} ran at position ${figure(params.low)}, ${params.worst} at ${figure(params.high)}: part of the difference is the place. Give all creatives one bid and one rotation.`,
  'test.health.noveltyFine': () => "the leader's lift is the same early and late.",
  'test.health.novelty': ({ params }) =>
    `the lift of ${params.creative} changed from ${percent(params.before)} in the first days to ${percent(params.after)} later (${chance(params.p)}): novelty wears off. Expect the later figure, and run longer.`,
  'test.health.weekendFine': () => "the leader's lift is the same on working days and weekends.",
  'test.health.weekend': ({ params }) =>
    `the lift of ${params.creative} is ${percent(params.before)} on weekends and ${percent(params.after)} on working days (${chance(params.p)}): judge by whole weeks, or show creatives by weekday.`,
  'test.health.clickbaitFine': ({ params }) =>
    `${params.creative} does not buy its clicks with orders (${percent(params.conversion, 2)} of clicks order, others ${percent(params.others, 2)}).`,
  'test.health.clickbait': ({ params }) =>
    `${params.creative} wins clicks but loses orders: ${percent(params.conversion, 2)} of its clicks order, others ${percent(params.others, 2)} (${chance(params.p)}), and ${params.richest} earns more per impression (${figure(params.bestProfit, 4)} against ${figure(params.profit, 4)}). Judge by --metric profit.`,
  'test.health.fewerOrders': ({ params }) =>
    `fewer clicks of ${params.creative} order (${percent(params.conversion, 2)}, others ${percent(params.others, 2)}; ${chance(params.p)}), but it still earns most per impression.`,
  'test.health.poorerProfit': ({ params }) =>
    `${params.richest} earns more per impression than ${params.creative} (${figure(params.bestProfit, 4)} against ${figure(params.profit, 4)}); few orders, so check with --metric profit.`,
};

/** Texts of horizontal tests: bad input, warnings, reasons of a decision, health. */
export const testMessages: Messages = {
  ...inputMessages,
  ...warningMessages,
  ...reasonMessages,
  ...healthMessages,
};
