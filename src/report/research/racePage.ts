import type { RaceRow, RaceStanding } from '../../core/research/summarizeRace.ts';
import { escape } from '../html/escape.ts';
import { sortableTable } from '../html/htmlTable.ts';
import { page } from '../html/page.ts';
import { scoreTable, standingTable } from './raceTables.ts';

export interface RaceHead {
  readonly suite: string;
  readonly seeds: string;
  readonly worlds: readonly { readonly id: string; readonly description: string }[];
}

/** The race as one offline HTML page. */
export function racePage(
  head: RaceHead,
  rows: readonly RaceRow[],
  standings: readonly RaceStanding[],
): string {
  const worlds = head.worlds.map(
    ({ id, description }) => `<dt>${escape(id)}</dt><dd>${escape(description)}</dd>`,
  );
  return page({
    language: 'en',
    title: `Race: ${head.suite}`,
    body: `<main>
<h1>Strategies raced over the suite ${escape(head.suite)}</h1>
<p>Seeds ${escape(head.seeds)}. Score: matured revenue as percent of the dual bound, times min(1, (ROAS/floor)<sup>2</sup>). All strategies meet the same draws; intervals are paired, 95 %.</p>
<h2>Standings</h2>
${sortableTable(standingTable(standings))}
<h2>By scenario</h2>
${sortableTable(scoreTable(rows, standings))}
<h2>Scenarios</h2>
<dl>${worlds.join('\n')}</dl>
</main>`,
  });
}
