import type { Observation, PlanObservation } from '../../contract/observation.ts';

/** Windows of days that rules may look back over; a figure's name carries its window: `clicks7d`. */
const windows = [1, 3, 7, 14, 30] as const;

const summed = ['impressions', 'clicks', 'cost', 'orders', 'revenue'] as const;
type Sums = Record<(typeof summed)[number], number>;

const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

function sumsOf({ history }: PlanObservation, from: number, day: number): Sums {
  const sums: Sums = { impressions: 0, clicks: 0, cost: 0, orders: 0, revenue: 0 };
  for (let t = Math.max(0, from); t < day; t++) for (const name of summed) sums[name] += history[name][t]!;
  return sums;
}

/** Sums and ratios of a window under their names with prefix and window. */
function named(prefix: string, window: number, sums: Sums): [string, number][] {
  const { impressions, clicks, cost, orders, revenue } = sums;
  const figures = {
    ...sums,
    ctr: ratio(clicks, impressions),
    cvr: ratio(orders, clicks),
    cpc: ratio(cost, clicks),
    roas: ratio(revenue, cost),
  };
  return Object.entries(figures).map(([name, value]) => [
    `${prefix === '' ? name : `${prefix}${name[0]!.toUpperCase()}${name.slice(1)}`}${window}d`,
    value,
  ]);
}

/** The whole account's figures by name: `accountCtr7d` and so on. */
export function accountFigures({ plans, day }: Observation): Record<string, number> {
  return Object.fromEntries(
    windows.flatMap((window) => {
      const total: Sums = { impressions: 0, clicks: 0, cost: 0, orders: 0, revenue: 0 };
      for (const plan of plans) {
        const sums = sumsOf(plan, day - window, day);
        for (const name of summed) total[name] += sums[name];
      }
      return named('account', window, total);
    }),
  );
}

/**
 * What a rule may read of a plan, money in the account's currency: own settings, suggested bid, margin, yesterday's rank and
 * quality, and sums and ratios over 1, 3, 7, 14 and 30 days. Orders and revenue are those known so far.
 * @param sinceMove days since a rule last moved the plan; the day count where none did
 */
export function planFigures(
  observation: Observation,
  plan: PlanObservation,
  account: Readonly<Record<string, number>>,
  sinceMove: number,
  priorCvr: number,
): Record<string, number> {
  const { day, days, firstWeekday, limits } = observation;
  const { history } = plan;
  return {
    day: day + 1,
    days,
    weekday: ((firstWeekday + day) % 7) + 1,
    bid: plan.bid,
    dailyBudget: plan.dailyBudget,
    suggestedBid: plan.suggestedBid,
    price: plan.price,
    netMargin: plan.netMargin,
    breakEven: plan.netMargin > 0 ? 1 / plan.netMargin : 1e9,
    roasFloor: limits.minAverageRoas ?? 0,
    storeBudget: limits.dailyBudget,
    rank: day > 0 ? history.averageRank[day - 1]! : 0,
    quality: day > 0 ? history.quality[day - 1]! : 0,
    sinceMove,
    priorCvr,
    ...account,
    ...Object.fromEntries(windows.flatMap((window) => named('', window, sumsOf(plan, day - window, day)))),
  };
}

const nobody: Observation = {
  day: 0,
  days: 1,
  firstWeekday: 0,
  objective: 'revenue',
  plans: [],
  limits: {
    dailyBudget: 0,
    enforceDailyBudget: false,
    periodBudget: null,
    minAverageRoas: null,
    groups: [],
    bidStep: 0,
    budgetStep: 0,
    bidTick: 0,
    minimumBid: 0,
    minimumDailyBudget: 0,
  },
  knownShareByAge: [1],
};
const none: PlanObservation = {
  id: '',
  group: null,
  channel: 'search',
  bidsFor: 'click',
  bid: 0,
  dailyBudget: 0,
  enabled: true,
  suggestedBid: 0,
  price: 0,
  netMargin: 0,
  bounds: {
    minBid: 0,
    maxBid: null,
    minDailyBudget: 0,
    maxDailyBudget: null,
    minAverageRoas: null,
    minMarginalRoas: null,
    fixed: false,
  },
  history: {
    impressions: [],
    clicks: [],
    cost: [],
    averageRank: [],
    quality: [],
    impressionsLostToBudget: [],
    impressionsLostToRank: [],
    orders: [],
    revenue: [],
    bid: [],
    dailyBudget: [],
    enabled: [],
  },
};

/** Names a rule may use. */
export const ruleVariables: readonly string[] = Object.keys(
  planFigures(nobody, none, accountFigures(nobody), 0, 0),
);
