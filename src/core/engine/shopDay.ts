import { exp } from '../math/elementary.ts';
import { clickFactorNeeded, logitFactor } from '../shop/clickShift.ts';
import { closeDay } from '../shop/closeDay.ts';
import { openDay } from '../shop/openDay.ts';
import type { ShopState } from '../shop/shopState.ts';
import type { ShopResult } from './shopResult.ts';
import type { EngineState } from './state.ts';

/** The shop's morning: what holds today, and how it moves the click-through of the plans. */
export function openShopDay(state: EngineState, day: number): void {
  const { shop, prepared, clickFactor } = state;
  if (shop === null) return;
  openDay(shop, day);
  if (!clickFactorNeeded(shop.prepared.shop)) return;
  for (let plan = 0; plan < prepared.markets.length; plan++) {
    const { clickThroughRate } = prepared.markets[plan]!;
    const start = prepared.cellStart[plan]!;
    const cells = prepared.cellStart[plan + 1]! - start;
    const odds = exp(shop.planShift[plan]!);
    for (let c = 0; c < cells; c++) clickFactor[start + c] = logitFactor(clickThroughRate[c]!, odds);
  }
}

/** The shop's evening: everything beyond the plans, and what the shop learns from the day. */
export function closeShopDay(state: EngineState, day: number): void {
  const { shop, prepared, ledger } = state;
  if (shop === null) return;
  const { days, plans } = prepared.scenario;
  for (let plan = 0; plan < plans.length; plan++) {
    const row = plan * days + day;
    shop.planImpressions[plan]! += ledger.impressions[row]!;
    shop.figures.planProfit += ledger.profit[row]!;
    shop.figures.spend += ledger.spend[row]!;
  }
  closeDay(shop, day);
}

/** The plan's product cannot be bought today: not released yet, or out of stock. */
export function productOffline({ shop }: EngineState, plan: number): boolean {
  return shop !== null && shop.today.offline[shop.prepared.shop.planItem[plan]!] === 1;
}

/** What the shop leaves in a run's result. */
export function shopResult({ prepared, ledger, peers }: ShopState): ShopResult {
  return { itemIds: prepared.shop.items.map(({ productId }) => productId), ledger, peerActions: peers.log };
}
