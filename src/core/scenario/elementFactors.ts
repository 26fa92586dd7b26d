import { exp } from '../math/elementary.ts';

interface ElementEffect {
  readonly name: string;
  readonly clickThrough: number;
  readonly conversion: number;
}

/**
 * What the elements of one creative do: factors e^(sum of effects) on click-through and on conversion (guide A39).
 * A clickbait element raises the first and lowers the second. Elements without a stated effect change nothing.
 */
export function elementFactors(
  effects: readonly ElementEffect[],
  elements: readonly string[],
): { readonly clickThroughFactor: number; readonly conversionFactor: number } {
  let clickThrough = 0;
  let conversion = 0;
  for (const effect of effects) {
    if (!elements.includes(effect.name)) continue;
    clickThrough += effect.clickThrough;
    conversion += effect.conversion;
  }
  return { clickThroughFactor: exp(clickThrough), conversionFactor: exp(conversion) };
}
