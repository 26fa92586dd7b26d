import type { PlanMarket } from '../contract/channel.ts';
import { marketOf } from '../market/channels.ts';
import { gammaSumsOf, type GammaSums } from '../math/gammaSums.ts';
import { DailyFigures } from '../market/dailyFigures.ts';
import { dailyRetention } from '../market/quality.ts';
import type { ResolvedScenario } from '../scenario/resolved.ts';
import type { ResolvedShop } from '../scenario/resolvedShop.ts';
import { arrivalShares } from '../shop/delay.ts';
import { prepareShop, type PreparedShop } from '../shop/prepareShop.ts';
import { accountStart } from './accountStart.ts';
import { planHours, type PlanHours } from './hours.ts';
import { shopBaseline } from './shopBaseline.ts';
import { prepareSpillover } from './prepareSpillover.ts';
import type { PreparedSpillover } from './spillover.ts';

/** A scenario with its markets tabulated: made once, run many times. */
export interface PreparedScenario {
  readonly scenario: ResolvedScenario;
  readonly markets: readonly PlanMarket[];
  readonly hours: readonly PlanHours[];
  /** First cell of each plan in flat cell arrays; one more entry holds the total. */
  readonly cellStart: Int32Array;
  /** Paid orders a visit by plan, and the factor on them by flat cell. */
  readonly conversionRate: DailyFigures;
  readonly conversionFactor: DailyFigures;
  /** Order values relative to their mean, by plan, in units of the squared coefficient of variation; null where they do not vary. */
  readonly orderValues: readonly (GammaSums | null)[];
  /** Share of orders arriving at each age. */
  readonly arrivals: Float64Array;
  /** Share of orders known after each age, cumulative. */
  readonly knownShare: Float64Array;
  /** Daily memory decay of the quality score's evidence. */
  readonly retention: number;
  /** Clicks over those of peers behind the account's weight on the first morning; 1 unless it is learned. */
  readonly accountStart: number;
  /** Null where display brings no searches for the brand. */
  readonly spillover: PreparedSpillover | null;
  /** Everything beyond the plain funnel; null where the scenario has no `shop` block. */
  readonly shop: PreparedShop | null;
  /** Other stores in the same auctions; empty where there are none. */
  readonly rivalStores: readonly PreparedScenario[];
}

export function prepare(scenario: ResolvedScenario): PreparedScenario {
  const markets = scenario.plans.map((plan) => marketOf(plan, scenario));
  const cellStart = new Int32Array(scenario.plans.length + 1);
  markets.forEach((market, plan) => (cellStart[plan + 1] = cellStart[plan]! + market.cellIds.length));
  const arrivals = arrivalShares(scenario.market.delay);
  let known = 0;
  const plain: PreparedScenario = {
    scenario,
    markets,
    hours: scenario.plans.map((plan) => planHours(plan, scenario.market.hours)),
    cellStart,
    conversionRate: new DailyFigures(scenario.plans.map((plan) => plan.conversionRate)),
    conversionFactor: new DailyFigures(
      scenario.plans.flatMap(({ cells }) => cells.map((cell) => cell.conversionFactor)),
    ),
    orderValues: gammaSumsOf(scenario.plans.map(({ economics }) => economics.orderValueCv ** 2)),
    arrivals,
    knownShare: arrivals.map((share) => (known += share)),
    retention: dailyRetention(scenario.market.quality.halfLifeDays),
    accountStart: 1,
    spillover: null,
    shop: null,
    rivalStores: (scenario.rivalStores ?? []).map(prepare),
  };
  const prepared = { ...plain, spillover: prepareSpillover(plain), accountStart: accountStart(plain) };
  return scenario.shop === undefined ? prepared : withShop(prepared, scenario.shop);
}

/** Clicks depend on the shop where experience does, so the shop of the first round is the start of the second. */
function withShop(prepared: PreparedScenario, shop: ResolvedShop): PreparedScenario {
  const { scenario } = prepared;
  const open = (before: PreparedScenario): PreparedScenario => ({
    ...prepared,
    shop: prepareShop(scenario, shop, shopBaseline(before)),
  });
  const first = open(prepared);
  return scenario.market.quality.experience === undefined ? first : open(first);
}
