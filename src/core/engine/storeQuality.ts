import { dailyRetention, qualityPart, shrunkRatio } from '../market/quality.ts';
import { onDay } from '../scenario/resolved.ts';
import type { PreparedScenario } from './prepare.ts';
import type { EngineState } from './state.ts';

/** Parts of the quality score that belong to the store and its plans, with the decayed evidence behind them. */
export interface StoreQuality {
  /** Part of the account in ln Q; the same for every cell. */
  accountPart: number;
  /** Part of experience in ln Q, by plan. */
  readonly experiencePart: Float64Array;
  /** Clicks of the store's search plans, and those of peers in the same places. */
  clicks: number;
  peerClicks: number;
  /** Orders placed from each plan's clicks, and those of peers from the same clicks. */
  readonly orders: Float64Array;
  readonly peerOrders: Float64Array;
}

/** Both parts on the first morning (docs/model.md, "Quality score"). */
export function startStoreQuality(prepared: PreparedScenario): StoreQuality {
  const plans = prepared.scenario.plans.length;
  return {
    accountPart: accountPart(prepared, prepared.accountStart),
    experiencePart: Float64Array.from({ length: plans }, (_, plan) =>
      experiencePart(prepared, experienceStart(prepared, plan)),
    ),
    clicks: 0,
    peerClicks: 0,
    orders: new Float64Array(plans),
    peerOrders: new Float64Array(plans),
  };
}

/** The night: the account learns from the day's clicks, each plan's experience from the day's orders. */
export function learnStoreQuality(state: EngineState, day: number): void {
  const { account, experience, feedback } = state.prepared.scenario.market.quality;
  if (!feedback) return;
  if (account !== undefined) learnAccount(state, account);
  if (experience === undefined) return;
  for (let plan = 0; plan < state.bid.length; plan++) learnExperience(state, experience, plan, day);
}

type Parameters = PreparedScenario['scenario']['market']['quality'];

function learnAccount(
  { prepared, today, storeQuality }: EngineState,
  { halfLifeDays, priorClicks }: NonNullable<Parameters['account']>,
): void {
  const retention = dailyRetention(halfLifeDays);
  storeQuality.clicks *= retention;
  storeQuality.peerClicks *= retention;
  prepared.scenario.plans.forEach(({ channel }, plan) => {
    // Display has no quality score.
    if (channel !== 'search') return;
    const { referenceClickThroughRate } = prepared.markets[plan]!;
    const start = prepared.cellStart[plan]!;
    for (let cell = start; cell < prepared.cellStart[plan + 1]!; cell++) {
      storeQuality.clicks += today.clicks[cell]!;
      storeQuality.peerClicks +=
        today.normalisedImpressions[cell]! * referenceClickThroughRate[cell - start]!;
    }
  });
  storeQuality.accountPart = accountPart(
    prepared,
    shrunkRatio(storeQuality.clicks, storeQuality.peerClicks, priorClicks, prepared.accountStart),
  );
}

function learnExperience(
  { prepared, today, ledger, storeQuality }: EngineState,
  { halfLifeDays, priorVisits, conversionRate }: NonNullable<Parameters['experience']>,
  plan: number,
  day: number,
): void {
  const { scenario, cellStart } = prepared;
  const { cells, orderToPay } = scenario.plans[plan]!;
  const retention = dailyRetention(halfLifeDays);
  const { orders, peerOrders } = storeQuality;
  const start = cellStart[plan]!;
  const rate = orderToPay > 0 ? conversionRate / orderToPay : 0;
  let expected = 0;
  for (let c = 0; c < cells.length; c++) {
    const factor = onDay(cells[c]!.conversionFactor, day) * today.hourConversion[start + c]!;
    const placed = Math.min(1, rate * factor * scenario.season.conversion[day]!);
    expected += today.clicks[start + c]! * scenario.market.clickToVisit * placed;
  }
  orders[plan] = retention * orders[plan]! + ledger.placedOrders[plan * scenario.days + day]!;
  peerOrders[plan] = retention * peerOrders[plan]! + expected;
  const prior = priorVisits * rate;
  const ratio = shrunkRatio(orders[plan]!, peerOrders[plan]!, prior, experienceStart(prepared, plan));
  storeQuality.experiencePart[plan] = experiencePart(prepared, ratio);
}

function accountPart({ scenario }: PreparedScenario, ratio: number): number {
  return qualityPart(scenario.market.quality, 'account', scenario.store.accountQuality * ratio);
}

function experiencePart({ scenario }: PreparedScenario, ratio: number): number {
  return qualityPart(scenario.market.quality, 'experience', scenario.store.experience * ratio);
}

/** A plan that has run for long stands at its true conversion, the shop's part included; others at that of peers. */
function experienceStart({ scenario, shop }: PreparedScenario, plan: number): number {
  const { experience, start } = scenario.market.quality;
  if (experience === undefined || start === 'cold') return 1;
  const factor = shop === null ? 1 : shop.start[shop.shop.planItem[plan]!]!.conversion;
  return (onDay(scenario.plans[plan]!.conversionRate, 0) * factor) / experience.conversionRate;
}
