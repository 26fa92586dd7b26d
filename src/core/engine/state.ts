import { streamKey } from '../math/keyed.ts';
import { keyTable, type KeyTable } from '../math/uniformColumns.ts';
import { qualityPart } from '../market/quality.ts';
import { rateCells } from './rateCells.ts';
import { emptyCellDay, type CellDay } from '../contract/cellDay.ts';
import { emptyCellTotals, type CellTotals } from './cellTotals.ts';
import { startRivals, type RivalsState } from './rivals.ts';
import { startSpillover, type SpilloverState } from './spillover.ts';
import { startShop, type ShopState } from '../shop/shopState.ts';
import { emptyDayMix, type DayMix } from './dayMix.ts';
import { emptyBrought, type Brought } from './bookOrders.ts';
import { emptyOrderDay, type OrderDay } from './drawOrders.ts';
import { emptyFunnel, type Funnel } from './drawFunnels.ts';
import { emptyDrawnDay, type DrawnDay } from './drawnDay.ts';
import type { StrategyProperties } from '../contract/strategy.ts';
import { hoursOfDay } from './hours.ts';
import { emptyLedger, type Ledger } from './ledger.ts';
import { batchOf, type DayBatch } from './dayBatch.ts';
import type { PreparedScenario } from './prepare.ts';
import { startStoreQuality, type StoreQuality } from './storeQuality.ts';

/** Everything a run carries from day to day: preallocated columns, plan by plan and cell by cell. */
export interface EngineState {
  readonly prepared: PreparedScenario;
  /** Counts are drawn, not expected. */
  readonly stochastic: boolean;
  /** Fluid days whose budgets meet the day's noise. */
  readonly noisyCap: boolean;
  /** Null where plans' days are worked out one by one. */
  readonly batch: DayBatch | null;
  /** Null where nothing is drawn. */
  readonly drawn: DrawnDay | null;
  /** Of the strategy that runs the plans. */
  readonly control: StrategyProperties['control'];
  readonly ledger: Ledger;
  readonly planKeys: KeyTable;
  readonly cellKeys: KeyTable;
  /** Settings in force, by plan. */
  readonly bid: Float64Array;
  readonly dailyBudget: Float64Array;
  readonly enabled: Uint8Array;
  /** Decayed evidence of the quality score, by cell. */
  readonly seenClicks: Float64Array;
  readonly seenImpressions: Float64Array;
  /** Starting click-through rate of the quality score, by cell. */
  readonly prior: Float64Array;
  readonly quality: Float64Array;
  /** Click-through of the peers, by cell. */
  readonly reference: Float64Array;
  /** Part of relevance in ln Q, by cell. */
  readonly relevancePart: Float64Array;
  readonly storeQuality: StoreQuality;
  readonly predicted: Float64Array;
  readonly today: CellDay;
  /** Working memory of one plan's day. */
  readonly mix: DayMix;
  readonly share: Float64Array;
  /** Of each plan's cost today under its cap [currency^2]; `noisyCap` alone. */
  readonly costVariance: Float64Array;
  readonly funnel: Funnel;
  readonly brought: Brought;
  readonly orderDay: OrderDay;
  readonly books: Books;
  /** Clicks and cost of the run by plan and hour (`plan * 24 + hour`), where auctions are played one by one. */
  readonly hourly: { readonly clicks: Float64Array; readonly spend: Float64Array };
  /** Factor of the shop on each cell's click-through today; 1 without. */
  readonly clickFactor: Float64Array;
  /** Share of its day each plan's money lasted, today. */
  readonly inBudget: Float64Array;
  /** Null where rivals stand as the scenario says. */
  readonly rivals: RivalsState | null;
  /** Null where display brings no searches. */
  readonly spillover: SpilloverState | null;
  /** Null unless asked for. */
  readonly cellTotals: CellTotals | null;
  /** Null where the scenario has no `shop` block. */
  readonly shop: ShopState | null;
}

/** Orders by click day: what has arrived, and what is still to come. */
export interface Books {
  /** Known so far, plan-major by click day. */
  readonly knownOrders: Float64Array;
  readonly knownRevenue: Float64Array;
  /** Ring of the last click days: (plan, click day mod window, age). */
  readonly pendingOrders: Float64Array;
  readonly pendingRevenue: Float64Array;
}

export interface StateOptions {
  /** Adds up every cell over the run. */
  readonly cellTotals?: boolean;
  readonly noisyCap?: boolean;
  readonly control?: StrategyProperties['control'];
  /** Sets the draws of a tier or store apart from all others. */
  readonly scope?: string;
}

export function startState(
  prepared: PreparedScenario,
  seed: number,
  replication: number,
  stochastic: boolean,
  { noisyCap = false, control = 'daily', scope = '', cellTotals = false }: StateOptions = {},
): EngineState {
  const { scenario, markets, cellStart } = prepared;
  const plans = scenario.plans.length;
  const cells = cellStart[plans]!;
  const window = prepared.arrivals.length;
  const column = (length: number): Float64Array => new Float64Array(length);
  const path = (id: string): string => `run/${replication}${scope}/plan/${id}`;
  const drawn = stochastic ? emptyDrawnDay(prepared) : null;
  const state: EngineState = {
    prepared,
    stochastic,
    noisyCap,
    batch: noisyCap || cellTotals ? null : batchOf(prepared),
    drawn,
    control,
    ledger: emptyLedger(plans, scenario.days),
    planKeys: keyTable(scenario.plans.map((plan) => streamKey(seed, path(plan.id)))),
    cellKeys: keyTable(
      markets.flatMap((market, p) =>
        market.cellIds.map((cell) => streamKey(seed, `${path(scenario.plans[p]!.id)}/cell/${cell}`)),
      ),
    ),
    bid: Float64Array.from(scenario.plans, (plan) => plan.bid),
    dailyBudget: Float64Array.from(scenario.plans, (plan) => plan.dailyBudget),
    enabled: Uint8Array.from(scenario.plans, (plan) => (plan.enabled ? 1 : 0)),
    seenClicks: column(cells),
    seenImpressions: column(cells),
    prior: column(cells),
    quality: column(cells),
    reference: Float64Array.from(markets.flatMap((market) => Array.from(market.referenceClickThroughRate))),
    relevancePart: Float64Array.from(
      markets.flatMap(({ relevance }) =>
        Array.from(relevance, (ratio) => qualityPart(scenario.market.quality, 'relevance', ratio)),
      ),
    ),
    storeQuality: startStoreQuality(prepared),
    predicted: column(cells),
    today: emptyCellDay(cells),
    mix: emptyDayMix(),
    share: column(Math.max(1, ...markets.map((market) => market.cellIds.length))),
    costVariance: column(plans),
    funnel: emptyFunnel(cells),
    brought: emptyBrought(plans),
    orderDay: emptyOrderDay(plans),
    books: {
      knownOrders: column(plans * scenario.days),
      knownRevenue: column(plans * scenario.days),
      pendingOrders: column(plans * window * window),
      pendingRevenue: column(plans * window * window),
    },
    hourly: { clicks: column(plans * hoursOfDay), spend: column(plans * hoursOfDay) },
    clickFactor: column(cells).fill(1),
    inBudget: column(plans),
    rivals: startRivals(prepared, seed, replication),
    spillover: startSpillover(prepared.spillover),
    cellTotals: cellTotals ? emptyCellTotals(cells) : null,
    shop: prepared.shop === null ? null : startShop(prepared.shop, seed, replication, stochastic),
  };
  startQuality(state);
  rateCells(state);
  return state;
}

function startQuality(state: EngineState): void {
  const { scenario, markets, cellStart } = state.prepared;
  const mature = scenario.market.quality.start === 'mature';
  markets.forEach((market, plan) => {
    market.cellIds.forEach((_, c) => {
      const cell = cellStart[plan]! + c;
      state.prior[cell] = mature ? market.clickThroughRate[c]! : market.referenceClickThroughRate[c]!;
      state.predicted[cell] = state.prior[cell]!;
    });
  });
}
