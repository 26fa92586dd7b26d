import { bulkStream, fillWords, type BulkStream } from '../../math/fill.ts';
import { WordReader } from '../../math/wordReader.ts';
import type { StreamKey } from '../../math/keyed.ts';
import {
  OWN_CELLS,
  RANK_STEPS,
  cumulativeRanks,
  scoreAt,
  type ConditionalTable,
} from './conditionalTable.ts';
import { drawPrice, type FocalOutcome } from './focalMarket.ts';
import type { ClickLog } from './clickLog.ts';
import { checkAuctions } from './issues.ts';

const BATCH = 1024;
const RANK_BITS = 20;

/** Scratch and state of one run. */
interface Run {
  readonly table: ConditionalTable;
  readonly rankStream: BulkStream;
  readonly rankWords: Uint32Array;
  readonly clickStream: BulkStream;
  readonly details: WordReader;
  readonly exponential: () => number;
  readonly log: ClickLog | undefined;
  readonly cumulative: Float64Array;
  /** Shown auctions of the batch: which, at which rank, and the own log score where it had to be drawn (else NaN). */
  readonly shown: Int32Array;
  readonly ranks: Int32Array;
  readonly scores: Float64Array;
  readonly clickWords: Uint32Array;
  readonly impressions: Float64Array;
  readonly clicks: Float64Array;
  spend: number;
}

/**
 * Runs auctions of one bidder against independent rivals without drawing the rivals: the rank comes from a table, the
 * own and the next score are drawn for clicks alone. Same law as `runBruteForce` for the bidder, far cheaper.
 * @param table from `conditionalTable`
 * @param log gets every click, with the rank in the place of the bidder
 */
export function runConditional(
  table: ConditionalTable,
  auctions: number,
  key: StreamKey,
  day = 0,
  block = 0,
  log?: ClickLog,
): FocalOutcome {
  checkAuctions(auctions);
  const { positionEffects, budget } = table.market;
  const slots = positionEffects.length;
  const details = new WordReader(bulkStream(key, day, block, 2));
  const run: Run = {
    table,
    rankStream: bulkStream(key, day, block, 0),
    clickStream: bulkStream(key, day, block, 1),
    details,
    exponential: () => details.exponential(),
    log,
    rankWords: new Uint32Array(BATCH),
    clickWords: new Uint32Array(BATCH),
    cumulative: new Float64Array(slots),
    shown: new Int32Array(BATCH),
    ranks: new Int32Array(BATCH),
    scores: new Float64Array(BATCH),
    impressions: new Float64Array(slots),
    clicks: new Float64Array(slots),
    spend: 0,
  };
  let done = 0;
  while (done < auctions && run.spend < budget) {
    const batch = Math.min(BATCH, auctions - done);
    const count = rankBatch(run, batch);
    fillWords(run.clickStream, run.clickWords, count);
    done += settleBatch(run, done, count, batch);
  }
  const { impressions, clicks, spend } = run;
  return { impressions, clicks, spend, auctionsInBudget: done };
}

/** Draws the ranks of a batch; writes the shown ones and returns how many. */
function rankBatch(run: Run, batch: number): number {
  const { rankWords, shown, ranks, scores, table } = run;
  const { bounds } = table;
  const width = 2 * table.market.positionEffects.length;
  fillWords(run.rankStream, rankWords, batch);
  let count = 0;
  if (bounds.length === 0) {
    for (let t = 0; t < batch; t += 1) {
      shown[count] = t;
      if (settleRank(run, rankWords[t]!, count)) count += 1;
    }
    return count;
  }
  for (let t = 0; t < batch; t += 1) {
    const word = rankWords[t]!;
    const row = (word >>> RANK_BITS) * width;
    const level = word & (RANK_STEPS - 1);
    if (level >= bounds[row + width - 1]!) continue;
    let at = row;
    while (level >= bounds[at + 1]!) at += 2;
    shown[count] = t;
    if (level < bounds[at]!) {
      ranks[count] = (at - row) >> 1;
      scores[count] = NaN;
      count += 1;
    } else if (settleRank(run, word, count)) count += 1;
  }
  return count;
}

/** Draws the own score of an auction whose level lies between the bounds, and its exact rank; false if it is not shown. */
function settleRank(run: Run, word: number, count: number): boolean {
  const { table, cumulative, ranks, scores } = run;
  const x = drawScore(run, word);
  const level = ((word & (RANK_STEPS - 1)) + run.details.uniform()) / RANK_STEPS;
  cumulativeRanks(table.market, table.laws, x, cumulative);
  for (let rank = 0; rank < cumulative.length; rank += 1) {
    if (level >= cumulative[rank]!) continue;
    ranks[count] = rank;
    scores[count] = x;
    return true;
  }
  return false;
}

/** The own log score, uniform in level within the word's cell. */
function drawScore(run: Run, word: number): number {
  return scoreAt(run.table.laws, ((word >>> RANK_BITS) + run.details.uniform()) / OWN_CELLS);
}

/**
 * Counts, clicks and charges the shown auctions; stops when the budget is gone. Returns how many auctions were run.
 * @param start number of the batch's first auction
 */
function settleBatch(run: Run, start: number, count: number, batch: number): number {
  const { table, shown, ranks, scores, rankWords, clickWords, impressions, clicks } = run;
  const { market, laws } = table;
  const clickBelow = market.positionEffects.map((effect) => effect * market.clickThroughRate * 2 ** 32);
  for (let i = 0; i < count; i += 1) {
    const rank = ranks[i]!;
    impressions[rank]! += 1;
    if (!(clickWords[i]! < clickBelow[rank]!)) continue;
    clicks[rank]! += 1;
    const known = scores[i]!;
    const x = known === known ? known : drawScore(run, rankWords[shown[i]!]!);
    const price = drawPrice(market, laws, x, rank, run.exponential);
    run.log?.add(start + shown[i]!, rank, price);
    run.spend = Math.min(run.spend + price, market.budget);
    if (run.spend >= market.budget) return shown[i]! + 1;
  }
  return batch;
}
