import type { Strategy } from '../contract/strategy.ts';
import { run } from '../engine/run.ts';
import { startState } from '../engine/state.ts';
import { truthOf } from '../engine/truthOf.ts';
import { optimumOf } from '../strategies/clairvoyant/optimumOf.ts';
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
}

/** Splits a strategy's loss in a world by a ladder of references, each knowing one thing less. */
export function explainLoss(world: World, strategy: Strategy): LossLadder {
  const { prepared, seed } = world;
  const { limits, days } = prepared.scenario;
  const truth = truthOf(startState(prepared, seed, 0, false));
  const { dualBound } = optimumOf(truth);
  const uniform = uniformBids(truth);
  const scoreOf = (one: Strategy): number =>
    scoreRun(
      run(prepared, one, { tier: 'stochastic', seed }),
      { all: dualBound, late: dualBound / days },
      limits,
    ).score;
  const fluid = (100 * uniform.revenue) / dualBound;
  const played = scoreOf(playBids(uniform.bids));
  const noiseless = scoreOf(withoutOrderNoise(strategy));
  const score = scoreOf(strategy);
  return {
    score,
    landscape: 100 - fluid,
    clipping: fluid - played,
    controlLag: played - noiseless,
    valueLearning: noiseless - score,
  };
}
