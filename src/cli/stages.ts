import type { LoadedScenario } from '../io/scenarioFile.ts';

/** A stage of the data flow that `explain` prints; heavy ones import what they need themselves. */
export interface Stage {
  readonly description: string;
  readonly make: (loaded: LoadedScenario) => unknown;
}

/** Every stage, in the order of the data flow. */
export const stages: Readonly<Record<string, Stage>> = {
  raw: { description: 'the file as plain data', make: ({ raw }) => raw },
  scenario: { description: 'with defaults filled in, formulas still text', make: ({ scenario }) => scenario },
  resolved: {
    description: 'with presets, economics, formulas, seasons and drawn plans written out',
    make: ({ resolved }) => resolved,
  },
};
