import type { Observation, PlanObservation } from '../../contract/observation.ts';
import type { ClickValue } from '../shared/clickValues.ts';
import type { PaceParameters } from './parameters.ts';
import type { TrafficChange } from './traffic.ts';

/** What `pace` knows this morning before it decides; `values` in the order of `plans`. */
export interface Morning {
  readonly observation: Observation;
  /** The plans it may move. */
  readonly plans: readonly PlanObservation[];
  readonly values: readonly ClickValue[];
  readonly traffic: TrafficChange;
  readonly parameters: PaceParameters;
  /** Known days, where there are any and it is to look. */
  readonly calendar: Observation['calendar'];
}
