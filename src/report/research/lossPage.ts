import { escape } from '../html/escape.ts';
import { sortableTable } from '../html/htmlTable.ts';
import { page } from '../html/page.ts';
import { ladderTable, regretTable, type LossRow } from './lossTables.ts';

/** Where a strategy loses, as one offline HTML page. */
export function lossPage(strategy: string, suite: string, seeds: string, rows: readonly LossRow[]): string {
  return page({
    language: 'en',
    title: `Losses of ${strategy}`,
    body: `<main>
<h1>Where ${escape(strategy)} loses</h1>
<p>Suite ${escape(suite)}, seeds ${escape(seeds)}. Points between the dual bound (100) and the score; in each table the parts sum to 100 less the score.</p>
<h2>By what is not known</h2>
<p>References that each know one thing less: bids in proportion to true values; the same played by chance; the strategy with orders free of noise; the strategy.</p>
${sortableTable(ladderTable(rows))}
<h2>By what the bids did</h2>
<p>The bids that stood, put on the true curves. Allocation: money unspent or on the wrong days. Overbid and underbid: plans bid above and below their best bid, at the money spent. Estimation: what noisy orders add to these.</p>
${sortableTable(regretTable(rows))}
</main>`,
  });
}
