import type { Decision, TestResult } from '../../core/experiments/analysis/result.ts';
import { plainText } from '../format/plainText.ts';
import { lift, liftInterval } from './format.ts';

/** The verdict in one sentence. */
export function testHeadline(result: TestResult): string {
  const { decision } = result;
  const name = plainText(decision.creative ?? result.leader);
  const least = [...result.pairs].sort((a, b) => a.lift - b.lift)[0];
  switch (decision.status) {
    case 'winner':
      return `Promote ${name}: ${expectation(result)}`;
    case 'wait':
      return decision.creative === undefined
        ? `Keep testing: ${plainText(result.leader)} leads, but not beyond chance yet.`
        : `Keep testing: ${name} has met the rule, but the minimum time is not over.`;
    case 'undecided':
      return `No winner: ${plainText(result.leader)} leads ${plainText(least.other)} by ${lift(least.lift)}, which the test cannot tell from chance.`;
    case 'untrustworthy':
      return 'Do not act on this test: its traffic or its machinery is not sound.';
    case 'same':
      return 'Nothing found between alike creatives, as it should be.';
  }
}

function expectation(result: TestResult): string {
  if (result.decision.creative !== result.leader)
    return 'it was proven best, though another creative leads now.';
  const nearest = [...result.pairs].sort((a, b) => a.lift - b.lift)[0];
  return `expect ${lift(nearest.lift)} (${liftInterval(nearest.liftInterval)}) over the next best, ${plainText(nearest.other)}.`;
}

export const statusWords: Readonly<Record<Decision['status'], string>> = {
  winner: 'winner',
  wait: 'keep testing',
  undecided: 'no winner',
  untrustworthy: 'not to be trusted',
  same: 'alike',
};

export const ruleWords: Readonly<Record<TestResult['rule'], string>> = {
  spending: 'error spending at the planned size (alpha t², leader against every other creative)',
  anytime: 'anytime-valid confidence sequence (no planned end)',
  multinomial: 'anytime-valid multinomial evidence on clicks',
  fixed: 'one look at the planned end',
  earn: 'earn: stop when the expected loss is small',
};
