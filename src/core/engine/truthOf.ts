import type { Truth } from '../contract/truth.ts';
import type { EngineState } from './state.ts';

/** The truth behind a run as reference policies read it; quality is looked up when asked for, so it is always today's. */
export function truthOf(state: EngineState): Truth {
  const { scenario, markets, cellStart, knownShare } = state.prepared;
  return {
    scenario,
    markets,
    quality: (plan, cell) => state.quality[cellStart[plan]! + cell]!,
    predicted: (plan, cell) => state.predicted[cellStart[plan]! + cell]!,
    attributedShare: knownShare.at(-1)!,
  };
}
