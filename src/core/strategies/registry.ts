import type { Strategy } from '../contract/strategy.ts';
import { clairvoyant } from './clairvoyant/clairvoyant.ts';
import { equal } from './equal.ts';
import { equalMarginal } from './equalMarginal/equalMarginal.ts';
import { guide } from './guide.ts';
import { hold } from './hold.ts';

/** Every strategy; laws run on each of them unasked. */
export const strategies: readonly Strategy[] = [hold, equal, guide, equalMarginal, clairvoyant];

/** The strategy of that name, or undefined. */
export function strategyNamed(name: string): Strategy | undefined {
  return strategies.find((strategy) => strategy.name === name);
}
