import { strategyReasons } from './enStrategies.ts';
import type { Metric } from '../../core/analysis/figures.ts';
import type { ShopMetric } from '../../core/analysis/shopOutcome.ts';
import type { FindingRule, ReasonRule } from '../messages/rules.ts';
import { landscapeWords } from './enLandscape.ts';

const metricNames: Record<Metric, string> = {
  spend: 'Spend',
  impressions: 'Impressions',
  clicks: 'Clicks',
  clickThroughRate: 'CTR',
  costPerClick: 'CPC',
  orders: 'Paid orders',
  conversionRate: 'Conversion',
  revenue: 'Revenue',
  roas: 'ROAS',
  profit: 'Profit',
};

const shopMetricNames: Record<ShopMetric, string> = {
  paidVisits: 'Visits: paid',
  organicVisits: 'Visits: organic search',
  activityVisits: 'Visits: activities',
  oldVisits: 'Visits: old customers',
  planOrders: 'Orders through plans',
  organicOrders: 'Orders: organic search',
  activityOrders: 'Orders: activities',
  repeatOrders: 'Orders: old customers',
  planProfit: 'Profit of the plans',
  freeProfit: 'Profit of free orders',
  deposits: 'Kept deposits',
  costs: 'Costs of the shop',
  storeProfit: 'Profit of the store',
  visitorValue: 'Visitor value: revenue a visit',
  visitorCost: 'Visitor cost: spend a visit',
  lifetimeCredit: 'Later orders of new customers, as a credit',
  profitGini: 'Gini of the profit of plans, losses included',
  bestPlansShare: 'Best fifth of the plans: share of all gains',
  lostShare: 'Losses of plans: share of gains and losses',
  score: 'Mean of the three scores',
  praise: 'Praise',
  customers: 'Customers',
  stock: 'Units in stock',
  lostToStock: 'Orders lost for want of stock',
};

const metricMeanings: Record<Metric, string> = {
  spend: 'what the platform charges',
  impressions: 'times an ad was shown',
  clicks: 'clicks on ads',
  clickThroughRate: 'clicks / impressions',
  costPerClick: 'spend / clicks',
  orders: 'paid orders within the attribution window, booked on the day of the click',
  conversionRate: 'paid orders / clicks',
  revenue: 'gross revenue of paid orders (last click)',
  roas: 'revenue / spend',
  profit: 'revenue less refunds, goods, fees, shipping, insurance and spend',
};

/** Why a plan is set as it is. `{one}` is one unit of the currency. */
const reasons: Record<ReasonRule, string> = {
  hold: 'Left as it is: this strategy changes nothing.',
  'equal-split': 'Every plan gets the same part of the budget ({share}).',
  'guide-raise':
    'Raised: click-through {clickThroughRate} (mean of the plans {meanClickThroughRate}) and conversion {conversionRate} (mean {meanConversionRate}).',
  'guide-lower':
    'Lowered: click-through {clickThroughRate} (mean of the plans {meanClickThroughRate}) and conversion {conversionRate} (mean {meanConversionRate}).',
  'guide-roi-guard': 'Lowered: its ROAS of {roas} is below the ROI limit of {limit}.',
  'raise-marginal':
    'Raised: another {one} brings {marginalRoas} in revenue, above the limit of {limit}; a click is worth {valuePerClick}.',
  'lower-marginal':
    'Lowered: the last {one} brings {marginalRoas} in revenue, below the limit of {limit}; a click is worth {valuePerClick}.',
  'keep-marginal': 'Kept: another {one} brings {marginalRoas} in revenue, at the limit of {limit}.',
  'pause-no-break-even': 'Paused: the net margin is {netMargin} of the price, so no return on ads can pay.',
  'pause-below-limit':
    'Paused: even the cheapest clicks bring {marginalRoas} in revenue for each {one}, below the limit of {limit}.',
  explore: 'Kept on to learn: {clicks} clicks so far of the {neededClicks} that a verdict needs.',
  fixed: 'Left as it is: the scenario fixes this plan.',
  'solve-raise':
    'Today another {one} would bring {marginalRoasToday} in revenue (limit {limit}). Spend {spendToday} → {spend} and revenue {revenueToday} → {revenue} a day, until another {one} brings {marginalRoas}.',
  'solve-lower':
    'Today the last {one} brings {marginalRoasToday} in revenue (limit {limit}). Spend {spendToday} → {spend} and revenue {revenueToday} → {revenue} a day lift that to {marginalRoas}.',
  'solve-keep':
    'The bid is right: another {one} would bring {marginalRoas} in revenue (limit {limit}); {spend} a day for revenue of {revenue}.',
  'solve-pause':
    'Paused: even its first {one} brings {marginalRoas} in revenue (limit {limit}). Frees {spendToday} a day and gives up revenue of {revenueToday}.',
  'solve-start':
    'Started: its first {one} brings {marginalRoasToday} in revenue (limit {limit}); {spend} a day for revenue of {revenue}, until another {one} brings {marginalRoas}.',
  'pause-elsewhere':
    'Paused: its first {one} would bring {marginalRoas} in revenue, and the money brings more in other plans. Frees {spendToday} a day and gives up revenue of {revenueToday}.',
  'pause-minimum-budget':
    'Paused: a daily budget of at least {minimum} brings more in other plans, or is more than there is. Frees {spendToday} a day and gives up revenue of {revenueToday}.',
  ...strategyReasons,
};

/** Findings; `{plan}` names the plan, or the store. */
const findings: Record<FindingRule, string> = {
  'no-break-even':
    '{plan}: the net margin is {netMargin} of the price. No return on ads can pay; mend price, cost or returns first.',
  'budget-capped-today':
    "{plan}: today's budget runs out and loses {lostShare} of the impressions it could have had.",
  'small-sample': '{plan}: only {orders} paid orders over the whole horizon; so few say little.',
  'not-converged':
    '{plan}: bids still moved after {rounds} rounds of simulating and reallocating; the recommendation is close, not settled.',
  'limit-below-break-even':
    '{plan}: the ROI limit of {limit} is below break-even at {breakEven}: the last money spent loses profit, by your own choice.',
  'worse-kept-today': "{plan}: no setting beat today's in simulation, so today's setting is recommended.",
  'demand-exhausted': '{plan}: takes all the demand there is; more bid or budget buys nothing.',
  'average-roas-binding':
    '{plan}: the average ROAS is {roas}, at its limit of {limit}; a looser limit would allow more spend.',
};

/** English. Other languages are objects of the same type. */
export const en = {
  tag: 'en',
  percent: '{number}%',
  unlimited: 'unlimited',
  metricNames,
  metricMeanings,
  reasons,
  findings,
  genericReason: 'Rule “{rule}” ({figures}).',
  genericReasonBare: 'Rule “{rule}”.',
  genericFinding: '{plan}: rule “{rule}” ({figures}).',
  genericFindingBare: '{plan}: rule “{rule}”.',
  genericFigure: '{name} {number}',
  listSeparator: ', ',
  storeName: 'Store',
  landscape: landscapeWords,
  simulate: {
    facts: '{strategy} · {days} days · {runs} runs, {tier} · {decisions} decisions in the first run',
    mean: 'Mean',
    hour: 'Hour',
    clicksOf: '{store}: clicks',
    priceOf: '{store}: click price',
    rivalStore: 'Rival store',
    strategy: 'Strategy',
    delivery: 'Where the ads stood',
    timeInBudget: 'In budget',
    yes: 'yes',
    no: 'no',
    rivals: 'Rivals moved {n} times in the first run: rivals.csv.',
    more: '{n} more rows are in terms.csv.',
    report: {
      caption: 'Searches',
      rank: 'Rank',
      keyword: 'Keyword',
      match: 'Match',
      term: 'Search',
      device: 'Device',
      premium: 'Premium',
      costPerOrder: 'Cost/order',
    },
  },

  units: {
    moneyPerDay: '{currency}/day',
    perClick: '{currency}/click',
    bid: '{currency}',
    perDay: '1/day',
    percent: '%',
    points: '% points',
    none: null,
    revenuePerSpend: 'revenue/spend',
  },

  columns: {
    metric: 'Per day',
    unit: 'Unit',
    today: 'Today',
    recommended: 'Recommended',
    difference: 'Difference',
    interval: '90% interval',
    low: '90% low',
    high: '90% high',
    plan: 'Plan',
    planId: 'Plan id',
    name: 'Name',
    channel: 'Channel',
    group: 'Group',
    product: 'Product',
    action: 'Action',
    on: 'On',
    bid: 'Bid',
    bidUnit: 'Bid is for',
    budget: 'Daily budget',
    bidToday: 'Bid today',
    bidRecommended: 'Bid recommended',
    bidChange: 'Bid change',
    budgetToday: 'Daily budget today',
    budgetRecommended: 'Daily budget recommended',
    budgetChange: 'Daily budget change',
    onToday: 'On today',
    onRecommended: 'On recommended',
    marginalRoas: 'Marginal ROAS recommended',
    marginalRoasShort: 'Marginal ROAS',
    breakEvenRoas: 'Break-even ROAS',
    netMargin: 'Net margin',
    reason: 'Reason',
    metricToday: '{metric} today',
    metricRecommended: '{metric} recommended',
    metricDifference: '{metric} difference',
    metricLow: '{metric} difference 90% low',
    metricHigh: '{metric} difference 90% high',
    day: 'Day',
    scenario: 'Scenario',
    variant: 'Variant',
    description: 'Description',
    currency: 'Currency',
    recommendedBid: 'Recommended bid',
    recommendedBudget: 'Recommended daily budget',
    spendChange: 'Spend change',
    revenueChange: 'Revenue change',
    profitChange: 'Profit change',
    error: 'Error',
    spend: 'Spend',
    revenue: 'Revenue',
    clicks: 'Clicks',
    orders: 'Paid orders',
    quality: 'Quality score',
    costPerClick: 'CPC',
  },
  yes: 'yes',
  no: 'no',
  channels: { search: 'search', display: 'display' },
  bidTypes: { cpc: 'click', cpm: '1000 impressions' },
  bidTypesShort: { cpc: 'per click', cpm: 'per 1000 views' },
  actions: {
    raise: 'raise',
    lower: 'lower',
    adjust: 'adjust',
    keep: 'keep',
    pause: 'pause',
    start: 'start',
    off: 'stays off',
  },
  off: 'off',

  facts: {
    days: '{n} days',
    oneDay: '1 day',
    runs: '{n} paired runs',
    oneRun: '1 run',
    seed: 'seed {n}',
    budget: 'budget {money} a day',
    objective: {
      revenue: 'goal: most revenue the ROI limit allows',
      profit: 'goal: most profit',
      orders: 'goal: most orders the ROI limit allows',
      clicks: 'goal: most clicks the ROI limit allows',
    },
    target: 'goal: least spend for {wanted} a day',
    openBudget: 'no daily budget',
    costPerOrderLimit: 'cost of an order at most {money}',
    averageLimit: 'average ROAS at least {roas}',
    marginalLimit: 'marginal ROAS at least {roas}',
    marginalLimitDefault: 'ROI limit: break-even of each plan',
    currency: 'money in {currency}',
  },

  headline: {
    keep: 'Keep bids and budgets as they are: no change found is worth making.',
    nothing: 'Spend nothing: no plan can return what it costs.',
    nothingFits: 'Spend nothing: the budget is below the least daily budget of any plan worth it.',
    more: 'Spend {spend} a day instead of {spendToday}',
    less: 'Spend {spend} a day instead of {spendToday}',
    same: 'Spend the same {spend} a day, split differently',
    gain: '{metric} rises by {difference} a day ({interval})',
    loss: '{metric} falls by {difference} a day ({interval})',
    flat: '{metric} does not change clearly ({interval})',
    /** The same for metrics whose names are plural. */
    plural: {
      metrics: ['orders', 'clicks'] as readonly string[],
      gain: '{metric} rise by {difference} a day ({interval})',
      loss: '{metric} fall by {difference} a day ({interval})',
      flat: '{metric} do not change clearly ({interval})',
    },
    intervalAt: '90% interval {low} to {high}',
    oneRun: 'one run, no interval',
    join: '{spend}: {first}; {second}.',
    limitCosts:
      "Today's last spending returns less than the ROI limit asks; keeping to the limit costs this revenue and profit. ",
    moves: 'Largest moves: {list}.',
    move: '{action} {plan} ({difference} spend a day)',
    moveStill: '{action} {plan}',
  },

  binding: {
    budget:
      'The daily budget of {budget} is the limit: another {one} of it would bring {shadowPrice} of {objective}.',
    'marginal-roas':
      'Plans are at their ROI limit: another {one} there would return less than the limit (marginal ROAS).',
    'average-roas': 'The average ROAS is at its limit.',
    'plan-bounds': 'Plans are at their own bounds of bid or budget.',
    demand: 'There is no more demand to buy.',
  } as Record<string, string>,
  /** A limit that holds the answer back; `{node}` names store, group or plan. */
  limits: {
    dailyBudget: 'The daily budget of {at} is the limit: {margin}.',
    periodBudget: 'The budget of the period, {at}, is the limit: {margin}.',
    groupBudget: '{node}: its daily budget of {at} is a limit; {margin}.',
    minMarginalRoas:
      'Plans are at their ROI limit: another {one} there would return less than the limit (marginal ROAS).',
    minAverageRoas: '{node}: the average ROAS is at its limit of {at}.',
    maxCostPerOrder: '{node}: the cost of an order is at its limit of {at}.',
    target: 'The target of {at} decides the spend.',
    maxBid: '{node}: its bid is as high as it may be, {at}; another {one} would bring more than elsewhere.',
    maxDailyBudget: '{node}: its largest daily budget of {at} is a limit.',
    maxSpend: '{node}: its largest spend of {at} is a limit.',
    maxOfToday: "{node}: its spend is at {at} times today's, a limit.",
    minSpend: '{node}: its least spend of {at} takes money that would bring more elsewhere.',
    minOfToday: "{node}: its least spend of {at} times today's takes money that would bring more elsewhere.",
    exploration: '{node}: gets {at} a day to learn how it responds.',
    fixed: '{node}: stands as it is, which the store would choose otherwise.',
  } as Record<string, string>,
  /** What a unit of money more brings; of things that are counted, what the next costs. */
  marginMoney: 'another {one} of it would bring {gain}',
  marginCount: 'the next {unit} would cost {each}',
  amounts: {
    revenue: '{n} of revenue',
    profit: '{n} of profit',
    orders: '{n} orders',
    clicks: '{n} clicks',
  },
  unitOf: { revenue: 'revenue', profit: 'profit', orders: 'order', clicks: 'click' },
  limitStep: '{change} more a day would bring {gain}.',
  limitCost: 'Without this limit the plan would bring {cost} more a day.',
  targetStep: '{change} less of it would save {gain} a day.',
  limitCostMoney: 'Without this limit the target would take {cost} less a day.',
  target: {
    reached:
      'Target: {wanted} a day. Expected {expected} for {spend} a day; simulated with chance {simulated}.',
    outOfReach:
      'Target out of reach: {wanted} a day asked for. The most that the limits allow is {expected}, {short} short, for {spend} a day; that is what is recommended (simulated with chance {simulated}).',
  },
  relaxed: {
    title: 'Within one step of today, and without bounds',
    within: 'Recommended',
    free: 'Without bounds',
    change: '{metric} {gain} a day ({interval})',
    days: 'Days of steps',
    // A plan on its way down stays on at the lowest bid of its step, whatever its ROI limit says.
    step: 'One step is {bidStep} of a bid and {budgetStep} of a daily budget a day (limits.bidStep, limits.budgetStep).',
    cost: 'Without steps and without the plans’ own bounds: {changes}.',
    nothing: 'Steps and the plans’ own bounds cost nothing: without them the same is best.',
    oneDay: 'The optimum is one step away.',
    path: 'Day by day, steps.csv leads from today to the optimum in {days} days.',
  },
  stepsNote:
    'In steps of {bidStep} of a bid and {budgetStep} of a daily budget this takes {days} days: steps.csv.',
  bindingUnknown: 'More spending is stopped by “{rule}”.',
  bindingNone: 'Nothing stops more spending but its falling return.',
  objectives: { revenue: 'revenue', profit: 'profit', orders: 'orders', clicks: 'clicks' },
  certificate: {
    proven:
      'Proven in the planning model (expected values): of the bids tested ({tested} a plan) no choice and no split is worth more than {bound} a day, and this one is worth {value} (gap {gap}).',
    open: 'Not proven: in the planning model (expected values) this choice of bids and split is worth {value} a day; nothing can be worth more than {bound} (gap {gap}).',
    budgetProven:
      'Proven in the planning model (expected values): of the bids tested ({tested} a plan) no choice and no split reaches the target for less than {bound} a day, and this one takes {value} (gap {gap}).',
    budgetOpen:
      'Not proven: in the planning model (expected values) this choice of bids and split reaches the target for {value} a day; nothing can for less than {bound} (gap {gap}).',
    bids: 'Bids between the tested ones add at most {bidGap}, where returns fall there as they do at them.',
    bidsOpen: 'Higher bids than the tested ones may still be worth more.',
    simulated:
      'In whole ticks, and with daily budgets that a busy day exhausts, {expected} is expected; simulated with chance it brings {simulated}.',
    simulatedCredited:
      'That counts what shop.credit adds; the plans by themselves bring {simulated} when simulated with chance.',
    converged: 'Simulating and reallocating in turn settled after {rounds} rounds.',
    notConverged: 'Simulating and reallocating in turn had not settled after {rounds} rounds.',
  },

  sections: {
    recommendation: 'Recommendation',
    store: 'Store, a day',
    storeLong: 'The store, today and as recommended',
    plans: 'Plans',
    findings: 'Findings',
    limits: 'What stops more spending',
    certificate: 'How good is this split?',
    files: 'Files',
    byPlan: 'Spend and return by plan',
    frontier: 'Where the next money goes: spend and return of the store',
    byDay: 'Spend and ROAS by day',
    quality: 'Quality score against click price',
    curves: 'Response of each plan',
    reading: 'Assumptions and how to read this',
    data: 'Data',
  },
  shopPart: {
    title: 'The shop behind the plans',
    picture: 'Organic visits by day',
    pictureDesc: 'Organic visits of the shop for each day, mean of the runs, today and recommended.',
    metrics: shopMetricNames,
    lastDay: ['score', 'customers', 'stock'] as readonly string[],
    onLastDay: 'last day',
    wholeRun: '0 to 1',
    aVisit: '{currency}/visit',
    sum: 'Store profit = plans + free orders (organic, activities, old customers, orders after the attribution window) + kept deposits − messages, activity fees, stock, help for buyers and fixed costs. A visit counts in one source only. Scores, praise, customers and stock are those of the last day.',
    conversion:
      'Orders a visit go from {before} to {after}: {mix} points because visits go to other products, {rate} because the products convert otherwise.',
    credited:
      'Plans are credited with the organic visits and later orders they bring (shop.credit), so the last money of a plan may itself return less than the ROI limit. In that measure the planning model expected {expected} a day; the paired runs show {mean} (90% interval {low} … {high}).',
    notCredited:
      'Plans are judged by their own orders alone; shop.credit in the scenario would credit them with organic visits and later orders, too.',
  },
  morePlans: '{n} more plans are in plans.csv and report.html.',
  moreRows: '{n} more rows are in the files.',
  moreFindings: '{n} more findings are in report.html.',
  topPlans: 'The {shown} of {all} plans that spend most; the table of plans has all.',

  charts: {
    spendByPlan: 'Spend by plan [{currency}/day]',
    revenueByPlan: 'Revenue by plan [{currency}/day]',
    spendByPlanDesc:
      'A row a plan; the hollow dot is today, the full dot is the recommendation, the line between is the change.',
    revenueByPlanDesc:
      'A row a plan; the hollow dot is today, the full dot is the recommendation; the tick is the revenue that the recommended spend needs to break even.',
    spendByDay: 'Spend by day [{currency}/day]',
    roasByDay: 'ROAS by day [revenue/spend]',
    spendByDayDesc: 'Spend of the store for each day, mean of the runs, today and recommended.',
    roasByDayDesc:
      'ROAS of the store for each day, mean of the runs, today and recommended, with the break-even as a dashed line.',
    weekly: 'Means of {n} days.',
    qualityPlan: '{plan}: quality score and click price by day',
    qualityPlanDesc:
      'Above the displayed quality score from 1 to 10, below the price paid a click, both by day; today and recommended.',
    qualityStore: 'Click price against quality score, a line a plan',
    qualityStoreDesc:
      'A plan moves from the hollow dot (today) to the full dot (recommended); means over the days.',
    qualityAxis: 'Quality score [1-10]',
    priceAxis: 'Click price [{currency}/click]',
    priceAxisShort: 'click price',
    qualityAxisShort: 'quality',
    curvePlan: '{plan}: revenue against spend',
    curvePlanDesc:
      'The line is what the plan returns a day at other bids when its budget does not bind; hollow dot today, full dot recommended; below the dashed line a day loses money.',
    frontier: 'Return of the store against its spend',
    frontierDesc:
      'The line is the most that the store can be expected to return a day for what it spends, every budget planned anew under the same limits, without noise; hollow dot today and full dot recommended, both as simulated; the bar is the 90% interval of the change from today.',
    spendAxis: 'spend [{currency}/day]',
    revenueAxis: 'revenue [{currency}/day]',
    dayAxis: 'day',
    breakEven: 'break-even',
    today: 'today',
    recommended: 'recommended',
    none: 'No plan spends, so there is nothing to draw.',
    noQuality: 'No plan has a quality score to draw.',
  },
  amountAxes: {
    revenue: 'revenue [{currency}/day]',
    profit: 'profit [{currency}/day]',
    orders: 'paid orders [1/day]',
    clicks: 'clicks [1/day]',
  },
  frontierNote:
    'Dots below the line: daily budgets clip noisy days, bids are whole ticks, and today is not the best plan for its money.',
  equalRank:
    'Compare at equal rank only: a better quality score lowers the click price at the same rank. At a fixed bid most of the gain is taken as a better rank and more clicks, so the price may hardly move.',
  curveNote: 'A dot below its line is held back by a daily budget. Axes differ from plan to plan.',

  legend: {
    today: 'today',
    recommended: 'recommended',
    breakEven: 'break-even',
    breakEvenRevenue: 'revenue at which the recommended spend breaks even',
  },

  reading: [
    'Every figure is a mean a day over {days} and {runs} of the same scenario. Today and the recommendation meet the same demand, rivals and luck in each run, so their difference is far surer than either figure.',
    'A 90% interval is for the paired difference: were the simulation repeated with other runs, about nine of ten such intervals would hold the true mean difference. It covers the luck of the simulated days, not errors of the scenario itself.',
    'A difference is coloured only when its whole interval is on one side of zero; the sign and the arrow say the same without colour.',
    'Revenue is gross, from paid orders by last click within the attribution window, booked on the day of the click and matured. Organic sales are not in it.',
    'Profit is revenue less refunds, goods, fees, shipping, insurance and spend. Break-even ROAS is 1 / net margin.',
    'Marginal ROAS is the revenue that the next {one} of spend would bring. Budget moves to where it is highest until it is equal everywhere or meets the ROI limit.',
    'The scenario is the model: a recommendation is as good as its figures for demand, rivals, conversion and margin.',
    'Ratios are ratios of the totals; “–” marks a ratio without a denominator. Each figure is rounded on its own, so a column can differ from its total in the last place.',
  ],
  page: {
    optimizeTitle: '{name} – recommendation',
    filter: 'Filter plans',
    filterRows: 'Filter rows',
    sortHint: 'Click a column head to sort.',
    better: 'better',
    worse: 'worse',
    unclear: 'no clear change',
    neutral: 'changed',
    intervalShort: '90%: {low} … {high}',
    breakEven: 'break-even {roas}',
    qualityHow: 'Right is a better score, down is a cheaper click.',
  },
  compare: {
    caption: 'Variants against the base, a day',
    base: 'Base',
    title: '{name} – variants compared',
    note: 'Each difference is variant less base over the same runs, with its 90% interval.',
  },
  batch: {
    caption: 'Recommended bids and budgets, a row a plan',
    title: 'Recommendations of {n} scenarios',
    note: 'Differences are recommended less today, a day.',
    failed: '{n} scenarios could not be read or solved; their rows say why.',
  },
};

export type Locale = typeof en;
