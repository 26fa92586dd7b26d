import type { Observation, PlanObservation } from '../../contract/observation.ts';

/** Plans a strategy may move: on, and not held fixed by the promoter. What the promoter paused stays paused. */
export function movablePlans({ plans }: Observation): PlanObservation[] {
  return plans.filter((plan) => plan.enabled && !plan.bounds.fixed);
}
