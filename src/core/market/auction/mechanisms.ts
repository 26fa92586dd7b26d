import { firstPrice } from './firstPrice.ts';
import { generalisedSecondPrice } from './generalisedSecondPrice.ts';
import type { Mechanism } from './priceRule.ts';
import { vickreyClarkeGroves } from './vickreyClarkeGroves.ts';

/** Every auction mechanism, by the name scenarios use; the laws run on each of them unasked. */
export const mechanisms: readonly Mechanism[] = [generalisedSecondPrice, vickreyClarkeGroves, firstPrice];
