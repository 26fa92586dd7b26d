import { displayedQuality, predictedClickThroughRate } from '../market/quality.ts';
import { rateCells } from './rateCells.ts';
import type { EngineState } from './state.ts';

/** Writes a plan's day up to the click into the ledger; the quality is that of the day, before it learns from it. */
export function recordPlan(state: EngineState, plan: number, day: number): void {
  const { prepared, today, ledger } = state;
  const row = plan * prepared.scenario.days + day;
  let opportunities = 0;
  let impressions = 0;
  let rankSum = 0;
  let clicks = 0;
  let spend = 0;
  let lostToBudget = 0;
  let lostToRank = 0;
  let qualityWeight = 0;
  let quality = 0;
  for (let cell = prepared.cellStart[plan]!; cell < prepared.cellStart[plan + 1]!; cell++) {
    const offered = today.opportunities[cell]!;
    const shown = today.impressions[cell]!;
    const uncapped = today.uncappedImpressions[cell]!;
    opportunities += offered;
    impressions += shown;
    rankSum += today.rankSum[cell]!;
    clicks += today.clicks[cell]!;
    spend += today.cost[cell]!;
    lostToBudget += Math.max(0, uncapped - shown);
    lostToRank += Math.max(0, offered - uncapped);
    const weight = offered + 1e-9;
    qualityWeight += weight;
    quality += weight * state.quality[cell]!;
  }
  ledger.opportunities[row] = opportunities;
  ledger.impressions[row] = impressions;
  ledger.rankSum[row] = rankSum;
  ledger.clicks[row] = clicks;
  ledger.spend[row] = spend;
  ledger.lostToBudget[row] = lostToBudget;
  ledger.lostToRank[row] = lostToRank;
  ledger.bid[row] = state.bid[plan]!;
  ledger.dailyBudget[row] = state.dailyBudget[plan]!;
  ledger.enabled[row] = state.enabled[plan]!;
  ledger.timeInBudget[row] = state.inBudget[plan]!;
  ledger.quality[row] = quality / qualityWeight;
  ledger.displayedQuality[row] = displayedQuality(
    ledger.quality[row]!,
    prepared.scenario.market.quality.spread,
  );
}

/** The quality score learns from the day: decays what it knew, adds today's clicks and position-normalised impressions. */
export function learnQuality(state: EngineState): void {
  const { prepared, today, seenClicks, seenImpressions, prior, predicted } = state;
  const { retention } = prepared;
  const { feedback, priorImpressions } = prepared.scenario.market.quality;
  if (!feedback) return;
  for (let cell = 0; cell < predicted.length; cell++) {
    const clicks = retention * seenClicks[cell]! + today.clicks[cell]!;
    const impressions = retention * seenImpressions[cell]! + today.normalisedImpressions[cell]!;
    seenClicks[cell] = clicks;
    seenImpressions[cell] = impressions;
    predicted[cell] = predictedClickThroughRate(clicks, impressions, prior[cell]!, priorImpressions);
  }
  rateCells(state);
}

/** Orders that arrived by the end of `day` become known to the promoter. */
export function arriveOrders(state: EngineState, day: number): void {
  const { prepared, books } = state;
  const { scenario, arrivals } = prepared;
  const window = arrivals.length;
  for (let plan = 0; plan < scenario.plans.length; plan++) {
    let turn = day % window;
    for (let age = 0; age < window && age <= day; age++) {
      const slot = (plan * window + turn) * window + age;
      const row = plan * scenario.days + day - age;
      turn = turn === 0 ? window - 1 : turn - 1;
      books.knownOrders[row]! += books.pendingOrders[slot]!;
      books.knownRevenue[row]! += books.pendingRevenue[slot]!;
    }
  }
}
