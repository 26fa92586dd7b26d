import { deliverPlan } from '../../engine/deliverPlan.ts';
import type { PreparedScenario } from '../../engine/prepare.ts';
import { startState } from '../../engine/state.ts';
import { displayedQuality } from '../../market/quality.ts';
import { exp } from '../../math/elementary.ts';
import { normalQuantile } from '../../math/normalQuantile.ts';
import { ratio } from './landscapePoints.ts';
import type { QualityFigures, QualityLever, QualityRow } from './landscapeResult.ts';

/**
 * What another quality score would do to a search plan on the first day, no budget in the way: at an equal bid, and at an equal
 * rank, where the bid is lowered by as much as quality rises (docs/model.md, "Quality score"). All keywords move alike.
 */
export function qualityLever(prepared: PreparedScenario, plan: number): QualityLever {
  const { scenario } = prepared;
  const { spread } = scenario.market.quality;
  const { bid } = scenario.plans[plan]!;
  const quality = meanQuality(prepared, plan);
  const displayed = displayedQuality(quality, spread);
  const row = (shown: number): QualityRow => {
    const factor = shown === displayed ? 1 : qualityShownAs(shown, spread) / quality;
    return {
      displayed: shown,
      factor,
      equalBid: firstDay(prepared, plan, bid, factor),
      equalRank: firstDay(prepared, plan, bid / factor, factor),
    };
  };
  return { displayed, quality, rows: Array.from({ length: 10 }, (_, i) => row(i + 1)) };
}

/** The middle of the qualities that are shown as `displayed`; the ends hold half a step. */
function qualityShownAs(displayed: number, spread: number): number {
  const level = displayed === 1 ? 0.25 : displayed === 10 ? 8.75 : displayed - 1;
  return exp(spread * normalQuantile(level / 9));
}

/** The plan's first day when every keyword's quality is `factor` times what it is. */
function firstDay(prepared: PreparedScenario, plan: number, bid: number, factor: number): QualityFigures {
  const state = startState(prepared, prepared.scenario.seed, 0, false);
  state.bid[plan] = bid;
  state.dailyBudget[plan] = Number.MAX_VALUE;
  state.enabled[plan] = 1;
  state.quality.forEach((own, cell) => (state.quality[cell] = own * factor));
  deliverPlan(state, plan, 0);
  const sum = (column: Float64Array): number =>
    column
      .subarray(prepared.cellStart[plan], prepared.cellStart[plan + 1])
      .reduce((total, value) => total + value, 0);
  const { today } = state;
  const impressions = sum(today.impressions);
  const clicks = sum(today.clicks);
  const spend = sum(today.cost);
  return {
    bid,
    impressions,
    clicks,
    spend,
    costPerClick: ratio(spend, clicks),
    averagePosition: ratio(sum(today.rankSum), impressions),
  };
}

/** Opportunity-weighted quality of the first morning, as the ledger has it. */
function meanQuality(prepared: PreparedScenario, plan: number): number {
  const state = startState(prepared, prepared.scenario.seed, 0, false);
  state.dailyBudget[plan] = Number.MAX_VALUE;
  state.enabled[plan] = 1;
  deliverPlan(state, plan, 0);
  let weights = 0;
  let sum = 0;
  for (let cell = prepared.cellStart[plan]!; cell < prepared.cellStart[plan + 1]!; cell++) {
    const weight = state.today.opportunities[cell]! + 1e-9;
    weights += weight;
    sum += weight * state.quality[cell]!;
  }
  return sum / weights;
}
