import { QUANTA, writeAliasTable } from '../../math/aliasTable.ts';
import { normalPdf } from '../../math/normal.ts';
import { rankProbabilities, type FocalLaws, type FocalMarket } from './focalMarket.ts';
import { scoreTail } from './scoreLaw.ts';

/** Cells of the own score: 2^10, equally wide. */
export const CELL_BITS = 10;
export const CELLS = 1 << CELL_BITS;
/** The own noise is followed this many standard deviations either side: probability 2e-17 lies beyond. */
export const REACH = 8.5;
/** Cells at the ends whose weight is below this share of the largest are left out. */
const NEGLIGIBLE = 1e-20;
/** Widest cell for a cubic, in standard deviations of a rival: (8 x 0.01)^4 / 384 is 1e-7. */
const CUBIC_STEP = 0.01;

/**
 * The law of the own noise z given that a rank is taken, for drawing by rejection: its density is proportional to
 * weight(z) = normal density x P(rank | own score), which each cell bounds from above (`most`) and below (`least`).
 */
export interface RankTable {
  /** z of the first edge, and width of a cell. */
  readonly from: number;
  readonly step: number;
  /** Alias table over the cells, weighted by `most`. */
  readonly alias: Uint16Array;
  /** In units of `scale`. */
  readonly most: Float64Array;
  readonly least: Float64Array;
  readonly scale: number;
  /** Whether cells are narrow enough for a cubic between their edges: it is then good to 1e-7 of the tail, 1e-8 of a price. */
  readonly cubic: boolean;
  /** P(one rival is above) at each edge, and its change per cell. */
  readonly tails: Float64Array;
  readonly slopes: Float64Array;
}

/** Builds the table of a rank. */
export function rankTable(market: FocalMarket, laws: FocalLaws, rank: number): RankTable {
  const { own, reserve } = laws;
  let from = own.sd === 0 ? 0 : Math.max(-REACH, (reserve - own.mean) / own.sd);
  let to = own.sd === 0 ? 0 : Math.max(REACH, from);
  // Once over everything, then over what matters.
  const { most } = weightBounds(market, laws, rank, from, (to - from) / CELLS);
  const line = NEGLIGIBLE * most.reduce((a, b) => Math.max(a, b), 0);
  const step = (to - from) / CELLS;
  const first = Math.max(
    0,
    most.findIndex((bound) => bound > line),
  );
  const last = most.findLastIndex((bound) => bound > line);
  to = last < 0 ? to : from + (last + 1) * step;
  from += first * step;
  return withQuanta(
    laws,
    from,
    (to - from) / CELLS,
    weightBounds(market, laws, rank, from, (to - from) / CELLS),
  );
}

/** weight(z), the unnormalised density of the own noise given a rank; `given` is scratch of rank + 1 entries. */
export function rankWeight(
  market: FocalMarket,
  laws: FocalLaws,
  rank: number,
  z: number,
  given: Float64Array,
): number {
  rankProbabilities(market.rivals, scoreTail(laws.rival, laws.own.mean + laws.own.sd * z), given);
  return normalPdf(z) * given[rank]!;
}

interface Bounds {
  readonly most: Float64Array;
  readonly least: Float64Array;
}

/** Bounds of weight(z) in each cell: of the normal density, and of P(rank | tail), which peaks at tail = rank / rivals. */
function weightBounds(
  market: FocalMarket,
  laws: FocalLaws,
  rank: number,
  from: number,
  step: number,
): Bounds {
  const given = new Float64Array(rank + 1);
  const probability = (tail: number) => {
    rankProbabilities(market.rivals, tail, given);
    return given[rank]!;
  };
  const tailAt = (z: number) => scoreTail(laws.rival, laws.own.mean + laws.own.sd * z);
  const peak = market.rivals === 0 ? 0 : rank / market.rivals;
  const most = new Float64Array(CELLS);
  const least = new Float64Array(CELLS);
  let [z, tail] = [from, tailAt(from)];
  let [density, chance] = [normalPdf(z), probability(tail)];
  for (let cell = 0; cell < CELLS; cell += 1) {
    const right = from + (cell + 1) * step;
    const rightTail = tailAt(right);
    const rightDensity = normalPdf(right);
    const rightChance = probability(rightTail);
    const highest = z <= 0 && right >= 0 ? normalPdf(0) : Math.max(density, rightDensity);
    const likeliest = peak > rightTail && peak < tail ? probability(peak) : Math.max(chance, rightChance);
    most[cell] = highest * likeliest;
    least[cell] = Math.min(density, rightDensity) * Math.min(chance, rightChance);
    [z, tail, density, chance] = [right, rightTail, rightDensity, rightChance];
  }
  return { most, least };
}

/** Turns bounds into whole quanta, rounded up so that they stay bounds; what that adds is rejected. */
function withQuanta(laws: FocalLaws, from: number, step: number, { most, least }: Bounds): RankTable {
  const total = most.reduce((sum, bound) => sum + bound, 0);
  const scale = (total * (1 + 1e-9)) / (QUANTA - CELLS);
  const quanta = Int32Array.from(most, (bound) => (total > 0 ? Math.ceil(bound / scale) : QUANTA / CELLS));
  quanta[0]! += QUANTA - quanta.reduce((sum, count) => sum + count, 0);
  const alias = new Uint16Array(CELLS);
  writeAliasTable(alias, 0, CELL_BITS, quanta.slice());
  const { own, rival } = laws;
  const edges = Float64Array.from({ length: CELLS + 1 }, (_, i) => own.mean + own.sd * (from + i * step));
  return {
    from,
    step,
    alias,
    most: Float64Array.from(quanta),
    least: least.map((bound) => bound / scale),
    scale,
    cubic: (step * own.sd) / rival.sd <= CUBIC_STEP,
    tails: edges.map((x) => scoreTail(rival, x)),
    slopes: edges.map(
      (x) => (-rival.activity * normalPdf((x - rival.mean) / rival.sd) * own.sd * step) / rival.sd,
    ),
  };
}
