import type { Decision } from '../../contract/decision.ts';
import type { PlanObservation } from '../../contract/observation.ts';
import type { Strategy } from '../../contract/strategy.ts';
import { InputError } from '../../issues/issue.ts';
import { compileExpression } from '../../scenario/formula.ts';
import { FormulaError } from '../../scenario/formulaScope.ts';
import { fitBudgets } from '../fitBudgets.ts';
import { movablePlans } from '../shared/movable.ts';
import { ruleDefaults, type Rule, type RuleSet } from './ruleSet.ts';
import { accountFigures, planFigures, ruleVariables } from './planFigures.ts';

interface CompiledRule {
  readonly number: number;
  readonly holds: (figures: Readonly<Record<string, number>>) => boolean;
  readonly bid: ((figures: Readonly<Record<string, number>>) => number) | undefined;
  readonly dailyBudget: ((figures: Readonly<Record<string, number>>) => number) | undefined;
  readonly enabled: false | undefined;
}

/**
 * A rule set as a strategy, so that folklore can be raced. Throws InputError `rules.expression` with the rule's number and what is
 * wrong with its expression.
 */
export function ruleStrategy(set: RuleSet): Strategy {
  const rules = set.rules.map((rule, i) => compileRule(rule, i));
  return {
    name: set.name,
    description: set.description,
    properties: { control: 'daily', oracle: false },
    defaults: ruleDefaults(set),
    decide: (observation, state, params) => {
      const { waitDays: wait, priorConversion } = params as Record<string, number>;
      const moved = { ...(state['moved'] as Record<string, number> | undefined) };
      const account = accountFigures(observation);
      const decisions = movablePlans(observation).flatMap((plan) => {
        const since = observation.day - (moved[plan.id] ?? 0);
        if (moved[plan.id] !== undefined && since < wait!) return [];
        const figures = planFigures(observation, plan, account, since, priorConversion!);
        const rule = rules.find(({ holds }) => holds(figures));
        const decision = rule === undefined ? null : act(rule, plan, figures);
        if (decision === null) return [];
        moved[plan.id] = observation.day;
        return [decision];
      });
      return { decisions: fitBudgets(observation, decisions), state: { moved } };
    },
  };
}

function act(
  rule: CompiledRule,
  plan: PlanObservation,
  figures: Readonly<Record<string, number>>,
): Decision | null {
  const sound = (value: number | undefined): value is number =>
    value !== undefined && value >= 0 && value < Infinity;
  const bid = rule.bid?.(figures);
  const dailyBudget = rule.dailyBudget?.(figures);
  const changes = {
    ...(sound(bid) && bid !== plan.bid ? { bid } : {}),
    ...(sound(dailyBudget) && dailyBudget !== plan.dailyBudget ? { dailyBudget } : {}),
    ...(rule.enabled === false ? { enabled: false } : {}),
  };
  if (Object.keys(changes).length === 0) return null;
  const { clicks7d = 0, orders7d = 0, ctr7d = 0 } = figures;
  return {
    planId: plan.id,
    ...changes,
    reason: { rule: 'operator-rule', figures: { rule: rule.number, clicks7d, orders7d, ctr7d } },
  };
}

function compileRule(rule: Rule, index: number): CompiledRule {
  const compile = (text: string, field: string) => {
    try {
      return compileExpression(text, ruleVariables);
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      throw new InputError([
        {
          code: 'rules.expression',
          path: ['rules', index, field],
          params: { rule: index + 1, text, problem: error.problem, ...error.params },
        },
      ]);
    }
  };
  const when = compile(rule.when, 'when');
  return {
    number: index + 1,
    holds: (figures) => when(figures) !== 0 && !Number.isNaN(when(figures)),
    bid: rule.do.bid === undefined ? undefined : compile(rule.do.bid, 'bid'),
    dailyBudget: rule.do.dailyBudget === undefined ? undefined : compile(rule.do.dailyBudget, 'dailyBudget'),
    enabled: rule.do.enabled,
  };
}
