import type { Strategy } from '../../core/contract/strategy.ts';
import { scenarioInput } from '../scenarios.ts';
import { effectiveSettings, sameSettings } from './effectiveSettings.ts';
import { LawBroken, type StrategyLaw } from './law.ts';
import { decideAgain, recordRun, type Morning } from './recordRun.ts';

/** JSON with the keys of every object in order: what a value says, however it was put together. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

const all = { appliesTo: () => true, scenarios: scenarioInput, effort: 1 } as const;
const each = (
  strategy: Strategy,
  input: Parameters<StrategyLaw['check']>[1],
  see: (morning: Morning) => void,
) => recordRun(strategy, input).mornings.forEach(see);

/** Laws of purity: what `decide` may depend on. */
export const pureLaws: readonly StrategyLaw[] = [
  {
    ...all,
    name: 'determinism',
    statement: 'the same observation and state give the same answer',
    check: (strategy, input) =>
      each(strategy, input, (morning) => {
        const again = decideAgain(strategy, morning);
        if (canonical(again) !== canonical(morning.answer))
          throw new LawBroken(`day ${morning.observation.day + 1}: asked again, it answers differently`);
      }),
  },
  {
    ...all,
    name: 'replay',
    statement: 'a state written as JSON and read back goes on as if nothing had happened',
    check: (strategy, input) =>
      each(strategy, input, (morning) => {
        const text = JSON.stringify(morning.state);
        const again = decideAgain(strategy, morning, { state: JSON.parse(text) as Morning['state'] });
        if (canonical(again) !== canonical(morning.answer))
          throw new LawBroken(`day ${morning.observation.day + 1}: after a restart it answers differently`);
      }),
  },
  {
    ...all,
    name: 'inputs stay',
    statement: 'deciding changes neither the observation nor the state it was given',
    check: (strategy, input) =>
      each(strategy, input, (morning) => {
        const before = JSON.stringify([morning.observation, morning.state]);
        decideAgain(strategy, morning);
        if (JSON.stringify([morning.observation, morning.state]) !== before)
          throw new LawBroken(`day ${morning.observation.day + 1}: it wrote into its inputs`);
      }),
  },
  {
    ...all,
    name: 'permutation',
    statement: 'the order in which plans are listed does not matter',
    check: (strategy, input) =>
      each(strategy, input, (morning) => {
        if (strategy.properties.oracle) return;
        const { observation, answer } = morning;
        const reversed = { ...observation, plans: observation.plans.toReversed() };
        const again = decideAgain(strategy, morning, { observation: reversed });
        sameSettings(
          effectiveSettings(observation, answer.decisions),
          effectiveSettings(observation, again.decisions),
          `day ${observation.day + 1}, plans listed in reverse`,
          { tolerance: 1e-9 },
        );
      }),
  },
  {
    ...all,
    name: 'no truth leak',
    statement:
      'it decides on what the back office shows: a bare copy of it gives the same decisions, and the truth is not asked for',
    appliesTo: ({ properties }) => !properties.oracle,
    check: (strategy, input) =>
      each(strategy, input, (morning) => {
        const forbidden = new Proxy({} as NonNullable<Morning['truth']>, {
          get: (_, property) => {
            throw new LawBroken(
              `it reads the truth (${String(property)}) without declaring itself an oracle`,
            );
          },
        });
        const { observation, state, answer } = morning;
        const bare = structuredClone(observation);
        const again = strategy.decide(bare, structuredClone(state), strategy.defaults, forbidden);
        if (JSON.stringify(again.decisions) !== JSON.stringify(answer.decisions))
          throw new LawBroken(
            `day ${observation.day + 1}: a bare copy of the observation gives other decisions`,
          );
      }),
  },
];
