import type { Strategy } from '../core/contract/strategy.ts';
import { futureLaws } from './laws/futureLaws.ts';
import { checkLaw, type LawOptions, type LawResult, type StrategyLaw } from './laws/law.ts';
import { learningLaws } from './laws/learningLaws.ts';
import { moneyLaws } from './laws/moneyLaws.ts';
import { pureLaws } from './laws/pureLaws.ts';
import { robustLaws } from './laws/robustLaws.ts';

export { checkLaw, LawBroken, type LawOptions, type LawResult, type StrategyLaw } from './laws/law.ts';
export { decideAgain, recordRun, type Morning, type RecordedRun } from './laws/recordRun.ts';
export { marketInput, resolved, scenarioInput } from './scenarios.ts';

/** Every law of strategies. */
export const strategyLaws: readonly StrategyLaw[] = [
  ...pureLaws,
  ...futureLaws,
  ...moneyLaws,
  ...robustLaws,
  ...learningLaws,
];

/** Checks all laws on a strategy; a broken one carries the smallest scenario found. */
export function checkStrategy(strategy: Strategy, options: LawOptions = {}): LawResult[] {
  return strategyLaws.map((law) => checkLaw(law, strategy, options));
}
