import { ACCOUNT } from '../allocateFrontiers.ts';
import type { ModelPlan } from './buildModel.ts';
import type { AllocationProblem } from './parseProblem.ts';

/** A floor under a weighted sum: sum of rate * objective value >= floor * spend. */
export interface ModelFloor {
  readonly name: 'minAverageRoas' | 'maxCostPerOrder';
  /** The figure the user gave. */
  readonly given: number;
  readonly floor: number;
  /** Measure (revenue, orders) a unit of the objective, for each of the node's plans. */
  readonly rates: readonly number[];
}

/** Limits over some plans. */
export interface ModelNode {
  readonly id: string;
  /** Whether it is a plan's own node. */
  readonly isPlan: boolean;
  /** Indices of plans, ascending. */
  readonly plans: readonly number[];
  readonly maxSpend: number | undefined;
  readonly minSpend: number | undefined;
  readonly minMarginalRoas: number | undefined;
  readonly minValue: number | undefined;
  /** For a plan in two periods in a row: the largest relative change of its spend. */
  readonly spendStep: number | undefined;
  readonly floors: readonly ModelFloor[];
}

interface FloorFields {
  readonly minAverageRoas?: number | undefined;
  readonly minMarginalRoas?: number | undefined;
  readonly maxCostPerOrder?: number | undefined;
}

/** Every node with limits: the account, periods, groups in each period, plans. */
export function buildNodes(problem: AllocationProblem, plans: readonly ModelPlan[]): ModelNode[] {
  const { budget, spendAll, target, periods, groups } = problem;
  const make = (
    id: string,
    members: readonly number[],
    fields: FloorFields,
    limits: Partial<ModelNode> = {},
  ): ModelNode => ({
    id,
    isPlan: false,
    plans: members,
    maxSpend: undefined,
    minSpend: undefined,
    minValue: undefined,
    spendStep: undefined,
    ...limits,
    minMarginalRoas: fields.minMarginalRoas ?? undefined,
    floors: floorsOf(fields, members, plans),
  });
  const all = plans.map((_, i) => i);
  const account = make(ACCOUNT, all, problem, {
    maxSpend: budget ?? undefined,
    minSpend: spendAll === true ? (budget ?? undefined) : undefined,
    minValue: target ?? undefined,
  });
  const perPeriod = (periods ?? []).map((period) =>
    make(
      period.id,
      all.filter((i) => plans[i]!.period === period.id),
      {},
      { maxSpend: period.budget ?? undefined },
    ),
  );
  const names = periods?.map(({ id }) => id) ?? [undefined];
  const perGroup = names.flatMap((period) =>
    (groups ?? []).map((group) => {
      const inside = membersOf(problem, group.id);
      const members = all.filter((i) => plans[i]!.period === period && inside.has(plans[i]!.input.id));
      const id = period === undefined ? group.id : `${period}/${group.id}`;
      return make(id, members, group, {
        maxSpend: group.budget ?? undefined,
        minSpend: group.minSpend ?? undefined,
      });
    }),
  );
  const perPlan = plans.flatMap(({ id, input }, i) =>
    hasFloors(input) ? [make(id, [i], input, { isPlan: true })] : [],
  );
  const steps = plans.flatMap(({ input, period }, before) => {
    const after = before + problem.plans.length;
    if (input.spendStep === undefined || after >= plans.length) return [];
    const id = `${period} to ${plans[after]!.id}`;
    return [make(id, [before, after], {}, { spendStep: input.spendStep })];
  });
  return [account, ...perPeriod, ...perGroup, ...perPlan, ...steps].filter(
    (node, i) => i === 0 || hasLimits(node),
  );
}

const hasFloors = ({ minAverageRoas, minMarginalRoas, maxCostPerOrder }: FloorFields): boolean =>
  minAverageRoas !== undefined || minMarginalRoas !== undefined || maxCostPerOrder !== undefined;

function hasLimits({ maxSpend, minSpend, minMarginalRoas, minValue, floors, spendStep }: ModelNode): boolean {
  return (
    floors.length > 0 ||
    [maxSpend, minSpend, minMarginalRoas, minValue, spendStep].some((limit) => limit !== undefined)
  );
}

/** Ids of the plans in a group and in the groups inside it. */
function membersOf({ groups }: AllocationProblem, id: string, seen = new Set<string>()): Set<string> {
  const members = new Set<string>();
  if (seen.has(id)) return members;
  seen.add(id);
  const known = new Set((groups ?? []).map((group) => group.id));
  for (const member of (groups ?? []).find((group) => group.id === id)?.plans ?? [])
    if (known.has(member))
      for (const inner of membersOf({ groups } as AllocationProblem, member, seen)) members.add(inner);
    else members.add(member);
  return members;
}

function floorsOf(
  fields: FloorFields,
  members: readonly number[],
  plans: readonly ModelPlan[],
): ModelFloor[] {
  const floors: ModelFloor[] = [];
  const { minAverageRoas, maxCostPerOrder } = fields;
  if (minAverageRoas !== undefined)
    floors.push({
      name: 'minAverageRoas',
      given: minAverageRoas,
      floor: minAverageRoas,
      rates: members.map((i) => 1 / plans[i]!.weight),
    });
  if (maxCostPerOrder !== undefined)
    floors.push({
      name: 'maxCostPerOrder',
      given: maxCostPerOrder,
      floor: 1 / maxCostPerOrder,
      rates: members.map((i) => plans[i]!.economics.ordersPerRevenue / plans[i]!.weight),
    });
  return floors;
}
