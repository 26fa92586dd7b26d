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
  run: {
    description: "one stochastic run under the scenario's strategy: ledger and decisions",
    make: async (loaded) => {
      const { serializeRun } = await import('../core/engine/result.ts');
      return serializeRun((await simulated(loaded)).first);
    },
  },
  summary: {
    description: "figures of twenty runs under the scenario's strategy",
    make: async (loaded) => (await simulated(loaded)).result,
  },
};

async function simulated({ resolved }: LoadedScenario) {
  const { simulate } = await import('../core/analysis/simulateResult.ts');
  const { comparedScenario } = await import('./comparedScenario.ts');
  const { prepared, strategy, params } = await comparedScenario('base', '', resolved, undefined);
  return simulate(prepared, strategy, { tier: 'stochastic', runs: 20, params });
}
