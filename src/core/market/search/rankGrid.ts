import { exp, log } from '../../math/elementary.ts';
import { LEAST_LOG, rankChances } from './rankChances.ts';
import { belowRate, logBelowProbability, type RivalField } from './rivalField.ts';

/** Position effects: what share of searches reaches a row, and how click-through falls with it. */
export interface PositionEffects {
  readonly slots: number;
  /** Share of searches that look at row p (1-based p at index p-1). */
  readonly examination: Float64Array;
  /** Click-through of row p relative to the first. */
  readonly clickThrough: Float64Array;
  /** Conversion of row p relative to the first; left out where it is the same everywhere. */
  readonly conversion?: Float64Array;
}

/** Expected outcomes of one search at given own log-score, per node; no own noise. Scores in medians of the field. */
export interface RankGrid {
  readonly from: number;
  readonly step: number;
  /** P(examined and shown). */
  readonly impressions: Float64Array;
  /** Sum over rows of P x examination x rank. */
  readonly rankSum: Float64Array;
  /** Clicks a unit of first-position CTR. */
  readonly clicks: Float64Array;
  /** E[next score; click weight]. */
  readonly score: Float64Array;
  /** E[next score squared; click weight]. */
  readonly scoreSquared: Float64Array;
  /** Click weight with a rival below and above the reserve: the tick is due. */
  readonly ticked: Float64Array;
  /**
   * Density of the next score at the own score less that at the reserve, click-weighted: where the tick would pass the bid,
   * and where a rival below the reserve and a tick pass it.
   */
  readonly crowded: Float64Array;
  /** Clicks weighted with the conversion of their row; empty where conversion is the same everywhere. */
  readonly converted: Float64Array;
}

/** Widest distance of nodes, in log score. */
const WIDEST_STEP = 0.02;
const GAUSS = [
  { at: 0.5 - Math.sqrt(0.15), weight: 5 / 18 },
  { at: 0.5, weight: 8 / 18 },
  { at: 0.5 + Math.sqrt(0.15), weight: 5 / 18 },
] as const;

/** Own log scores on a uniform grid. */
export interface ScoreGrid {
  readonly from: number;
  readonly step: number;
  readonly rows: number;
}

/** The nodes of a field's tables: from the reserve to where nobody is above. */
export function scoreGrid(field: RivalField, noise: number): ScoreGrid {
  // Averages over the noise take Simpson's rule over these nodes: fine against the noise, or they ripple.
  const step = noise > 0 ? Math.min(WIDEST_STEP, noise / 3) : WIDEST_STEP;
  const from = log(field.reserve);
  const top = Math.max(7 * field.sd, from + 1);
  return { from, step, rows: Math.ceil((top - from) / step) + 1 };
}

/**
 * Order statistics of independent rivals. With H(s) = P(a rival is below s) and j rivals above, the own rank is j + 1 with
 * probability Bin(j; N, 1-H(s)), and the next score M has P(M <= y | j) = (H(y)/H(s))^(N-j) for y in [reserve, s], so
 * E[M | j] = s - C_j(s) with C_j(s) = integral from reserve to s of (H(y)/H(s))^(N-j) dy (docs/model.md, "Search auction").
 * C_j is carried along the grid: C_j(s') = C_j(s) (H(s)/H(s'))^(N-j) + the new piece by Gauss-Legendre.
 */
export function rankGrid(field: RivalField, effects: PositionEffects, noise = 0): RankGrid {
  const { from, step, rows } = scoreGrid(field, noise);
  const column = (): Float64Array => new Float64Array(rows);
  const grid: RankGrid = {
    from,
    step,
    impressions: column(),
    rankSum: column(),
    clicks: column(),
    score: column(),
    scoreSquared: column(),
    ticked: column(),
    crowded: column(),
    converted: effects.conversion === undefined ? new Float64Array(0) : column(),
  };
  const ranks = Math.min(effects.slots, field.count + 1);
  const first = new Float64Array(ranks);
  const second = new Float64Array(ranks);
  let x = from;
  for (let row = 0; row < rows; row++) {
    const target = from + row * step;
    if (row > 0) advance(field, x, target, ranks, first, second);
    x = target;
    fillRow(grid, row, field, effects, ranks, first, second);
  }
  return grid;
}

/** Moves C_j (first) and its counterpart for y dy (second) from log-score x0 to x1, in pieces short against their decay. */
function advance(
  field: RivalField,
  x0: number,
  x1: number,
  ranks: number,
  first: Float64Array,
  second: Float64Array,
): void {
  const rate = field.count * belowRate(field, x1);
  const pieces = Math.min(64, Math.max(1, Math.ceil(rate * (x1 - x0))));
  const width = (x1 - x0) / pieces;
  for (let piece = 0; piece < pieces; piece++) {
    const a = x0 + piece * width;
    const logBelow = logBelowProbability(field, a + width);
    scalePowers(field.count, logBelowProbability(field, a) - logBelow, ranks, first, second);
    for (const node of GAUSS) {
      const y = a + node.at * width;
      const score = exp(y);
      addPowers(
        field.count,
        logBelowProbability(field, y) - logBelow,
        ranks,
        width * node.weight * score,
        score,
        first,
        second,
      );
    }
  }
}

/** Multiplies entry j by e^((N-j) d), d <= 0. */
function scalePowers(
  count: number,
  d: number,
  ranks: number,
  first: Float64Array,
  second: Float64Array,
): void {
  const small = count * d < LEAST_LOG;
  const inverse = exp(small ? 0 : -d);
  let power = exp(count * d);
  for (let j = 0; j < ranks; j++) {
    // Where the first power is no number, later ones may be.
    if (small) power = exp((count - j) * d);
    first[j] = first[j]! * power;
    second[j] = second[j]! * power;
    power *= inverse;
  }
}

/** Adds weight e^((N-j) d) to first and weight y e^((N-j) d) to second. */
function addPowers(
  count: number,
  d: number,
  ranks: number,
  weight: number,
  y: number,
  first: Float64Array,
  second: Float64Array,
): void {
  const small = count * d < LEAST_LOG;
  const inverse = exp(small ? 0 : -d);
  let power = exp(count * d) * weight;
  for (let j = 0; j < ranks; j++) {
    if (small) power = exp((count - j) * d) * weight;
    first[j] = first[j]! + power;
    second[j] = second[j]! + power * y;
    power *= inverse;
  }
}

function fillRow(
  grid: RankGrid,
  row: number,
  field: RivalField,
  effects: PositionEffects,
  ranks: number,
  first: Float64Array,
  second: Float64Array,
): void {
  const x = grid.from + row * grid.step;
  const score = exp(x);
  const density = belowRate(field, x) / score;
  const logEmpty = logBelowProbability(field, grid.from) - logBelowProbability(field, x);
  const densityAtReserve = belowRate(field, grid.from) / field.reserve;
  if (chances.length < ranks) chances = new Float64Array(ranks);
  rankChances(field, x, ranks, chances);
  for (let j = 0; j < ranks; j++) {
    const rivalsLeft = field.count - j;
    const shown = chances[j]! * effects.examination[j]!;
    const clicked = shown * effects.clickThrough[j]!;
    grid.impressions[row]! += shown;
    grid.rankSum[row]! += shown * (j + 1);
    grid.clicks[row]! += clicked;
    grid.score[row]! += clicked * (score - first[j]!);
    grid.scoreSquared[row]! += clicked * (score * score - 2 * second[j]!);
    const empty = exp(rivalsLeft * logEmpty);
    grid.ticked[row]! += clicked * (1 - empty);
    grid.crowded[row]! += clicked * rivalsLeft * (density - empty * densityAtReserve);
    if (effects.conversion !== undefined) grid.converted[row]! += clicked * effects.conversion[j]!;
  }
}

let chances = new Float64Array(0);
