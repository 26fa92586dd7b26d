import { log } from '../math/elementary.ts';
import { qualityRatio } from '../market/quality.ts';
import type { EngineState } from './state.ts';

/** Writes the quality ratio of every cell at the click-through the platform predicts of it (docs/model.md, "Quality score"). */
export function rateCells({
  prepared,
  predicted,
  reference,
  relevancePart,
  storeQuality,
  quality,
}: EngineState): void {
  const { weights, clamp } = prepared.scenario.market.quality;
  const { experiencePart, accountPart } = storeQuality;
  const { cellStart } = prepared;
  // Logarithms first: loops that engines compile without calls.
  for (let cell = 0; cell < quality.length; cell++) {
    const ratio = reference[cell]! > 0 ? predicted[cell]! / reference[cell]! : 1;
    quality[cell] = log(ratio);
  }
  for (let plan = 0; plan < experiencePart.length; plan++) {
    const experience = experiencePart[plan]!;
    for (let cell = cellStart[plan]!; cell < cellStart[plan + 1]!; cell++) {
      const part = weights.clickThrough * Math.min(clamp, Math.max(-clamp, quality[cell]!));
      quality[cell] = qualityRatio(part, relevancePart[cell]!, experience, accountPart);
    }
  }
}
