import type { Plan } from './schema/plan.ts';
import type { Resolution } from './resolution.ts';
import type { DailySeries } from './resolved.ts';
import { onDay } from './resolved.ts';
import { elementFactors } from './elementFactors.ts';

export interface FoldedCreatives {
  /** Click-through of the rotation relative to the plan. */
  readonly clickThroughFactor: number;
  /** Conversion of a click of the rotation relative to the plan. */
  readonly conversionFactor: DailySeries;
}

/**
 * Creatives in rotation act as one: impressions split by share, so clicks split by share x click-through and conversion is click-weighted.
 *
 *     click-through = sum w c,  conversion = sum w c v / sum w c,  w = share / sum share
 */
export function foldCreatives(
  resolution: Resolution,
  creatives: Plan['creatives'],
  path: readonly (string | number)[],
  plan: number,
): FoldedCreatives {
  const total = creatives.reduce((sum, creative) => sum + creative.share, 0);
  if (!(total > 0)) {
    resolution.problem('scenario.no-rotation', path);
    return { clickThroughFactor: 1, conversionFactor: 1 };
  }
  const elements = creatives.map((creative) =>
    elementFactors(resolution.scenario.shop?.elements ?? [], creative.elements),
  );
  const clicks = creatives.map(
    (creative, j) =>
      (creative.share / total) * (creative.clickThroughFactor * elements[j]!.clickThroughFactor),
  );
  const clickThroughFactor = clicks.reduce((sum, value) => sum + value, 0);
  const factors = creatives.map((creative, j) =>
    resolution.daily(creative.conversionFactor, [...path, j, 'conversionFactor'], plan, 1),
  );
  const onOneDay = (day: number) =>
    clickThroughFactor > 0
      ? factors.reduce<number>(
          (sum, factor, j) => sum + clicks[j]! * (onDay(factor, day) * elements[j]!.conversionFactor),
          0,
        ) / clickThroughFactor
      : 1;
  const constant = factors.every((factor) => typeof factor === 'number');
  return {
    clickThroughFactor,
    conversionFactor: constant
      ? onOneDay(0)
      : Array.from({ length: resolution.days }, (_, day) => onOneDay(day)),
  };
}
