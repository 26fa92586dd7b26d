import { normalPdf } from '../../math/normal.ts';
import { gaussLegendre } from '../../math/quadrature.ts';
import { focalLaws, rankProbabilities, type FocalLaws, type FocalMarket } from './focalMarket.ts';
import { REACH, rankTable, type RankTable } from './rankTable.ts';
import { scoreTail } from './scoreLaw.ts';

const PANELS = 34;
const rule = gaussLegendre(16);

/**
 * The law of a day on which bid and competition stand: auctions are then independent and alike, so the day's counts are
 * multinomial over ranks and binomial in clicks, and only clicks need an own and a next score.
 */
export interface CollapsedTable {
  readonly market: FocalMarket;
  readonly laws: FocalLaws;
  /** P(shown at each rank) in one auction. */
  readonly probabilities: Float64Array;
  /** Who is there, with which own score. */
  readonly ranks: readonly RankTable[];
}

/** @throws InputError `event.range` */
export function collapsedTable(market: FocalMarket): CollapsedTable {
  const laws = focalLaws(market);
  const ranks = Array.from(market.positionEffects, (_, rank) => rankTable(market, laws, rank));
  return { market, laws, probabilities: shownProbabilities(market, laws), ranks };
}

/** P(shown at each rank): the own score integrated out from the reserve on, to 1e-14. */
function shownProbabilities(market: FocalMarket, { own, rival, reserve }: FocalLaws): Float64Array {
  const totals = new Float64Array(market.positionEffects.length);
  if (own.sd === 0) {
    if (own.mean >= reserve) rankProbabilities(market.rivals, scoreTail(rival, own.mean), totals);
    return totals;
  }
  const given = new Float64Array(totals.length);
  const from = Math.max(-REACH, (reserve - own.mean) / own.sd);
  const half = Math.max(0, (REACH - from) / PANELS / 2);
  for (let panel = 0; panel < PANELS; panel += 1)
    rule.nodes.forEach((node, i) => {
      const z = from + (2 * panel + 1 + node) * half;
      rankProbabilities(market.rivals, scoreTail(rival, own.mean + own.sd * z), given);
      const weight = rule.weights[i]! * half * normalPdf(z);
      given.forEach((probability, rank) => (totals[rank]! += weight * probability));
    });
  return totals;
}
