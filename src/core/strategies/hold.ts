import type { Strategy } from '../contract/strategy.ts';

/** Changes nothing: today's bids and budgets stand. */
export const hold: Strategy = {
  name: 'hold',
  description: "Leave today's bids and budgets as they are",
  properties: { control: 'daily', oracle: false },
  defaults: {},
  decide: (_, state) => ({ decisions: [], state }),
};
