import {
  type Counts,
  type Estimate,
  type Figures,
  figuresOf,
  metrics,
} from '../../src/core/analysis/figures.ts';
import type { Metric } from '../../src/core/analysis/figures.ts';
import type {
  DailySeriesOfStore,
  Finding,
  OptimizeResult,
  PlanOutcome,
  PlanSetting,
  ResponseCurve,
} from '../../src/core/analysis/optimizeResult.ts';
import type { Reason } from '../../src/core/contract/decision.ts';

/** A plan as a saturating market: clicks = most x (1 - exp(-(bid/scale)^1.6)); price a click 0.8 x bid / quality. */
export interface PlanSpec {
  readonly id: string;
  readonly name?: string;
  readonly channel?: 'search' | 'display';
  readonly group?: string | null;
  readonly mostClicks: number;
  readonly bidScale: number;
  readonly clickThroughRate: number;
  readonly conversionRate: number;
  readonly orderValue: number;
  readonly netMargin: number;
  readonly bid: readonly [number, number];
  readonly budget: readonly [number, number];
  readonly enabled?: readonly [boolean, boolean];
  readonly quality?: readonly [number, number];
  readonly reason?: Reason;
}

export interface ResultSpec {
  readonly name?: string;
  readonly description?: string;
  readonly currency?: string;
  readonly days?: number;
  readonly runs?: number;
  readonly objective?: 'revenue' | 'profit';
  readonly findings?: readonly Finding[];
  readonly solve?: Partial<OptimizeResult['solve']>;
  readonly limits?: OptimizeResult['limits'];
}

/** A repeatable wobble in (-1, 1), not a random stream: fixtures need no statistics. */
function wobble(text: string, index: number): number {
  let hash = 2166136261;
  for (const character of `${text}/${index}`) hash = Math.imul(hash ^ character.codePointAt(0)!, 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2147483648 - 1;
}

function countsAt(plan: PlanSpec, bid: number, quality: number, budget: number): Counts {
  const clicks = plan.mostClicks * (1 - Math.exp(-((bid / plan.bidScale) ** 1.6)));
  const price = (0.8 * bid * 6) / (quality || 6);
  const kept = clicks > 0 ? Math.min(1, budget / (clicks * price)) : 0;
  return countsOf(plan, clicks * kept, price);
}

function countsOf(plan: PlanSpec, clicks: number, price: number): Counts {
  const spend = clicks * price;
  const orders = clicks * plan.conversionRate;
  const revenue = orders * plan.orderValue;
  const profit = revenue * plan.netMargin - spend;
  return { spend, impressions: clicks / plan.clickThroughRate, clicks, orders, revenue, profit };
}

const nothing: Counts = { spend: 0, impressions: 0, clicks: 0, orders: 0, revenue: 0, profit: 0 };

function settingOf(plan: PlanSpec, which: 0 | 1, days: number): PlanSetting & { counts: Counts } {
  const enabled = plan.enabled?.[which] ?? true;
  const quality = plan.quality?.[which] ?? (plan.channel === 'display' ? 0 : 6);
  const bid = plan.bid[which];
  const counts = enabled ? countsAt(plan, bid, quality, plan.budget[which]) : nothing;
  const start = plan.quality?.[0] ?? quality;
  const qualityByDay = Array.from({ length: days }, (_, day) =>
    enabled && quality > 0
      ? start + (quality - start) * (1 - Math.exp(-day / 6)) + 0.15 * wobble(`${plan.id}q${which}`, day)
      : 0,
  );
  const costPerClickByDay = qualityByDay.map((score, day) =>
    enabled && counts.clicks > 0
      ? ((0.8 * bid * 6) / (score || 6)) * (1 + 0.05 * wobble(`${plan.id}p${which}`, day))
      : 0,
  );
  return {
    bid,
    dailyBudget: plan.budget[which],
    enabled,
    figures: figuresOf(counts),
    qualityByDay,
    costPerClickByDay,
    counts,
  };
}

function curveOf(plan: PlanSpec): ResponseCurve {
  const bid = Array.from({ length: 24 }, (_, index) => plan.bidScale * 0.12 * (index + 1));
  const points = bid.map((value) => countsAt(plan, value, plan.quality?.[1] ?? 6, Infinity));
  return {
    bid,
    spend: points.map(({ spend }) => spend),
    clicks: points.map(({ clicks }) => clicks),
    orders: points.map(({ orders }) => orders),
    revenue: points.map(({ revenue }) => revenue),
  };
}

/** Paired difference with an interval of a plausible width. */
function differenceOf(today: Figures, recommended: Figures, key: string): Record<Metric, Estimate> {
  return Object.fromEntries(
    metrics.map((metric, index) => {
      const mean = recommended[metric] - today[metric];
      const half = 0.18 * Math.abs(mean) * (1.2 + wobble(key, index)) + 0.004 * Math.abs(today[metric]);
      return [metric, { mean, low: mean - half, high: mean + half }];
    }),
  ) as Record<Metric, Estimate>;
}

function sumOf(counts: readonly Counts[]): Counts {
  const total = { ...nothing };
  for (const part of counts)
    for (const name of Object.keys(total) as (keyof Counts)[]) total[name] += part[name];
  return total;
}

function seriesOf(counts: Counts, days: number, key: string, drift: number): DailySeriesOfStore {
  const weekday = [0.94, 0.92, 0.96, 1, 1.04, 1.1, 1.04];
  const spend = Array.from(
    { length: days },
    (_, day) => counts.spend * weekday[day % 7]! * (1 + 0.03 * wobble(`${key}s`, day)),
  );
  const revenue = spend.map(
    (amount, day) =>
      (counts.spend > 0 ? amount * (counts.revenue / counts.spend) : 0) *
      (1 + 0.06 * wobble(`${key}r`, day)) *
      (1 - drift * Math.exp(-day / 5)),
  );
  return {
    spend,
    revenue,
    roas: spend.map((amount, day) => (amount > 0 ? revenue[day]! / amount : 0)),
    profit: spend.map(() => counts.profit),
  };
}

/** An optimize result as the engine would give it, consistent in itself; reasons default to solve rules by the change. */
export function resultOf(plans: readonly PlanSpec[], spec: ResultSpec = {}): OptimizeResult {
  const days = spec.days ?? 28;
  const settings = plans.map((plan) => [settingOf(plan, 0, days), settingOf(plan, 1, days)] as const);
  const outcomes = plans.map((plan, index): PlanOutcome => {
    const [today, recommended] = settings[index]!;
    return {
      id: plan.id,
      name: plan.name ?? plan.id,
      channel: plan.channel ?? 'search',
      ...(plan.channel === 'display' ? { bidType: 'cpm' as const } : {}),
      group: plan.group ?? null,
      productId: `${plan.id.split('-')[0]}-product`,
      netMargin: plan.netMargin,
      breakEvenRoas: plan.netMargin > 0 ? 1 / plan.netMargin : null,
      today: withoutCounts(today),
      recommended: withoutCounts(recommended),
      difference: differenceOf(today.figures, recommended.figures, plan.id),
      marginalRoas: recommended.enabled ? marginalRoas(plan, recommended.bid) : 0,
      reason: plan.reason ?? solveReason(plan, today, recommended),
      curve: curveOf(plan),
    };
  });
  const today = sumOf(settings.map(([before]) => before.counts));
  const recommended = sumOf(settings.map(([, after]) => after.counts));
  const weight = outcomes.filter(({ breakEvenRoas }) => breakEvenRoas !== null);
  const spent = weight.reduce((sum, plan) => sum + plan.recommended.figures.spend, 0);
  const needed = weight.reduce((sum, plan) => sum + plan.recommended.figures.spend * plan.breakEvenRoas!, 0);
  return {
    version: 1,
    kind: 'optimize',
    scenario: {
      name: spec.name ?? 'Quickstart store',
      description:
        spec.description ?? 'Four search plans and one display plan of an outdoor store under one budget.',
      currency: spec.currency ?? 'CNY',
      days,
      seed: 20260101,
      objective: spec.objective ?? 'revenue',
      dailyBudget: plans.reduce((sum, plan) => sum + plan.budget[0], 0),
      minAverageRoas: null,
      minMarginalRoas: null,
      bidStep: 0.3,
      budgetStep: 1,
    },
    runs: spec.runs ?? 40,
    store: {
      today: figuresOf(today),
      recommended: figuresOf(recommended),
      difference: differenceOf(figuresOf(today), figuresOf(recommended), 'store'),
      breakEvenRoas: spent > 0 ? needed / spent : null,
      todayByDay: seriesOf(today, days, 'today', 0),
      recommendedByDay: seriesOf(recommended, days, 'recommended', 0.12),
    },
    plans: outcomes,
    solve: {
      rounds: 4,
      converged: true,
      value: recommended.revenue,
      dualBound: recommended.revenue * 1.0004,
      gap: 0.0004,
      proven: true,
      bids: { tested: 66, bound: recommended.revenue * 1.0006, gap: 0.0006 },
      expected: recommended.revenue * 0.998,
      shadowPriceOfBudget: 1.84,
      binding: ['budget'],
      ...spec.solve,
    },
    limits: spec.limits ?? [],
    steps: [],
    frontier: [0, 0.5, 1, 1.5].map((part) => frontierPoint(recommended, part)),
    findings: spec.findings ?? [],
  };
}

/** A point of a curve through the recommendation on which four times the money brings twice as much. */
function frontierPoint(counts: Counts, part: number): OptimizeResult['frontier'][number] {
  const spend = part * counts.spend;
  const much = Math.sqrt(part);
  return {
    budget: spend,
    spend,
    clicks: much * counts.clicks,
    orders: much * counts.orders,
    revenue: much * counts.revenue,
    profit: much * (counts.profit + counts.spend) - spend,
  };
}

function withoutCounts(setting: PlanSetting & { counts: Counts }): PlanSetting {
  const { bid, dailyBudget, enabled, figures, qualityByDay, costPerClickByDay } = setting;
  return { bid, dailyBudget, enabled, figures, qualityByDay, costPerClickByDay };
}

function marginalRoas(plan: PlanSpec, bid: number): number {
  const quality = plan.quality?.[1] ?? 6;
  const [low, high] = [bid * 0.99, bid * 1.01].map((value) => countsAt(plan, value, quality, Infinity));
  return (high!.revenue - low!.revenue) / (high!.spend - low!.spend);
}

function solveReason(plan: PlanSpec, today: PlanSetting, recommended: PlanSetting): Reason {
  const change = recommended.figures.spend - today.figures.spend;
  const rule =
    today.enabled && !recommended.enabled
      ? 'solve-pause'
      : !today.enabled && recommended.enabled
        ? 'solve-start'
        : Math.abs(change) < 0.01
          ? 'solve-keep'
          : change > 0
            ? 'solve-raise'
            : 'solve-lower';
  return {
    rule,
    figures: {
      marginalRoasToday: marginalRoas(plan, plan.bid[0]),
      marginalRoas: marginalRoas(plan, plan.bid[1]),
      limit: plan.netMargin > 0 ? 1 / plan.netMargin : 0,
      spendToday: today.figures.spend,
      spend: recommended.figures.spend,
      revenueToday: today.figures.revenue,
      revenue: recommended.figures.revenue,
    },
  };
}

const coat: PlanSpec = {
  id: 'coat-search',
  name: 'Down coat, search',
  group: 'winter',
  mostClicks: 420,
  bidScale: 2.1,
  clickThroughRate: 0.041,
  conversionRate: 0.031,
  orderValue: 389,
  netMargin: 0.34,
  bid: [1.2, 1.86],
  budget: [200, 420],
  quality: [6, 7.6],
};

/** Five plans over 28 days: raise, lower, keep, pause, and a display plan. */
export const fivePlans: readonly PlanSpec[] = [
  coat,
  {
    id: 'boots-search',
    name: 'Hiking boots, search',
    group: 'winter',
    mostClicks: 300,
    bidScale: 1.6,
    clickThroughRate: 0.033,
    conversionRate: 0.022,
    orderValue: 268,
    netMargin: 0.29,
    bid: [1.5, 1.12],
    budget: [260, 170],
    quality: [7, 6.6],
  },
  {
    id: 'tent-search',
    name: 'Two-person tent',
    group: null,
    mostClicks: 120,
    bidScale: 1.3,
    clickThroughRate: 0.026,
    conversionRate: 0.018,
    orderValue: 455,
    netMargin: 0.31,
    bid: [1.3, 1.3],
    budget: [120, 120],
    quality: [5, 5],
  },
  {
    id: 'mug-search',
    name: 'Enamel mug',
    group: null,
    mostClicks: 260,
    bidScale: 0.9,
    clickThroughRate: 0.03,
    conversionRate: 0.03,
    orderValue: 29,
    netMargin: 0.12,
    bid: [0.8, 0.8],
    budget: [90, 90],
    enabled: [true, false],
    quality: [4, 4],
  },
  {
    id: 'visitors-display',
    name: 'Visitors of rival shops, display',
    channel: 'display',
    group: 'display',
    mostClicks: 210,
    bidScale: 1.8,
    clickThroughRate: 0.012,
    conversionRate: 0.017,
    orderValue: 389,
    netMargin: 0.34,
    bid: [1.1, 1.24],
    budget: [110, 150],
  },
];

export function fivePlanResult(spec: ResultSpec = {}): OptimizeResult {
  return resultOf(fivePlans, {
    findings: [
      { rule: 'budget-capped-today', planId: 'coat-search', figures: { lostShare: 0.27 } },
      { rule: 'small-sample', planId: 'tent-search', figures: { orders: 0.86 } },
    ],
    ...spec,
  });
}

/** One plan that is off and stays off: every figure zero. */
export function offResult(): OptimizeResult {
  return resultOf([{ ...coat, enabled: [false, false] }], {
    name: 'Closed',
    solve: { binding: [], value: 0, dualBound: 0, gap: 0 },
  });
}

/** A product without break-even: loses money today, paused. */
export function losingResult(): OptimizeResult {
  return resultOf(
    [
      {
        ...coat,
        netMargin: -0.08,
        enabled: [true, false],
        reason: { rule: 'pause-no-break-even', figures: { netMargin: -0.08 } },
      },
    ],
    {
      name: 'Losing',
      runs: 1,
      findings: [{ rule: 'no-break-even', planId: 'coat-search', figures: { netMargin: -0.08 } }],
    },
  );
}

/** Names that attack the page, the terminal, the spreadsheet. */
export const absurdNames: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://example.com","x")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '羽绒服 冬季 加厚 长款 女士 2026新款 旗舰店正品 包邮',
  'ダウンコート・冬物',
  '👩‍👩‍👧‍👦 family 🇯🇵 ☂️',
  '\u001b[31mred\u001b[0m\nnew line\ttab',
  '\u202Eright to left',
  '| pipe *bold* `code`',
  'O\'Brien & Söhne, "quoted"',
  '{currency} {nosuchplace}',
  'a'.repeat(80),
];

/** As many plans as asked, sizes from large to tiny, every third lowered, every seventh off; names from `names` in turn. */
export function manyPlans(count: number, names: readonly string[] = []): PlanSpec[] {
  return Array.from({ length: count }, (_, index) => {
    const size = 1 / (1 + index / 3);
    const up = index % 3 === 2 ? 0.8 : 1.2;
    return {
      id: `plan-${String(index + 1).padStart(4, '0')}`,
      name: names.length > 0 ? names[index % names.length]! : `Plan number ${index + 1}`,
      channel: index % 5 === 4 ? ('display' as const) : ('search' as const),
      group: `group-${index % 4}`,
      mostClicks: 30 + 600 * size,
      bidScale: 1.4 + 0.5 * wobble('scale', index),
      clickThroughRate: 0.03 + 0.01 * wobble('ctr', index),
      conversionRate: 0.02 + 0.012 * wobble('cvr', index),
      orderValue: 180 + 120 * wobble('value', index),
      netMargin: 0.3 + 0.08 * wobble('margin', index),
      bid: [1.2, Math.round(120 * up) / 100] as const,
      budget: [Math.round(300 * size) + 30, Math.round((300 * size + 30) * up)] as const,
      enabled: [index % 7 !== 6, index % 11 !== 10] as const,
      ...(index % 5 === 4 ? {} : { quality: [5 + (index % 4), 5.5 + (index % 4)] as const }),
    };
  });
}
