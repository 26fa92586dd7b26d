import CliTable from 'cli-table3';
import type { TestResult } from '../../core/experiments/analysis/result.ts';
import { issueText } from '../messages/index.ts';
import { columnHead, type Table } from '../table.ts';
import { painter, type TerminalOptions, type Tone } from '../terminal/style.ts';
import { count, metricLabel, pValue } from './format.ts';
import { ruleWords, statusWords, testHeadline } from './headline.ts';
import { armTable, pairTable } from './testTables.ts';

/** The result of a test for the terminal: verdict, why, what would change it, creatives, lifts, health. */
export function terminalTest(result: TestResult, options: TerminalOptions): string {
  const paint = painter(options.colour);
  const tone: Tone =
    result.decision.status === 'winner'
      ? 'good'
      : result.decision.status === 'untrustworthy'
        ? 'bad'
        : 'warning';
  const { days, dispersion, testCost } = result;
  const facts = [
    `${days[0]} to ${days[days.length - 1]} (${days.length} days)`,
    `judged by ${metricLabel[result.metric]}`,
    ruleWords[result.rule],
    `alpha ${result.alpha}`,
    ...(dispersion.applied
      ? [
          `daily counts scatter ${dispersion.factor.toFixed(2)} times the binomial law; intervals are widened by it`,
        ]
      : []),
  ];
  const cost = `showing the other creatives has cost about ${amount(testCost.lost, result)} (${amount(testCost.interval[0], result)} to ${amount(testCost.interval[1], result)}) against showing ${result.leader} only`;
  const notable = result.health.filter((item) => item.level !== 'ok');
  const fine = result.health.filter((item) => item.level === 'ok');
  return [
    paint(tone, `[${statusWords[result.decision.status]}] `) + paint('strong', testHeadline(result)),
    ...result.decision.reasons.map((reason) => `  because ${issueText(reason)}`),
    ...result.decision.wouldChange.map((change) => `  would change it: ${issueText(change)}`),
    '',
    paint('faint', facts.join(' · ')),
    '',
    textTable(armTable(result)),
    '',
    pairTable(result).caption,
    textTable(pairTable(result)),
    '',
    `All alike? chi-square p ${pValue(result.omnibus.p)}, anytime-valid p ${pValue(result.omnibus.anytimeP)}. Cost of the test: ${cost}.`,
    '',
    paint('strong', 'Health'),
    ...notable.map(
      (item) =>
        `  ${paint(item.level === 'alarm' ? 'bad' : 'warning', item.level === 'alarm' ? '!' : '~')} ${issueText(item.finding)}`,
    ),
    ...fine.map((item) => `  ${paint('good', 'ok')} ${issueText(item.finding)}`),
    ...result.warnings.map((warning) => `  ${paint('warning', '~')} ${issueText(warning)}`),
    '',
  ].join('\n');
}

function amount(value: number, result: TestResult): string {
  if (result.metric === 'ctr') return `${count(value)} clicks`;
  if (result.metric === 'conversion' || result.metric === 'orders') return `${count(value)} orders`;
  return `${count(value)} ${result.currency ?? ''}`.trim();
}

/** A framed table; no colours of its own, so that pipes get plain text. */
export function textTable(table: Table): string {
  const made = new CliTable({
    head: table.columns.map(columnHead),
    colAligns: table.columns.map(({ align }) => align),
    style: { head: [], border: [] },
  });
  for (const row of table.rows) made.push(table.columns.map(({ key }) => row[key]?.text ?? ''));
  return made.toString();
}
