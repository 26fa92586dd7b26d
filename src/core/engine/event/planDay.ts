import { expectDay } from '../deliverPlan.ts';
import { wholeDayCost } from '../hours.ts';
import { productOffline } from '../shopDay.ts';
import type { EngineState } from '../state.ts';

/** How fast smooth pacing trusts the day's own costs over the forecast: this share of a day counts as much. */
const FORECAST_WEIGHT = 0.1;

/** Money that ends somebody's day: a plan's budget, or a store's. */
export class Purse {
  readonly money: number;
  spent = 0;

  constructor(money: number) {
    this.money = money;
  }

  get empty(): boolean {
    return this.spent >= this.money;
  }
}

/** One plan's day on the event tiers. */
export class PlanDay {
  readonly state: EngineState;
  readonly plan: number;
  readonly purse: Purse;
  /** The store's, where the platform enforces it. */
  readonly storePurse: Purse | null;
  /** Enabled, with a bid and money, and something to sell. */
  on: boolean;
  /** Share of the traffic met so far. */
  served = 0;
  /** Cost of the whole day if nothing ended it, as the platform would forecast it [currency]. */
  readonly forecast: number;
  /** The same forecast at each of the plan's bids alone. */
  readonly #costRate: Float64Array;
  readonly #smooth: boolean;
  /** Of what the forecast says of the traffic met. */
  #forecastSpend = 0;

  constructor(state: EngineState, plan: number, day: number, storePurse: Purse | null) {
    const { prepared } = state;
    this.state = state;
    this.plan = plan;
    this.purse = new Purse(state.dailyBudget[plan]! * (1 + prepared.scenario.market.overDelivery));
    this.storePurse = storePurse;
    this.on =
      state.enabled[plan] === 1 &&
      state.bid[plan]! > 0 &&
      this.purse.money > 0 &&
      !productOffline(state, plan);
    this.#smooth = prepared.scenario.plans[plan]!.pacing === 'smooth';
    this.#costRate = new Float64Array(prepared.hours[plan]!.factors.length);
    if (this.on) {
      expectDay(state, plan, day);
      this.#costRate.set(state.mix.costRate.subarray(0, this.#costRate.length));
    }
    this.forecast = wholeDayCost(prepared.hours[plan]!, this.#costRate);
  }

  get smooth(): boolean {
    return this.#smooth;
  }

  get broke(): boolean {
    return this.purse.empty || (this.storePurse?.empty ?? false);
  }

  /** Plan's bid in an hour, before the intraday factor. */
  bidAt(hour: number): number {
    const { factors, group } = this.state.prepared.hours[this.plan]!;
    return this.state.bid[this.plan]! * factors[group[hour]!]!;
  }

  /** Share of auctions smooth pacing takes part in from an hour on: the money left over what the rest of the day would cost. */
  shareAt(hour: number): number {
    if (!this.#smooth) return 1;
    const { traffic, group } = this.state.prepared.hours[this.plan]!;
    let rest = 0;
    for (let h = hour; h < traffic.length; h++) rest += traffic[h]! * this.#costRate[group[h]!]!;
    const trust = FORECAST_WEIGHT * this.forecast;
    const level = trust > 0 ? (this.purse.spent + trust) / (this.#forecastSpend + trust) : 1;
    const cost = rest * level;
    return cost > 0 ? Math.min(1, Math.max(0, this.purse.money - this.purse.spent) / cost) : 1;
  }

  /** Notes that a stretch of the clock within an hour went by with a share of the auctions taken. */
  pass(hour: number, length: number, share: number): void {
    this.served += length * share;
    this.#forecastSpend +=
      length * share * this.#costRate[this.state.prepared.hours[this.plan]!.group[hour]!]!;
  }

  /** Charges what is left at most; returns what was charged. */
  charge(price: number): number {
    const left = Math.min(
      this.purse.money - this.purse.spent,
      (this.storePurse?.money ?? Infinity) - (this.storePurse?.spent ?? 0),
    );
    const charged = Math.min(price, left);
    pay(this.purse, charged, price);
    if (this.storePurse !== null) pay(this.storePurse, charged, price);
    return charged;
  }
}

/** Rounding must not leave a purse a hair short of empty. */
function pay(purse: Purse, charged: number, price: number): void {
  const total = purse.spent + charged;
  purse.spent =
    charged < price && purse.money - total <= 1e-12 * purse.money
      ? purse.money
      : Math.min(total, purse.money);
}
