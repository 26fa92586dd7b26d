import { QUANTA } from '../../math/aliasTable.ts';
import { expm1 } from '../../math/elementary.ts';
import { normalQuantile } from '../../math/normalQuantile.ts';
import type { WordReader } from '../../math/wordReader.ts';
import { clickPrice } from './clickPrice.ts';
import type { CollapsedTable } from './collapsedTable.ts';
import { drawPrice } from './focalMarket.ts';
import { CELLS, CELL_BITS, rankWeight } from './rankTable.ts';
import { scoreTail, type ScoreLaw } from './scoreLaw.ts';

const SHARE_BITS = 16 - CELL_BITS;
const SHARE = (QUANTA >> CELL_BITS) - 1;
const BATCH = 256;

const scores = new Float64Array(BATCH);
const tails = new Float64Array(BATCH);
const exponentials = new Float64Array(BATCH);
const nexts = new Float64Array(BATCH);

/**
 * Sum of the prices of `clicks` clicks at a rank [currency]: for each the own score from its law given the rank, by
 * rejection, then the next score given both, as `drawPrice` does.
 * One loop a step over buffers: engines keep numbers in registers in small loops, where one large loop would box them.
 */
export function clickAmounts(table: CollapsedTable, rank: number, clicks: number, words: WordReader): number {
  const { market } = table;
  if (market.mechanism === 'first-price') return clicks * market.bid;
  const given = new Float64Array(rank + 1);
  const exponential = () => words.exponential();
  let amount = 0;
  for (let done = 0; done < clicks; done += BATCH) {
    const batch = Math.min(BATCH, clicks - done);
    drawScores(table, rank, batch, words, given);
    if (market.mechanism === 'vcg') {
      for (let i = 0; i < batch; i += 1)
        amount += drawPrice(market, table.laws, scores[i]!, rank, exponential);
      continue;
    }
    drawNextTails(table.market.rivals - rank, batch, words);
    fillNexts(table.laws.rival, batch);
    amount += chargeBatch(table, batch);
  }
  return amount;
}

/** Own log scores given the rank, and P(one rival is above) each. */
function drawScores(
  { market, laws, ranks }: CollapsedTable,
  rank: number,
  batch: number,
  words: WordReader,
  given: Float64Array,
): void {
  const { own } = laws;
  const { from, step, alias, most, least, scale, cubic, tails: edgeTails, slopes } = ranks[rank]!;
  for (let i = 0; i < batch;) {
    const word = words.next();
    const slot = (word >>> SHARE_BITS) & (CELLS - 1);
    const entry = alias[slot]!;
    const cell = (word & SHARE) < entry >>> CELL_BITS ? slot : entry & (CELLS - 1);
    const t = words.uniform();
    const z = from + (cell + t) * step;
    const level = words.uniform() * most[cell]!;
    // Below the least weight of the cell there is no need to know the exact one.
    if (!(level < least[cell]! || level * scale < rankWeight(market, laws, rank, z, given))) continue;
    scores[i] = own.mean + own.sd * z;
    if (cubic) {
      const start = edgeTails[cell]!;
      const change = edgeTails[cell + 1]! - start;
      const [first, second] = [slopes[cell]!, slopes[cell + 1]!];
      tails[i] =
        start + t * (first + t * (3 * change - 2 * first - second + t * (first + second - 2 * change)));
    } else tails[i] = scoreTail(laws.rival, scores[i]!);
    i += 1;
  }
}

/** From the tails beyond the own scores to those beyond the best of the rivals below (see `drawPrice`). */
function drawNextTails(below: number, batch: number, words: WordReader): void {
  for (let i = 0; i < batch; i += 1) exponentials[i] = words.exponential();
  for (let i = 0; i < batch; i += 1) {
    const tail = tails[i]!;
    tails[i] = tail - (1 - tail) * expm1(-exponentials[i]! / below);
  }
}

/** Log scores of the best of the rivals below; -Infinity where none takes part. */
function fillNexts({ mean, sd, activity }: ScoreLaw, batch: number): void {
  for (let i = 0; i < batch; i += 1) {
    const share = tails[i]! / activity;
    nexts[i] = share < 1 ? mean - sd * normalQuantile(share) : -Infinity;
  }
}

function chargeBatch({ market, laws }: CollapsedTable, batch: number): number {
  let amount = 0;
  for (let i = 0; i < batch; i += 1) {
    const own = scores[i]!;
    amount += clickPrice(market.bid, nexts[i]! - own, laws.reserve - own, market.tick);
  }
  return amount;
}
