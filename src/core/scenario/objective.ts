/** What `optimize` can maximise, in the scenario's short names; a target may be set in each of them. */
export const objectives = ['revenue', 'profit', 'orders', 'clicks'] as const;

export type Objective = (typeof objectives)[number];

/** The names a scenario may use. */
export const objectiveNames = [
  ...objectives,
  'budget',
  'MaximizeRevenue',
  'MaximizeProfit',
  'MaximizeOrders',
  'MaximizeClicks',
  'MinimizeBudget',
  'MinimumTargetResponse',
] as const;

export type ObjectiveName = (typeof objectiveNames)[number];

/** The measure that a name maximises; null for least budget, whose measure is that of the target. */
export function maximised(name: ObjectiveName): Objective | null {
  return objectives.find((measure) => name.toLowerCase().endsWith(measure)) ?? null;
}

/** The name that is meant, whatever its case and with -ise for -ize; the text itself where it is none, for the format to refuse. */
export function objectiveNamed(text: string): string {
  const plain = text.toLowerCase().replace('imise', 'imize');
  return objectiveNames.find((name) => name.toLowerCase() === plain) ?? text;
}
