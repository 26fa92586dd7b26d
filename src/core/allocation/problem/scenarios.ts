import type { Curve } from '../curves/curve.ts';
import { mixCurves } from '../curves/mixCurves.ts';
import { buildCurve } from './buildCurve.ts';
import type { ModelPlan } from './buildModel.ts';
import type { AllocationProblem } from './parseProblem.ts';

/** The cases that the plans' draws span; case s has draw s of every plan. */
export interface Scenarios {
  readonly count: number;
  /** Curves of each plan by case; a single one where the plan is certain. */
  readonly curves: readonly (readonly Curve[])[];
  /** What is planned for; `undefined` plans for the plans' own curves. */
  readonly risk: AllocationProblem['risk'];
}

/** Builds the cases; `undefined` where no plan has draws that differ and no risk is set. */
export function buildScenarios(
  { plans: inputs, risk }: AllocationProblem,
  plans: readonly ModelPlan[],
): Scenarios | undefined {
  const count = inputs.reduce((most, { draws }) => Math.max(most, draws?.length ?? 0), 0);
  if (count === 0) return undefined;
  const curves = plans.map(({ input: { curve, draws }, weight, traffic }) =>
    distinct(draws ?? [curve]).map((draw) => buildCurve(draw, weight, traffic)),
  );
  return { count: curves.every(({ length }) => length === 1) ? 1 : count, curves, risk };
}

/** Draws that are all the same are one certain curve. */
function distinct<T>(draws: readonly T[]): readonly T[] {
  const first = JSON.stringify(draws[0]);
  return draws.every((draw) => JSON.stringify(draw) === first) ? draws.slice(0, 1) : draws;
}

/** The curves to plan with: means of the draws where a risk is set, the plans' own curves otherwise. */
export function expectedCurves(plans: readonly ModelPlan[], scenarios: Scenarios | undefined): Curve[] {
  return plans.map(({ input, weight, traffic }, i) => {
    if (scenarios?.risk === undefined) return buildCurve(input.curve, weight, traffic);
    const draws = scenarios.curves[i]!;
    return draws.length === 1 ? draws[0]! : mixCurves(draws, new Array(draws.length).fill(1 / draws.length));
  });
}

/** What a plan earns in one case. */
export function valueInCase(curves: readonly Curve[], scenario: number, spend: number): number {
  return (curves[scenario] ?? curves[0]!).value(spend);
}
