import type { ElementsResult } from '../../core/experiments/elements/analyzeElements.ts';
import type { TestResult } from '../../core/experiments/analysis/result.ts';
import { escape } from '../html/escape.ts';
import { htmlTable } from '../html/htmlTable.ts';
import { page } from '../html/page.ts';
import { issueText } from '../messages/index.ts';
import type { Table } from '../table.ts';
import { metricLabel } from './format.ts';
import { ruleWords, testHeadline } from './headline.ts';
import { armTable, elementTable, lookTable, nextTable, pairTable } from './testTables.ts';

/** test.html: one offline file with the verdict, its evidence and the health of the test. */
export async function testPage(result: TestResult, name: string, extra = ''): Promise<string> {
  const { armChart, boundaryChart, liftChart } = await import('./testCharts.ts');
  const { decision, days } = result;
  const facts = [
    `${days[0]} to ${days[days.length - 1]}, ${days.length} days`,
    `judged by ${metricLabel[result.metric]}`,
    ruleWords[result.rule],
    `alpha ${result.alpha}`,
  ];
  const body = `<header class="top"><p class="mark">bidwright</p><h1><bdi>${escape(name)}</bdi></h1><ul class="facts">${list(facts)}</ul></header>
<main>
<section class="hero" aria-label="Verdict"><p class="say">${escape(testHeadline(result))}</p></section>
<div class="notes">${box('Why', decision.reasons.map(issueText))}${box('What would change it', decision.wouldChange.map(issueText))}${box('Health', healthLines(result))}</div>
<section id="evidence"><h2>Evidence</h2><p class="note">The solid line has to reach the dashed one; looking every day is allowed for.</p>${figure('Evidence day by day against what it has to reach', boundaryChart(result))}${details(lookTable(result))}</section>
<section id="creatives"><h2>Creatives</h2><p class="note">Winners of a test are partly lucky. Full dots are drawn towards the other creatives by as much as experience says and are the figures to expect; hollow ones are as counted.</p><div class="panels">${figure(`${metricLabel[result.metric]} of each creative`, armChart(result))}${figure('Lift of the leader over each other creative', liftChart(result))}</div>${htmlTable(armTable(result))}<p></p>${htmlTable(pairTable(result))}</section>
${extra}
</main>
<footer>bidwright</footer>`;
  return page({ language: 'en', title: `${name} – horizontal test`, body });
}

/** elements.html: the forest of element effects and what to try next. */
export async function elementsPage(result: ElementsResult, name: string): Promise<string> {
  const { elementChart } = await import('./testCharts.ts');
  const check = `Random labels came out significant ${(100 * result.randomLabelRate).toFixed(1)} % of the time (about 5 % is right; above 8 % distrust the table).`;
  const body = `<header class="top"><p class="mark">bidwright</p><h1><bdi>${escape(name)}</bdi></h1><ul class="facts">${list([`${result.tests} tests`, `${result.creatives} creatives`])}</ul></header>
<main>
<section><h2>Elements</h2><p class="note">${escape(check)}${result.confounded.length === 0 ? '' : escape(` Cannot be told apart by these tests: ${result.confounded.join(', ')}.`)}</p>${figure('What each element does to the click rate', elementChart(result))}${htmlTable(elementTable(result))}</section>
<section><h2>What to test next</h2>${htmlTable(nextTable(result))}</section>
</main>
<footer>bidwright</footer>`;
  return page({ language: 'en', title: `${name} – elements`, body });
}

function healthLines(result: TestResult): string[] {
  const marks = { alarm: 'Alarm: ', note: 'Note: ', ok: '' };
  const order = ['alarm', 'note', 'ok'] as const;
  return [
    ...order.flatMap((level) =>
      result.health
        .filter((item) => item.level === level)
        .map((item) => marks[level] + issueText(item.finding)),
    ),
    ...result.warnings.map((warning) => `Note: ${issueText(warning)}`),
  ];
}

function list(items: readonly string[]): string {
  return items.map((item) => `<li>${escape(item)}</li>`).join('');
}

function box(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `<section><h2>${escape(title)}</h2><ul>${list(items)}</ul></section>`;
}

function figure(caption: string, svg: string): string {
  return `<figure><figcaption>${escape(caption)}</figcaption>${svg}</figure>`;
}

function details(table: Table): string {
  return `<details><summary>${escape(table.caption)}</summary>${htmlTable(table)}</details>`;
}
