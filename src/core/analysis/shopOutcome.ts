import type { PreparedScenario } from '../engine/prepare.ts';
import type { RunResult } from '../engine/result.ts';
import type { PlanSettings } from '../engine/run.ts';
import { run } from '../engine/run.ts';
import { hold } from '../strategies/hold.ts';
import { mixAndRate, type ConversionChange, type ConversionPart } from '../shop/mixAndRate.ts';
import type { Estimate } from './figures.ts';
import { creditedDay } from './optimize/credit.ts';
import { profitConcentration } from './profitConcentration.ts';
import { pairedInterval } from './pairedInterval.ts';

const visitColumns = ['paidVisits', 'organicVisits', 'activityVisits', 'oldVisits'] as const;
const orderColumns = ['paidOrders', 'organicOrders', 'activityOrders', 'oldOrders'] as const;
type ItemColumn = (typeof visitColumns)[number] | (typeof orderColumns)[number];

/**
 * Figures of the shop beyond the plans: means a day, but for scores, praise, customers and stock, which are the last day's, and for
 * the concentration of the plans' profits, which is the whole run's (profitConcentration.ts).
 */
export const shopMetrics = [
  'paidVisits',
  'organicVisits',
  'activityVisits',
  'oldVisits',
  'planOrders',
  'organicOrders',
  'activityOrders',
  'repeatOrders',
  'planProfit',
  'freeProfit',
  'deposits',
  'costs',
  'storeProfit',
  'visitorValue',
  'visitorCost',
  'lifetimeCredit',
  'profitGini',
  'bestPlansShare',
  'lostShare',
  'score',
  'praise',
  'customers',
  'stock',
  'lostToStock',
] as const;

export type ShopMetric = (typeof shopMetrics)[number];

/** Visitor value is revenue, visitor cost is spend, over visits of all sources [currency/visit]; storeProfit = planProfit + freeProfit + deposits - costs. */
export type ShopFigures = Readonly<Record<ShopMetric, number>>;

/** Profit in the measure of `shop.credit` [currency/day]: what the planning model expected, and what the runs showed. */
export interface CreditOutcome {
  /** Of expected values, recommended less today. */
  readonly expected: number;
  readonly simulated: Estimate;
  readonly today: number;
  readonly recommended: number;
}

/** What happens in the shop under today's and the recommended setting; means over the paired runs. */
export interface ShopOutcome {
  readonly today: ShopFigures;
  readonly recommended: ShopFigures;
  readonly difference: Readonly<Record<ShopMetric, Estimate>>;
  /** Why orders a visit, over all sources, change from today to the recommendation (A51): parts are the products. */
  readonly conversion: ConversionChange;
  readonly organicByDay: { readonly today: readonly number[]; readonly recommended: readonly number[] };
  /** Null without `shop.credit`. */
  readonly credit: CreditOutcome | null;
}

export function shopOutcome(
  prepared: PreparedScenario,
  before: readonly RunResult[],
  after: readonly RunResult[],
  settings: { readonly today: PlanSettings; readonly recommended: PlanSettings },
): ShopOutcome {
  const a = before.map(shopFigures);
  const b = after.map(shopFigures);
  const each = <T>(of: (metric: ShopMetric) => T): Record<ShopMetric, T> =>
    Object.fromEntries(shopMetrics.map((metric) => [metric, of(metric)])) as Record<ShopMetric, T>;
  return {
    today: each((metric) => mean(a.map((figures) => figures[metric]))),
    recommended: each((metric) => mean(b.map((figures) => figures[metric]))),
    difference: each((metric) => pairedInterval(a.map((figures, i) => b[i]![metric] - figures[metric]))),
    conversion: mixAndRate(conversionParts(before), conversionParts(after)),
    organicByDay: { today: organicByDay(before), recommended: organicByDay(after) },
    credit: creditOutcome(prepared, before, after, settings),
  };
}

/** The shop's figures of one run. */
export function shopFigures({ shop, ledger, days }: RunResult): ShopFigures {
  const { items, store } = shop!.ledger;
  const plans = ledger.profit.length / days;
  const ofPlan = (plan: number): number => total(ledger.profit.subarray(plan * days, (plan + 1) * days));
  const spread = profitConcentration(Array.from({ length: plans }, (_, plan) => ofPlan(plan)));
  const daily = (...columns: readonly Float64Array[]): number =>
    columns.reduce((sum, column) => sum + total(column), 0) / days;
  const last = (column: Float64Array): number => column[days - 1]!;
  const visits = daily(items.paidVisits, items.organicVisits, items.activityVisits, items.oldVisits);
  const each = (amount: number): number => (visits > 0 ? amount / visits : 0);
  return {
    paidVisits: daily(items.paidVisits),
    organicVisits: daily(items.organicVisits),
    activityVisits: daily(items.activityVisits),
    oldVisits: daily(items.oldVisits),
    planOrders: daily(items.paidOrders),
    organicOrders: daily(items.organicOrders),
    activityOrders: daily(items.activityOrders),
    repeatOrders: daily(items.oldOrders),
    planProfit: daily(ledger.profit),
    freeProfit: daily(items.profit),
    deposits: daily(store.depositIncome),
    costs: daily(store.messageCost, store.activityFees, store.stockCost, store.recoveryCost, store.fixedCost),
    storeProfit: daily(store.profit),
    visitorValue: each(daily(ledger.revenue, items.revenue)),
    visitorCost: each(daily(store.adSpend)),
    lifetimeCredit: daily(store.lifetimeCredit),
    profitGini: spread.gini,
    bestPlansShare: spread.bestFifth,
    lostShare: spread.lost,
    score: (last(store.description) + last(store.service) + last(store.logistics)) / 3,
    praise: last(store.praise),
    customers: last(store.customers),
    stock: shop!.itemIds.reduce((sum, _, item) => sum + items.stock[(item + 1) * days - 1]!, 0),
    lostToStock: daily(items.lostToStock),
  };
}

/** Visits and orders of every product over all runs, whatever the source. */
function conversionParts(results: readonly RunResult[]): ConversionPart[] {
  const sum = ({ shop, days }: RunResult, item: number, names: readonly ItemColumn[]): number =>
    names.reduce(
      (all, name) => all + total(shop!.ledger.items[name].subarray(item * days, (item + 1) * days)),
      0,
    );
  return results[0]!.shop!.itemIds.map((_, item) => ({
    visits: results.reduce((all, result) => all + sum(result, item, visitColumns), 0),
    orders: results.reduce((all, result) => all + sum(result, item, orderColumns), 0),
  }));
}

function creditOutcome(
  prepared: PreparedScenario,
  before: readonly RunResult[],
  after: readonly RunResult[],
  settings: { readonly today: PlanSettings; readonly recommended: PlanSettings },
): CreditOutcome | null {
  if (prepared.shop!.shop.credit === null) return null;
  const worth = (result: RunResult): number => {
    const { plans, organic, lifetime } = creditedDay(prepared, result);
    return plans + organic + lifetime;
  };
  const a = before.map(worth);
  const b = after.map(worth);
  const fluid = (chosen: PlanSettings): number =>
    worth(run(prepared, hold, { tier: 'fluid', settings: chosen }));
  return {
    expected: fluid(settings.recommended) - fluid(settings.today),
    simulated: pairedInterval(a.map((value, i) => b[i]! - value)),
    today: mean(a),
    recommended: mean(b),
  };
}

function organicByDay(results: readonly RunResult[]): number[] {
  const days = results[0]?.days ?? 0;
  return Array.from({ length: days }, (_, day) =>
    mean(
      results.map(({ shop }) =>
        shop!.itemIds.reduce((sum, _, item) => sum + shop!.ledger.items.organicVisits[item * days + day]!, 0),
      ),
    ),
  );
}

function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

function mean(values: readonly number[]): number {
  return total(values) / Math.max(1, values.length);
}
