import { InputError } from '../issues/issue.ts';
import { checkMeeting } from './checkMeeting.ts';
import { checkPopulation } from './checkPopulation.ts';
import { checkRules } from './checkRules.ts';
import { checkReferences } from './checkReferences.ts';
import { expandPopulation } from './expandPopulation.ts';
import type { FormulaCompiler } from './formulaScope.ts';
import { maximised, type Objective } from './objective.ts';
import { categoryPresets } from './presets.ts';
import { byId } from './resolveCells.ts';
import { resolvePlan } from './resolvePlan.ts';
import { resolveRivalStores } from './resolveRivalStores.ts';
import { resolveSeason } from './resolveSeason.ts';
import { resolveShop } from './resolveShop.ts';
import { Resolution } from './resolution.ts';
import type { ResolvedLimits, ResolvedPlan, ResolvedQuality, ResolvedScenario } from './resolved.ts';
import type { Scenario } from './schema/scenario.ts';

/**
 * Scenario -> ResolvedScenario: presets, economics, formulas, seasons, bounds and drawn plans written out; plans and cells sorted by id.
 * `formulas` is needed only where a field holds a formula. Throws InputError with every problem found.
 */
export function resolve(scenario: Scenario, formulas?: FormulaCompiler): ResolvedScenario {
  const resolution = new Resolution(expandPopulation(scenario), scenario, formulas);
  checkReferences(resolution);
  checkPopulation(resolution);
  checkRules(resolution, scenario);
  const season = resolveSeason(resolution);
  const plans = resolvePlans(resolution);
  const shop = resolveShop(resolution, plans);
  const rivalStores = resolveRivalStores(resolution, (one) => resolve(one, formulas));
  if (resolution.issues.length === 0) checkMeeting(resolution, plans, rivalStores);
  if (resolution.issues.length > 0) throw new InputError(resolution.issues);
  const { market, strategy } = scenario;
  return {
    version: 1,
    name: scenario.name,
    description: scenario.description ?? '',
    currency: scenario.currency,
    seed: scenario.seed,
    days: resolution.days,
    firstWeekday: resolution.firstWeekday,
    ...goalOf(scenario),
    strategy:
      scenario.rules === undefined
        ? { name: strategy.name, params: strategy.params }
        : { name: 'rules', params: strategy.params, rules: scenario.rules },
    store: scenario.store,
    market: {
      auction: market.auction,
      search: market.search,
      display: market.display,
      ...(market.rivals === undefined ? {} : { rivals: market.rivals }),
      quality: resolveQuality(market),
      hours: market.hours,
      delay: market.delay,
      clickToVisit: market.clickToVisit,
      demandNoise: market.demandNoise,
      suggestedBidNoise: market.suggestedBidNoise,
      overDelivery: market.overDelivery,
      minimumBid: market.minimumBid,
      bidTick: market.bidTick,
      budgetTick: market.budgetTick,
      minimumDailyBudget: market.minimumDailyBudget,
    },
    sharedAuctions: market.sharedAuctions ?? scenario.rivalStores.length > 0,
    season,
    plans,
    limits: resolveLimits(scenario, plans),
    ...(shop === undefined ? {} : { shop }),
    ...(rivalStores.length === 0 ? {} : { rivalStores }),
  };
}

/** What is maximised, or the measure and figure that least budget is to reach. */
function goalOf({ objective, target }: Scenario): Pick<ResolvedScenario, 'objective' | 'target'> {
  const measure = maximised(objective);
  if (measure !== null) return { objective: measure };
  const [[name, figure]] = Object.entries(target!) as [[Objective, number]];
  return { objective: name, target: figure };
}

function resolvePlans(resolution: Resolution): ResolvedPlan[] {
  const { scenario } = resolution;
  const productIndex = new Map(scenario.products.map((product, i) => [product.id, i]));
  const inOrder = scenario.plans.map((plan, index) => ({ id: plan.id, plan, index })).sort(byId);
  return inOrder.flatMap(({ plan, index }, rank) => {
    const p = productIndex.get(plan.product);
    // An unknown product is already an issue.
    if (p === undefined) return [];
    return [resolvePlan(resolution, plan, scenario.products[p]!, p, { index, order: rank + 1 })];
  });
}

function resolveQuality({ quality, category }: Scenario['market']): ResolvedQuality {
  const { experience, ...plain } = quality;
  if (experience === undefined) return plain;
  const { conversionRate = categoryPresets[category].conversionRate } = experience;
  return { ...plain, experience: { ...experience, conversionRate } };
}

function resolveLimits(scenario: Scenario, plans: readonly ResolvedPlan[]): ResolvedLimits {
  const { limits } = scenario;
  const today = plans.reduce((sum, plan) => sum + (plan.enabled ? plan.dailyBudget : 0), 0);
  return {
    dailyBudget: limits.dailyBudget ?? today,
    periodBudget: limits.periodBudget ?? null,
    enforceDailyBudget: limits.enforceDailyBudget,
    minAverageRoas: limits.minAverageRoas ?? null,
    ...(limits.maxCostPerOrder === undefined ? {} : { maxCostPerOrder: limits.maxCostPerOrder }),
    groups: limits.groups
      .map((group) => ({
        id: group.id,
        dailyBudget: group.dailyBudget ?? null,
        minAverageRoas: group.minAverageRoas ?? null,
        ...(group.maxCostPerOrder === undefined ? {} : { maxCostPerOrder: group.maxCostPerOrder }),
      }))
      .sort(byId),
    bidStep: limits.bidStep,
    budgetStep: limits.budgetStep,
    ...(maximised(scenario.objective) === null && limits.dailyBudget === undefined
      ? { openBudget: true as const }
      : {}),
    ...(limits.withinSteps ? { withinSteps: true as const } : {}),
    ...(limits.explorationShare === undefined ? {} : { explorationShare: limits.explorationShare }),
  };
}
