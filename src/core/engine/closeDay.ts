import { displayedQuality, predictedClickThroughRate } from '../market/quality.ts';
import { cellQuality, type EngineState } from './state.ts';

/** Writes a plan's day up to the click into the ledger; the quality is that of the day, before it learns from it. */
export function recordPlan(state: EngineState, plan: number, day: number): void {
  const { prepared, today, ledger } = state;
  const row = plan * prepared.scenario.days + day;
  let qualityWeight = 0;
  let quality = 0;
  for (let cell = prepared.cellStart[plan]!; cell < prepared.cellStart[plan + 1]!; cell++) {
    ledger.opportunities[row]! += today.opportunities[cell]!;
    ledger.impressions[row]! += today.impressions[cell]!;
    ledger.rankSum[row]! += today.rankSum[cell]!;
    ledger.clicks[row]! += today.clicks[cell]!;
    ledger.spend[row]! += today.cost[cell]!;
    ledger.lostToBudget[row]! += Math.max(0, today.uncappedImpressions[cell]! - today.impressions[cell]!);
    ledger.lostToRank[row]! += Math.max(0, today.opportunities[cell]! - today.uncappedImpressions[cell]!);
    const weight = today.opportunities[cell]! + 1e-9;
    qualityWeight += weight;
    quality += weight * state.quality[cell]!;
  }
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
export function learnQuality(state: EngineState, plan: number): void {
  const { prepared, today } = state;
  const parameters = prepared.scenario.market.quality;
  if (!parameters.feedback) return;
  const start = prepared.cellStart[plan]!;
  for (let cell = start; cell < prepared.cellStart[plan + 1]!; cell++) {
    state.seenClicks[cell] = prepared.retention * state.seenClicks[cell]! + today.clicks[cell]!;
    state.seenImpressions[cell] =
      prepared.retention * state.seenImpressions[cell]! + today.normalisedImpressions[cell]!;
    const evidence = { clicks: state.seenClicks[cell]!, normalisedImpressions: state.seenImpressions[cell]! };
    const predicted = predictedClickThroughRate(evidence, state.prior[cell]!, parameters.priorImpressions);
    state.predicted[cell] = predicted;
    state.quality[cell] = cellQuality(state, plan, cell - start, predicted);
  }
}

/** Orders that arrived by the end of `day` become known to the promoter. */
export function arriveOrders(state: EngineState, day: number): void {
  const { prepared, books } = state;
  const { scenario, arrivals } = prepared;
  const window = arrivals.length;
  for (let plan = 0; plan < scenario.plans.length; plan++) {
    for (let age = 0; age < window && age <= day; age++) {
      const clickDay = day - age;
      const slot = (plan * window + (clickDay % window)) * window + age;
      const row = plan * scenario.days + clickDay;
      books.knownOrders[row]! += books.pendingOrders[slot]!;
      books.knownRevenue[row]! += books.pendingRevenue[slot]!;
    }
  }
}
