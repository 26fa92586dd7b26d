import { checkKnown, checkUnique } from './checkNames.ts';
import { checkSearchPlan, checkSearchTerms } from './checkSearch.ts';
import { checkEntries } from './checkEntries.ts';
import { maximised } from './objective.ts';
import type { Resolution } from './resolution.ts';
import type { Plan } from './schema/plan.ts';

type Path = readonly (string | number)[];

/** Everything a scenario says about itself that the schema cannot see: names that must exist, be unique, or come in order. */
export function checkReferences(resolution: Resolution): void {
  const { scenario } = resolution;
  checkUnique(resolution, scenario.products, ['products']);
  checkUnique(resolution, scenario.plans, ['plans']);
  checkUnique(resolution, scenario.limits.groups, ['limits', 'groups']);
  checkUnique(resolution, scenario.market.season.events, ['market', 'season', 'events']);
  checkUnique(resolution, scenario.variants, ['variants']);
  checkUnique(resolution, scenario.rivalStores, ['rivalStores']);
  if (scenario.plans.length === 0) resolution.problem('scenario.no-plans', ['plans']);
  const products = new Set(scenario.products.map((product) => product.id));
  scenario.plans.forEach((plan, i) => {
    checkKnown(resolution, plan.product, products, ['plans', i, 'product'], 'product');
    if (plan.group !== undefined)
      checkKnown(resolution, plan.group, resolution.groups, ['plans', i, 'group'], 'group');
    checkPlan(resolution, plan, ['plans', i]);
  });
  checkSearchTerms(resolution);
  checkEntries(resolution);
  checkBudgets(resolution);
  checkTarget(resolution);
  checkHours(resolution);
}

function checkPlan(resolution: Resolution, plan: Plan, path: Path): void {
  checkUnique(resolution, plan.creatives, [...path, 'creatives']);
  if (plan.channel === 'search') checkSearchPlan(resolution, plan, path);
  else checkUnique(resolution, plan.audiences, [...path, 'audiences']);
  checkSchedule(resolution, plan.schedule, [...path, 'schedule']);
  const { minimumBid, minimumDailyBudget } = resolution.scenario.market;
  checkOrder(resolution, plan.limits, 'Bid', minimumBid, [...path, 'limits']);
  checkOrder(resolution, plan.limits, 'DailyBudget', minimumDailyBudget, [...path, 'limits']);
  checkOrder(resolution, plan.limits, 'Spend', 0, [...path, 'limits']);
  checkOrder(resolution, plan.limits, 'OfToday', 0, [...path, 'limits']);
}

function checkOrder(
  resolution: Resolution,
  limits: Plan['limits'],
  name: 'Bid' | 'DailyBudget' | 'Spend' | 'OfToday',
  platformMinimum: number,
  path: Path,
): void {
  const max = limits[`max${name}`];
  if (max === undefined) return;
  const min = limits[`min${name}`] ?? 0;
  const maxPath = [...path, `max${name}`];
  if (max < min)
    resolution.problem('scenario.max-below-min', maxPath, { value: max, min, name: `min${name}` });
  else if (max < platformMinimum)
    resolution.problem('scenario.max-below-platform', maxPath, {
      value: max,
      min: platformMinimum,
      name: `market.minimum${name}`,
    });
}

/** Percent of the bid: 0 switches an hour off, otherwise 30..250 as platforms take it (a factor such as 1.2 is a common slip). */
function checkSchedule(resolution: Resolution, schedule: readonly number[] | undefined, path: Path): void {
  if (schedule === undefined) return;
  const hour = schedule.findIndex((percent) => percent > 0 && percent < 30);
  if (hour >= 0)
    resolution.problem('scenario.schedule-percent', [...path, hour], { value: schedule[hour]!, hour });
  if (schedule.every((percent) => percent === 0)) resolution.problem('scenario.schedule-off', path);
}

/** The least budgets the plans need must fit into what store and groups may spend. */
function checkBudgets(resolution: Resolution): void {
  const { plans, limits } = resolution.scenario;
  let needOfStore = 0;
  const needOfGroup = new Map<string, number>();
  for (const plan of plans) {
    const need = plan.enabled ? (plan.limits.minDailyBudget ?? 0) : 0;
    needOfStore += need;
    if (plan.group !== undefined) needOfGroup.set(plan.group, (needOfGroup.get(plan.group) ?? 0) + need);
  }
  const compare = (budget: number | undefined, need: number, path: Path) => {
    if (budget !== undefined && need > budget)
      resolution.problem('scenario.budget-below-minimums', path, { value: budget, need });
  };
  compare(limits.dailyBudget, needOfStore, ['limits', 'dailyBudget']);
  limits.groups.forEach((group, i) => {
    compare(group.dailyBudget, needOfGroup.get(group.id) ?? 0, ['limits', 'groups', i, 'dailyBudget']);
  });
}

/** Least budget needs one figure to reach, and only least budget has one. */
function checkTarget(resolution: Resolution): void {
  const { objective, target } = resolution.scenario;
  const figures = Object.keys(target ?? {});
  const wanted = maximised(objective) === null ? 1 : 0;
  if (wanted === 0 && target !== undefined)
    resolution.problem('scenario.target-unused', ['target'], { objective });
  else if (wanted === 1 && figures.length !== 1)
    resolution.problem('scenario.target', target === undefined ? ['objective'] : ['target'], {
      objective,
      count: figures.length,
    });
}

function checkHours(resolution: Resolution): void {
  for (const name of ['traffic', 'conversion'] as const)
    if (resolution.scenario.market.hours[name].every((weight) => weight === 0))
      resolution.problem('scenario.hours-all-zero', ['market', 'hours', name]);
}
