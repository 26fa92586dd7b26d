import { InputError } from '../../issues/issue.ts';
import { QUANTA, writeAliasTable } from '../../math/aliasTable.ts';
import { log } from '../../math/elementary.ts';
import { DEPTH_CELLS, cellOfDepth, depthEdges } from './depthCells.ts';
import { checkEventMarket, type EventMarket } from './eventMarket.ts';
import { rateBound, scoreRate, type ScoreLaw } from './scoreLaw.ts';

/** Labels, and the mark of an unsure point, fit 9 bits. */
const MOST_BIDDERS = 510;
/** Standard deviations from a mean that nobody passes upwards (probability 5e-17) or downwards (below 1e-300). */
const HIGHEST_Z = 8.3;
const LOWEST_Z = 37;
/** How much further than a cell's expected height its bound is taken, and when that was much too far. */
const OVERSHOOT = 1.05;
const FAR_TOO_LONG = 1.3;
/** Room in a bound for the rounding of its parts. */
const SLACK = 1 + 1e-6;

/**
 * The Poisson embedding of a market's auctions, as a table over depth.
 *
 * A bidder whose log score has distribution function F is the highest point of a Poisson process with mean measure
 * -log F(x) of (x, infinity): its highest point is <= x with probability F(x). The processes of all bidders together
 * are one process, walked from the top: the first point of each label is that bidder's score, so the walk meets the
 * bidders in rank order and stops after slots + 1 of them, however many there are.
 *
 * In each cell the joint rate is bounded by a constant, so that depth (the bound integrated from the top) is linear in x
 * and its points are one unit-rate process. A point is bidder y for certain with the least rate y has in the cell;
 * else it is unsure, and settled by y's exact rate at x. Thinning by exact rates is exact: there is no discretisation
 * error. Sources: Resnick (1987), Extreme Values, Regular Variation and Point Processes, 3.2; Lewis and Shedler (1979)
 * for thinning.
 */
export interface EmbeddingTable {
  /** Index in the market of each label. */
  readonly bidders: Int32Array;
  readonly laws: readonly ScoreLaw[];
  /** Log score of the reserve; -Infinity without one. */
  readonly reserve: number;
  /** Depth and log score where the table ends: at the reserve if it reaches it. */
  readonly end: number;
  readonly lowest: number;
  /** Per cell: log score of its upper edge, fall of the log score per depth, and bound of the joint rate. */
  readonly upper: Float64Array;
  readonly fall: Float64Array;
  readonly bound: Float64Array;
  /** Least rate of each label in quanta of bound / 65,536; last the quanta of unsure: cell x (labels + 1) + label. */
  readonly quanta: Uint16Array;
  /** At least the distance of each label's largest rate to its least: cell x labels + label. */
  readonly gap: Float32Array;
  /** Alias tables of the quanta, 2^aliasBits entries a cell; the label after the last means unsure. */
  readonly alias: Uint16Array;
  readonly aliasBits: number;
}

/** Whether the embedding can run a market: everyone's score is noisy, and labels fit. */
export function embeddingRuns(market: EventMarket): boolean {
  return market.bids.length <= MOST_BIDDERS && market.noiseSd.every((sd) => sd > 0);
}

/**
 * Builds the table for the bidders of a market that `takesPart` accepts (those with a budget): some milliseconds, so
 * bids should stand a while.
 * @throws InputError `event.length`, `event.range`, `event.embedding` (a market `embeddingRuns` refuses)
 */
export function embeddingTable(
  market: EventMarket,
  takesPart: (bidder: number) => boolean = (i) => market.budgets[i]! > 0,
): EmbeddingTable {
  checkEventMarket(market);
  if (!embeddingRuns(market)) {
    const noiseless = market.noiseSd.findIndex((sd) => sd === 0);
    const params = { bidders: market.bids.length, most: MOST_BIDDERS, noiseless };
    throw new InputError([{ code: 'event.embedding', path: [], params }]);
  }
  const scores = market.bids.map((bid, i) => bid * market.qualities[i]!);
  const bidders = Int32Array.from(market.bids.keys()).filter(
    (i) => takesPart(i) && scores[i]! > 0 && market.activity[i]! > 0,
  );
  const anchor = scores.reduce((most, score) => Math.max(most, score), 0);
  const laws = Array.from(bidders, (i) => ({
    mean: log(scores[i]! / anchor),
    sd: market.noiseSd[i]!,
    activity: market.activity[i]!,
  }));
  const reserve = market.reserve > 0 ? log(market.reserve / anchor) : -Infinity;
  return { bidders, laws, reserve, ...fillCells(laws, reserve) };
}

/** Log score at a depth; depths beyond the table's end go on one to one. */
export function logScoreAt({ upper, fall, end, lowest }: EmbeddingTable, depth: number): number {
  if (depth >= end) return lowest - (depth - end);
  const cell = cellOfDepth(depth);
  return upper[cell]! - (depth - depthEdges[cell]!) * fall[cell]!;
}

type Cells = Omit<EmbeddingTable, 'bidders' | 'laws' | 'reserve'>;

function fillCells(laws: readonly ScoreLaw[], reserve: number): Cells {
  const labels = laws.length;
  const aliasBits = 32 - Math.clz32(labels);
  const cells: Cells & { end: number; lowest: number } = {
    end: 0,
    lowest: 0,
    upper: new Float64Array(DEPTH_CELLS),
    fall: new Float64Array(DEPTH_CELLS),
    bound: new Float64Array(DEPTH_CELLS),
    quanta: new Uint16Array(DEPTH_CELLS * (labels + 1)),
    gap: new Float32Array(DEPTH_CELLS * labels),
    alias: new Uint16Array(DEPTH_CELLS << aliasBits),
    aliasBits,
  };
  const floor = laws.reduce((low, { mean, sd }) => Math.min(low, mean - LOWEST_Z * sd), 0);
  const bottom = Math.max(reserve, floor);
  let x = laws.reduce((high, { mean, sd }) => Math.max(high, mean + HIGHEST_Z * sd), bottom);
  const atTop = new Float64Array(labels);
  const below = new Float64Array(labels);
  fillRates(laws, x, atTop);
  let lastHeight = HIGHEST_Z;
  let lastWidth = depthEdges[1]!;
  for (let cell = 0; cell < DEPTH_CELLS && x > bottom; cell += 1) {
    const width = depthEdges[cell + 1]! - depthEdges[cell]!;
    let reach = Math.min(OVERSHOOT * lastHeight * (width / lastWidth), x - bottom);
    let bound = boundOver(laws, x, reach, below, atTop);
    // The bound over a reach somewhat larger than the cell will do for the cell, and is hardly larger than its own.
    for (let round = 0; round < 200; round += 1) {
      const fit = width / bound;
      if (fit > reach && reach < x - bottom) reach = Math.min(2 * reach, OVERSHOOT * fit, x - bottom);
      else if (fit * FAR_TOO_LONG < reach) reach = Math.sqrt(fit * reach);
      else break;
      bound = boundOver(laws, x, reach, below, atTop);
    }
    const height = Math.min(width / bound, x - bottom);
    lastHeight = height;
    lastWidth = width;
    fillRates(laws, x - height, below);
    cells.upper[cell] = x;
    cells.fall[cell] = 1 / bound;
    cells.bound[cell] = bound;
    writeCell(cells, laws, cell, x - height, x, below, atTop);
    cells.end = depthEdges[cell]! + height * bound;
    x = height < x - bottom ? x - height : bottom;
    atTop.set(below);
  }
  return { ...cells, lowest: x };
}

/** Writes the quanta, gaps and alias table of a cell over [from, to] whose bound is known. */
function writeCell(
  { bound, quanta, gap, alias, aliasBits }: Cells,
  laws: readonly ScoreLaw[],
  cell: number,
  from: number,
  to: number,
  first: Float64Array,
  last: Float64Array,
): void {
  const labels = laws.length;
  const quantum = bound[cell]! / QUANTA;
  const counts = new Int32Array(labels + 1);
  let unsure = QUANTA;
  for (let label = 0; label < labels; label += 1) {
    const count = Math.floor(Math.min(first[label]!, last[label]!) / quantum);
    const high = rateBound(laws[label]!, from, to, first[label]!, last[label]!);
    counts[label] = count;
    unsure -= count;
    // Rounded up, whatever float32 makes of it.
    gap[cell * labels + label] = (high - count * quantum) * (1 + 2 ** -22);
  }
  counts[labels] = unsure;
  quanta.set(counts, cell * (labels + 1));
  writeAliasTable(alias, cell << aliasBits, aliasBits, counts);
}

function fillRates(laws: readonly ScoreLaw[], x: number, out: Float64Array): void {
  for (let label = 0; label < laws.length; label += 1) out[label] = scoreRate(laws[label]!, x);
}

/** A bound of the joint rate over [x - reach, x]; leaves the rates at x - reach in `first`. */
function boundOver(
  laws: readonly ScoreLaw[],
  x: number,
  reach: number,
  first: Float64Array,
  last: Float64Array,
): number {
  fillRates(laws, x - reach, first);
  let sum = 0;
  for (let label = 0; label < laws.length; label += 1)
    sum += rateBound(laws[label]!, x - reach, x, first[label]!, last[label]!);
  return SLACK * sum;
}
