import type { ReplayOutcome } from '../../core/research/replay/replayBidders.ts';
import { terminalTable } from '../terminal/terminalTable.ts';
import { undefinedText } from '../table.ts';

/** The bidders' results as a table. */
export function replayText({ bidders, episode, budget, baseBid, constantBid }: ReplayOutcome): string {
  const heads = ['bidder', 'auctions', 'impressions', 'clicks', 'cost', 'win rate [%]', 'CPM', 'eCPC'];
  const columns = heads.map((head) => ({
    head,
    align: head === 'bidder' ? ('left' as const) : ('right' as const),
  }));
  const rows = bidders.map((totals) => [
    totals.bidder,
    String(totals.auctions),
    String(totals.impressions),
    String(totals.clicks),
    String(totals.cost),
    (100 * totals.winRate).toFixed(2),
    totals.cpm.toFixed(2),
    Number.isNaN(totals.costPerClick) ? undefinedText : totals.costPerClick.toFixed(2),
  ]);
  const base = baseBid === null ? '' : `, linear base ${baseBid}`;
  return `Episodes of ${episode} auctions, budget ${budget}; constant bid ${constantBid}${base}\n${terminalTable(columns, rows)}\n`;
}
