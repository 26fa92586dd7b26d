import type { AppliedDecision } from '../contract/decision.ts';
import type { SlotObservation } from '../contract/slotObservation.ts';
import type { StrategyState } from '../contract/strategy.ts';
import type { Truth } from '../contract/truth.ts';
import { applyDecisions } from './applyDecisions.ts';
import type { PlanDay } from './event/planDay.ts';
import { observe, suggestionFactors } from './observe.ts';
import type { PreparedScenario } from './prepare.ts';
import type { RunResult } from './result.ts';
import type { Player, RunOptions } from './run.ts';
import { shopResult } from './shopDay.ts';
import { heldFactor, observeSlot } from './simulateSlots.ts';
import { slotsOfDay, slotTraffic } from './slots.ts';
import { startState, type EngineState } from './state.ts';
import { tierProperties } from './tier.ts';
import { truthOf } from './truthOf.ts';

/** One store's run: its state, who decides for it, and what was decided. It sees its own back office alone. */
export class StoreRun {
  readonly state: EngineState;
  readonly player: Player;
  readonly seed: number;
  readonly replication: number;
  readonly #options: RunOptions;
  readonly #decisions: AppliedDecision[] = [];
  readonly #suggestion: Float64Array;
  readonly #params: Readonly<Record<string, number | boolean>>;
  readonly #truth: Truth | undefined;
  #memory: StrategyState = {};

  /** @param rival id of a rival store; undefined for the scenario's own */
  constructor(prepared: PreparedScenario, player: Player, options: RunOptions, rival?: string) {
    const { properties, defaults } = player.strategy;
    const tier = tierProperties[options.tier];
    this.player = player;
    this.seed = options.seed ?? prepared.scenario.seed;
    this.replication = options.replication ?? 0;
    this.#options = options;
    // Draws of the event tiers, and of each store, are their own.
    const scope = `${tier.auctions ? `/${options.tier}` : ''}${rival === undefined ? '' : `/store/${rival}`}`;
    this.state = startState(prepared, this.seed, this.replication, tier.stochastic, {
      noisyCap: tier.noisyCap,
      control: properties.control,
      scope,
      cellTotals: options.cellTotals ?? false,
    });
    const { settings } = options;
    if (settings !== undefined) {
      this.state.bid.set(settings.bid);
      this.state.dailyBudget.set(settings.dailyBudget);
      this.state.enabled.set(settings.enabled);
    }
    this.#suggestion = suggestionFactors(prepared, this.seed);
    this.#params = { ...defaults, ...player.params };
    this.#truth = properties.oracle ? truthOf(this.state) : undefined;
  }

  /** The morning: the strategy reads the back office, the platform carries its wishes out. */
  decide(day: number): void {
    const { decide, properties } = this.player.strategy;
    const seen = observe(this.state, day, this.#suggestion);
    const answer = decide(seen, this.#memory, this.#params, this.#truth);
    this.#memory = answer.state;
    for (const applied of applyDecisions(this.state, day, answer.decisions, properties.oracle))
      this.#decisions.push(applied);
  }

  /** The factor on all bids from a slot on. */
  adjust(slot: SlotObservation): number {
    const { bidFactor, state } = this.player.strategy.adjust!(slot, this.#memory, this.#params);
    this.#memory = state;
    return bidFactor;
  }

  /** The same where auctions are played one by one. */
  adjustSlot(day: number, slot: number, plans: readonly PlanDay[]): number {
    if (this.player.strategy.adjust === undefined || slot >= slotsOfDay) return 1;
    const before = slotTraffic(this.state)
      .subarray(0, slot)
      .reduce((sum, share) => sum + share, 0);
    const spent = new Float64Array(this.state.bid.length);
    const clicks = new Float64Array(this.state.bid.length);
    const { cellStart } = this.state.prepared;
    for (const { plan, purse } of plans) {
      spent[plan] = purse.spent;
      for (let cell = cellStart[plan]!; cell < cellStart[plan + 1]!; cell++)
        clicks[plan]! += this.state.today.clicks[cell]!;
    }
    return heldFactor(this.adjust(observeSlot(this.state, day, slot, before, spent, clicks)));
  }

  result(): RunResult {
    const { scenario } = this.state.prepared;
    return {
      version: 1,
      scenario: scenario.name,
      strategy: this.player.strategy.name,
      tier: this.#options.tier,
      seed: this.seed,
      replication: this.replication,
      days: scenario.days,
      currency: scenario.currency,
      planIds: scenario.plans.map(({ id }) => id),
      ledger: this.state.ledger,
      decisions: this.#decisions,
      ...(this.state.cellTotals === null ? {} : { cells: this.state.cellTotals }),
      ...(this.state.rivals === null ? {} : { rivalActions: this.state.rivals.log }),
      ...(tierProperties[this.#options.tier].auctions ? { hours: this.#hours() } : {}),
      ...(this.state.shop === null ? {} : { shop: shopResult(this.state.shop) }),
    };
  }

  #hours(): NonNullable<RunResult['hours']> {
    const { hourly, prepared } = this.state;
    const daily = (values: Float64Array): number[] =>
      Array.from(values, (value) => value / prepared.scenario.days);
    return { clicks: daily(hourly.clicks), spend: daily(hourly.spend) };
  }
}
