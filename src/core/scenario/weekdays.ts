import type { Scenario } from './schema/scenario.ts';

/** Monday first, as `horizon.firstWeekday` names them. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies readonly Scenario['horizon']['firstWeekday'][];
