import type { Strategy } from '../contract/strategy.ts';
import type { RunResult } from '../engine/result.ts';
import { run } from '../engine/run.ts';
import { startState } from '../engine/state.ts';
import { truthOf } from '../engine/truthOf.ts';
import { optimumOf } from '../strategies/clairvoyant/optimumOf.ts';
import { bidRegret, type BidRegret } from './bidRegret.ts';
import { scoreRun } from './scoreRun.ts';
import { playBids, uniformBids } from './uniformBids.ts';
import { withoutOrderNoise } from './withoutOrderNoise.ts';
import type { World } from './worlds/calibrateWorld.ts';

/** Where the way from the dual bound down to a strategy's score is lost [points]; the parts sum to 100 less the score. */
export interface LossLadder {
  readonly score: number;
  /** Bids in proportion to value instead of the exact landscape. */
  readonly landscape: number;
  /** Chance and the daily cap's clipping, at the best level of each day. */
  readonly clipping: number;
  /** Finding and following the level, and the first days. */
  readonly controlLag: number;
  /** Noisy orders: values not known. */
  readonly valueLearning: number;
  readonly regret: RegretSplit;
}

/** The same loss by what the bids did, in expectation [points]; the parts sum to 100 less the score. */
export interface RegretSplit {
  /** Money unspent or on the wrong days, by a twin that sees its orders without noise; and plans that it bids above and below their worth. */
  readonly allocation: number;
  readonly overbid: number;
  readonly underbid: number;
  /** What noisy orders add to these. */
  readonly estimation: number;
  /** Chance, and the penalty of a missed floor. */
  readonly rest: number;
}

/** Splits a strategy's loss in a world by a ladder of references, each knowing one thing less. */
export function explainLoss(world: World, strategy: Strategy): LossLadder {
  const { prepared, seed } = world;
  const { limits, days } = prepared.scenario;
  const truth = truthOf(startState(prepared, seed, 0, false));
  const { dualBound } = optimumOf(truth);
  const uniform = uniformBids(truth);
  const runOf = (one: Strategy): RunResult => run(prepared, one, { tier: 'stochastic', seed });
  const scoreOf = (result: RunResult): number =>
    scoreRun(result, { all: dualBound, late: dualBound / days }, limits).score;
  const fluid = (100 * uniform.revenue) / dualBound;
  const played = scoreOf(runOf(playBids(uniform.bids)));
  const own = runOf(strategy);
  const twin = runOf(withoutOrderNoise(strategy));
  const noiseless = scoreOf(twin);
  const score = scoreOf(own);
  return {
    score,
    landscape: 100 - fluid,
    clipping: fluid - played,
    controlLag: played - noiseless,
    valueLearning: noiseless - score,
    regret: splitRegret(bidRegret(truth, twin), bidRegret(truth, own), dualBound, score),
  };
}

function splitRegret(twin: BidRegret, own: BidRegret, bound: number, score: number): RegretSplit {
  const points = (amount: number): number => (bound > 0 ? (100 * amount) / bound : 0);
  const allocation = points(twin.allocation);
  const overbid = points(twin.overbid);
  const underbid = points(twin.underbid);
  const estimation = points(twin.revenue - own.revenue);
  return {
    allocation,
    overbid,
    underbid,
    estimation,
    rest: 100 - score - allocation - overbid - underbid - estimation,
  };
}
