import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnQuality } from '../../src/core/engine/closeDay.ts';
import { deliverDay } from '../../src/core/engine/deliverDay.ts';
import { deliverPlan } from '../../src/core/engine/deliverPlan.ts';
import { ledgerColumns } from '../../src/core/engine/ledger.ts';
import { prepare } from '../../src/core/engine/prepare.ts';
import { deserializeRun, serializeRun, type RunResult, type Tier } from '../../src/core/engine/result.ts';
import { run } from '../../src/core/engine/run.ts';
import { slotFactor } from '../../src/core/engine/simulateSlots.ts';
import { startState, type EngineState } from '../../src/core/engine/state.ts';
import { tierProperties, tiers } from '../../src/core/engine/tier.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';
import type { ResolvedScenario } from '../../src/core/scenario/resolved.ts';
import { strategies } from '../../src/core/strategies/registry.ts';
import { hold } from '../../src/core/strategies/hold.ts';
import { resolved, marketInput } from './arbitraries.ts';

/** Where every auction is played, scenarios are smaller and one strategy of each kind stands for all. */
const ofAuctions = (tier: Tier) => tierProperties[tier].auctions;
const scenariosOf = (tier: Tier) => (ofAuctions(tier) ? marketInput.map(smaller) : marketInput);
const strategiesOf = (tier: Tier) =>
  ofAuctions(tier)
    ? strategies.filter(({ name }) =>
        ['hold', 'equal-marginal', 'pace-intraday', 'clairvoyant'].includes(name),
      )
    : strategies;

/** A twentieth of the traffic, three days at most; in half of them plans share auctions. */
function smaller(input: ScenarioInput): ScenarioInput {
  const fewer = (item: object) =>
    Object.fromEntries(
      Object.entries(item).map(([name, value]) => [
        name,
        /^daily(Queries|Impressions)$/.test(name) && typeof value === 'number'
          ? Math.floor(value / 20)
          : value,
      ]),
    );
  const plans = input.plans!.map((plan) =>
    plan.channel === 'search'
      ? { ...plan, keywords: plan.keywords.map(fewer) }
      : { ...plan, audiences: plan.audiences.map(fewer) },
  ) as NonNullable<ScenarioInput['plans']>;
  const horizon = { days: Math.min(3, input.horizon?.days ?? 3) };
  const market = { ...input.market, sharedAuctions: input.seed! % 2 === 0 };
  return { ...input, plans: oneCompetition(plans), horizon, market };
}

/** Plans that bid on the same keyword or audience say the same of the rivals there. */
function oneCompetition(plans: NonNullable<ScenarioInput['plans']>): NonNullable<ScenarioInput['plans']> {
  const said = new Map<string, object>();
  const agree = <T extends { id: string }>(item: T, competition: object): T => {
    const first = said.get(item.id) ?? competition;
    said.set(item.id, first);
    return { ...item, ...first };
  };
  return plans.map((plan) =>
    plan.channel === 'search'
      ? { ...plan, keywords: plan.keywords.map((one) => agree(one, { rivals: one.rivals })) }
      : { ...plan, audiences: plan.audiences.map((one) => agree(one, { marketCpm: one.marketCpm })) },
  );
}
/** Rivals stand, display brings no searches, and every other plan bids the same all day. */
function standing(input: ScenarioInput): ScenarioInput {
  const { rivals: _rivals, ...market } = input.market ?? {};
  const { spillover: _spillover, ...display } = market.display ?? {};
  const plans = input.plans!.map((plan, i) => {
    const { schedule, ...steady } = plan;
    return i % 2 === 0 || schedule === undefined ? steady : plan;
  }) as NonNullable<ScenarioInput['plans']>;
  return { ...input, plans, market: { ...market, display } };
}

/** The same with rivals' bids that move with the season, and one keyword whose figures have days of their own. */
function varying(scenario: ResolvedScenario, moves: readonly number[]): ResolvedScenario {
  const daily = (base: number): number[] =>
    Array.from({ length: scenario.days }, (_, day) => (moves[day % moves.length]! < 1 ? base : 1.2 * base));
  const plans = scenario.plans.map((plan, i) => {
    if (plan.channel !== 'search' || i > 0) return plan;
    const [first, ...others] = plan.cells;
    const { dailyQueries, rivals } = first!;
    if (typeof dailyQueries !== 'number' || typeof rivals.medianBid !== 'number') return plan;
    const cell = {
      ...first!,
      dailyQueries: daily(dailyQueries),
      rivals: { ...rivals, medianBid: daily(rivals.medianBid) },
    };
    return { ...plan, cells: [cell, ...others] };
  });
  return { ...scenario, plans, season: { ...scenario.season, rivalBids: daily(1) } };
}

/** Scenarios a law and strategy; LAW_RUNS asks for more. */
const runs = { numRuns: Number(process.env['LAW_RUNS'] ?? 5) };

function eachPlanDay(result: RunResult, visit: (at: number, plan: number, day: number) => void): void {
  result.planIds.forEach((_, plan) => {
    for (let day = 0; day < result.days; day++) visit(plan * result.days + day, plan, day);
  });
}

/** The dearest a billed event of the plan may be: the bid at the best hour. */
function dearest(scenario: ResolvedScenario, plan: number): number {
  const { schedule, cells } = scenario.plans[plan]!;
  const hour = schedule === null ? 1 : Math.max(...schedule);
  return hour * Math.max(...cells.map((cell) => cell.bidFactor));
}

for (const tier of tiers) {
  describe.each(strategiesOf(tier).map((strategy) => ({ name: strategy.name, strategy })))(
    `${tier}, $name`,
    ({ strategy }) => {
      it('spend <= budget x (1 + over-delivery); price <= bid; the funnel narrows; nothing without budget', () => {
        fc.assert(
          fc.property(scenariosOf(tier), (input) => {
            const scenario = resolved(input);
            const result = run(prepare(scenario), strategy, { tier });
            const { ledger } = result;
            // Intraday strategies move the day's bid between slots, within the engine's range.
            const intraday = strategy.properties.control === 'intraday' ? slotFactor.most : 1;
            // Sums of products of floats: one part in 1e9 of slack.
            const most = (bound: number): number => bound * (1 + 1e-9) + 1e-12;
            eachPlanDay(result, (at, plan) => {
              for (const column of ledgerColumns) expect(Number.isFinite(ledger[column][at])).toBe(true);
              expect(ledger.spend[at]).toBeLessThanOrEqual(
                most(ledger.dailyBudget[at]! * (1 + scenario.market.overDelivery)),
              );
              const resolvedPlan = scenario.plans[plan]!;
              const perThousand = resolvedPlan.channel === 'display' && resolvedPlan.bidType === 'cpm';
              const events = perThousand ? ledger.impressions[at]! / 1000 : ledger.clicks[at]!;
              expect(ledger.spend[at]).toBeLessThanOrEqual(
                most(events * ledger.bid[at]! * dearest(scenario, plan) * intraday),
              );
              expect(ledger.impressions[at]).toBeLessThanOrEqual(most(ledger.opportunities[at]!));
              expect(ledger.clicks[at]).toBeLessThanOrEqual(most(ledger.impressions[at]!));
              expect(ledger.visits[at]).toBeLessThanOrEqual(most(ledger.clicks[at]!));
              expect(ledger.placedOrders[at]).toBeLessThanOrEqual(most(ledger.visits[at]!));
              expect(ledger.orders[at]).toBeLessThanOrEqual(most(ledger.placedOrders[at]!));
              expect(ledger.refunds[at]).toBeLessThanOrEqual(most(ledger.revenue[at]!));
              if (ledger.dailyBudget[at] === 0 || ledger.enabled[at] === 0 || ledger.bid[at] === 0)
                expect(
                  ledger.clicks[at]! + ledger.spend[at]! + ledger.orders[at]! + ledger.impressions[at]!,
                ).toBe(0);
              if (tierProperties[tier].stochastic) expect(Number.isInteger(ledger.clicks[at])).toBe(true);
            });
          }),
          runs,
        );
      });

      it('money is conserved: profit is what is left of revenue after refunds, goods, fees, freight, returns and spend', () => {
        fc.assert(
          fc.property(scenariosOf(tier), (input) => {
            const scenario = resolved(input);
            const result = run(prepare(scenario), strategy, { tier });
            const { ledger } = result;
            eachPlanDay(result, (at, plan) => {
              const { economics } = scenario.plans[plan]!;
              const orders = ledger.orders[at]!;
              const kept = ledger.revenue[at]! - ledger.refunds[at]!;
              const returned =
                ledger.revenue[at]! > 0 ? (orders * ledger.refunds[at]!) / ledger.revenue[at]! : 0;
              const costs =
                kept * (economics.commission + economics.paymentFee + economics.unitCost / economics.price) +
                orders * (economics.shipping + economics.insurance) +
                returned * economics.lossPerReturn +
                ledger.spend[at]!;
              const scale = Math.abs(kept) + Math.abs(costs) + 1;
              expect(Math.abs(ledger.profit[at]! - (kept - costs)) / scale).toBeLessThan(1e-9);
            });
          }),
          runs,
        );
      });

      it('same seed, same bytes; another seed differs; a run survives JSON', () => {
        fc.assert(
          fc.property(scenariosOf(tier), (input) => {
            const scenario = resolved(input);
            const once = JSON.stringify(serializeRun(run(prepare(scenario), strategy, { tier })));
            const again = run(prepare(scenario), strategy, { tier });
            expect(JSON.stringify(serializeRun(again))).toBe(once);
            expect(JSON.stringify(serializeRun(deserializeRun(JSON.parse(once))))).toBe(once);
          }),
          runs,
        );
      });

      it('permuting plans permutes results: the order in the file means nothing', () => {
        fc.assert(
          fc.property(scenariosOf(tier), (input) => {
            const reversed = { ...input, plans: [...input.plans!].reverse() };
            const a = run(prepare(resolved(input)), strategy, { tier });
            const b = run(prepare(resolved(reversed)), strategy, { tier });
            expect(serializeRun(b)).toEqual(serializeRun(a));
          }),
          runs,
        );
      });

      it('scaling every amount of money by a power of two scales money results exactly and nothing else', () => {
        fc.assert(
          fc.property(scenariosOf(tier), fc.constantFrom(0.25, 2, 16), (input, factor) => {
            const scenario = resolved(input);
            const a = run(prepare(scenario), strategy, { tier });
            const b = run(prepare(scaleMoney(scenario, factor)), strategy, { tier });
            for (const column of ledgerColumns) {
              const money = ['bid', 'dailyBudget', 'spend', 'revenue', 'refunds', 'profit'].includes(column);
              expect(Array.from(b.ledger[column])).toEqual(
                Array.from(a.ledger[column], (value) => (money ? value * factor : value)),
              );
            }
          }),
          runs,
        );
      });
    },
  );
}

const drawnTiers = tiers.filter((tier) => tierProperties[tier].stochastic || tierProperties[tier].auctions);

describe('streams are keyed by id', () => {
  it.each(drawnTiers)("%s: adding a plan leaves the others' draws unchanged", (tier) => {
    fc.assert(
      fc.property(scenariosOf(tier), fc.nat(3), (input, last) => {
        // A store's budget, the account's weight and shared auctions are what plans have in common.
        const { account: _account, ...quality } = input.market!.quality!;
        const market = { ...input.market, quality, sharedAuctions: false };
        const all = { ...input, market, limits: { enforceDailyBudget: false } };
        const plans = input.plans!.filter((_, plan) => plan !== last % input.plans!.length);
        if (plans.length === 0) return;
        const few = run(prepare(resolved({ ...all, plans })), hold, { tier });
        const many = run(prepare(resolved(all)), hold, { tier });
        few.planIds.forEach((id, plan) => {
          const other = many.planIds.indexOf(id);
          const part = (result: RunResult, p: number) =>
            ledgerColumns.map((column) =>
              Array.from(result.ledger[column].subarray(p * result.days, (p + 1) * result.days)),
            );
          expect(part(many, other)).toEqual(part(few, plan));
        });
      }),
      runs,
    );
  });

  it('clicks never fall when a bid rises: no budget in the way, feedback off, rivals who do not answer, audiences not tired (common random numbers)', () => {
    fc.assert(
      fc.property(marketInput, fc.double({ min: 1, max: 3, noNaN: true }), (input, factor) => {
        // Where click-through falls with frequency, more impressions at a lower rate may give a click less by chance.
        const free = {
          ...input,
          limits: {},
          market: {
            ...input.market,
            quality: { feedback: false },
            display: { frequencyExponent: 0 },
            rivals: { ...input.market!.rivals, reaction: undefined },
          },
        };
        const scenario = resolved(free);
        const prepared = prepare(scenario);
        const settings = (scale: number) => ({
          bid: scenario.plans.map(({ bid }) => bid * scale),
          dailyBudget: scenario.plans.map(() => 1e15),
          enabled: scenario.plans.map(() => 1),
        });
        const low = run(prepared, hold, { tier: 'stochastic', settings: settings(1) });
        const high = run(prepared, hold, { tier: 'stochastic', settings: settings(factor) });
        eachPlanDay(low, (at) => {
          expect(high.ledger.impressions[at]).toBeGreaterThanOrEqual(low.ledger.impressions[at]!);
          expect(high.ledger.clicks[at]).toBeGreaterThanOrEqual(low.ledger.clicks[at]!);
        });
      }),
      { numRuns: 20 * runs.numRuns },
    );
  });
});

/** Every amount of money of a resolved scenario, times a factor. */
function scaleMoney(scenario: ResolvedScenario, factor: number): ResolvedScenario {
  const money = new Set([
    ...[
      'price',
      'listPrice',
      'unitCost',
      'shipping',
      'insurance',
      'lossPerReturn',
      'bid',
      'usualBid',
      'dailyBudget',
      'minDailyBudget',
      'maxDailyBudget',
    ],
    ...[
      'minBid',
      'maxBid',
      'medianBid',
      'marketCpm',
      'reserve',
      'reserveCpm',
      'tick',
      'periodBudget',
      'minimumBid',
      'bidTick',
    ],
    ...['minimumDailyBudget', 'budgetTick'],
  ]);
  const scale = (value: unknown, key: string): unknown => {
    if (typeof value === 'number') return money.has(key) ? value * factor : value;
    if (Array.isArray(value)) return value.map((item) => scale(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, scale(inner, name)]));
  };
  return scale(scenario, '') as ResolvedScenario;
}

describe('a store day as one batch', () => {
  it.each([
    ['expected', false],
    ['drawn', true],
  ] as const)(
    'delivers the bytes of plan after plan, whatever the money, the shop and the bids: %s days',
    (_, drawn) => {
      let batched = 0;
      fc.assert(
        fc.property(
          marketInput.map(standing),
          fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 1 }),
          (input, moves) => {
            const prepared = prepare(varying(resolved(input), moves));
            const [together, apart] = [0, 1].map(() => startState(prepared, 1, 0, drawn)) as [
              EngineState,
              EngineState,
            ];
            for (let day = 0; day < prepared.scenario.days; day++) {
              for (const state of [together, apart])
                state.bid.forEach((_, plan) => {
                  const move = moves[(day * 7 + plan) % moves.length]!;
                  state.bid[plan] = prepared.scenario.plans[plan]!.bid * move;
                  state.clickFactor.fill(0.5 + move / 3);
                });
              deliverDay(together, day);
              for (let plan = 0; plan < apart.bid.length; plan++) deliverPlan(apart, plan, day);
              expect(together.today).toEqual(apart.today);
              expect(together.inBudget).toEqual(apart.inBudget);
              for (const state of [together, apart]) learnQuality(state);
            }
            if (together.batch !== null) batched++;
          },
        ),
        { numRuns: 100 },
      );
      // The law says something only where there was a batch.
      expect(batched).toBeGreaterThan(20);
    },
  );
});
