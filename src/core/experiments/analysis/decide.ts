import type { Issue } from '../../issues/issue.ts';
import type { RuleId } from './plan.ts';
import type { Decision, HealthItem } from './result.ts';
import type { Look } from './rules.ts';

export interface DecisionInput {
  readonly rule: RuleId;
  readonly looks: readonly Look[];
  readonly days: readonly string[];
  readonly creatives: readonly string[];
  readonly minimumDays: number;
  /** No more information is to come: the plan is used up, or the rule looks once. */
  readonly complete: boolean;
  readonly health: readonly HealthItem[];
  readonly sameCreatives: boolean;
}

const note = (code: string, params: Issue['params']): Issue => ({
  code: `test.reason.${code}`,
  path: [],
  params,
});

/**
 * Turns looks into a decision with its reasons and what would change it.
 *
 * A bound crossed before the minimum number of days is kept, not announced: the winner is declared on the first day that
 * allows it. Alarms about the traffic make any verdict untrustworthy.
 */
export function decide(input: DecisionInput): Decision {
  const { looks, days, creatives, minimumDays } = input;
  const crossing = looks.find((look) => look.crossed);
  const last = looks[looks.length - 1];
  const alarms = input.health.filter(({ level }) => level === 'alarm').map(({ finding }) => finding);
  const traffic = alarms.filter(({ code }) => !/clickbait/.test(code));
  const weeks = weekNotes(days);
  if (input.sameCreatives) return sameDecision(input, crossing);
  if (crossing !== undefined) {
    const creative = creatives[crossing.leader];
    const decidedAt = Math.max(crossing.day, minimumDays - 1);
    const reasons = [note(`crossed.${input.rule}`, lookParams(input, crossing))];
    if (days.length < minimumDays) {
      return {
        status: 'wait',
        creative,
        reasons: [...reasons, note('tooFewDays', { days: days.length, minimumDays })],
        wouldChange: [note('minimumDays', { days: minimumDays - days.length })],
      };
    }
    const changed = last.leader === crossing.leader ? [] : [note('leaderChanged', lookParams(input, last))];
    return {
      status: traffic.length > 0 ? 'untrustworthy' : 'winner',
      creative,
      decidedOn: days[decidedAt],
      reasons: [...reasons, ...traffic, ...changed, ...weeks],
      wouldChange: [note('afterWinner', { creative })],
    };
  }
  const close = note(`notCrossed.${input.rule}`, lookParams(input, last));
  if (traffic.length > 0)
    return { status: 'untrustworthy', reasons: [...traffic, close], wouldChange: [note('mendTraffic', {})] };
  return input.complete
    ? { status: 'undecided', reasons: [close, ...weeks], wouldChange: [note('largerTest', {})] }
    : { status: 'wait', reasons: [close], wouldChange: [needed(input, last)] };
}

function sameDecision(input: DecisionInput, crossing: Look | undefined): Decision {
  return crossing === undefined
    ? { status: 'same', reasons: [note('sameFine', { days: input.days.length })], wouldChange: [] }
    : {
        status: 'untrustworthy',
        reasons: [note('sameButDifferent', lookParams(input, crossing))],
        wouldChange: [note('mendMachinery', {})],
      };
}

function lookParams({ creatives, days }: DecisionInput, look: Look): Issue['params'] {
  return {
    leader: creatives[look.leader],
    runnerUp: creatives[look.runnerUp],
    statistic: look.statistic,
    bound: look.bound,
    day: days[look.day],
    dayNumber: look.day + 1,
  };
}

/** How much more traffic would do if the lift stays what it is: z grows with the root of the traffic, bounds fall slowly. */
function needed(input: DecisionInput, last: Look): Issue {
  const growth =
    input.rule === 'multinomial' ? last.bound / last.statistic : (last.bound / last.statistic) ** 2;
  const more = Math.ceil(input.days.length * (growth - 1));
  return last.statistic > 0 && growth < 20 && input.rule !== 'earn'
    ? note('moreDays', { days: Math.max(1, more), leader: input.creatives[last.leader] })
    : note('moreTraffic', { leader: input.creatives[last.leader] });
}

function weekNotes(days: readonly string[]): Issue[] {
  return days.length % 7 === 0 || days.length < 7 ? [] : [note('partWeek', { days: days.length })];
}
