/** What `optimize` can maximise, in the scenario's short names. */
export const objectives = ['revenue', 'profit', 'orders', 'clicks'] as const;

export type Objective = (typeof objectives)[number];
