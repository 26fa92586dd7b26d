import { binomialQuantile } from '../../math/binomial.ts';
import { bulkStream } from '../../math/fill.ts';
import { uniform, type StreamKey } from '../../math/keyed.ts';
import { WordReader } from '../../math/wordReader.ts';
import { clickAmounts } from './clickAmounts.ts';
import type { CollapsedTable } from './collapsedTable.ts';
import type { FocalOutcome } from './focalMarket.ts';
import { checkAuctions } from './issues.ts';

/**
 * A block of auctions at once: same law as `runConditional` without a budget, at a cost that grows with clicks only.
 *
 * Exact because the auctions of a block are independent and alike: ranks are multinomial (drawn as binomials one rank
 * after the other), clicks of a rank binomial, and every click's own and next score independent given its rank. Valid
 * while bid and competition stand; the market's budget is not looked at, as it would need the order of the clicks.
 * @param table from `collapsedTable`
 */
export function runCollapsedDay(
  table: CollapsedTable,
  auctions: number,
  key: StreamKey,
  day = 0,
  block = 0,
): FocalOutcome {
  checkAuctions(auctions);
  const { market, probabilities } = table;
  const impressions = new Float64Array(probabilities.length);
  const clicks = new Float64Array(probabilities.length);
  const words = new WordReader(bulkStream(key, day, block));
  let left = auctions;
  let chanceLeft = 1;
  let spend = 0;
  probabilities.forEach((probability, rank) => {
    const chance = chanceLeft > 0 ? Math.min(1, probability / chanceLeft) : 0;
    const shown = binomialQuantile(uniform(key, day, block, 2 * rank), left, chance);
    left -= shown;
    chanceLeft -= probability;
    const clickChance = market.clickThroughRate * market.positionEffects[rank]!;
    impressions[rank] = shown;
    clicks[rank] = binomialQuantile(uniform(key, day, block, 2 * rank + 1), shown, clickChance);
    spend += clickAmounts(table, rank, clicks[rank]!, words);
  });
  return { impressions, clicks, spend, auctionsInBudget: auctions };
}
