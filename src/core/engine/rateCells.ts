import { exp, log } from '../math/elementary.ts';
import type { EngineState } from './state.ts';

/**
 * Writes the quality ratio of every cell at the click-through the platform predicts of it: ln Q is the sum of the components' parts
 * (docs/model.md, "Quality score"). Logarithms first: loops that engines compile without calls.
 */
export function rateCells(state: EngineState): void {
  compareClicks(state);
  const { prepared, relevancePart, storeQuality, quality } = state;
  const { weights, clamp } = prepared.scenario.market.quality;
  const { experiencePart, accountPart } = storeQuality;
  const { cellStart } = prepared;
  for (let plan = 0; plan < experiencePart.length; plan++) {
    const experience = experiencePart[plan]!;
    for (let cell = cellStart[plan]!; cell < cellStart[plan + 1]!; cell++) {
      const part = weights.clickThrough * Math.min(clamp, Math.max(-clamp, quality[cell]!));
      quality[cell] = exp(part + relevancePart[cell]! + experience + accountPart);
    }
  }
}

/** Logarithms of the predicted click-through over the peers', into `quality`. */
function compareClicks({ predicted, reference, quality }: EngineState): void {
  for (let cell = 0; cell < quality.length; cell++) {
    const ratio = reference[cell]! > 0 ? predicted[cell]! / reference[cell]! : 1;
    quality[cell] = log(ratio);
  }
}
