import type { Distribution } from './drawDistribution.ts';
import { drawnFields, type Drawn } from './expandPopulation.ts';
import type { Resolution } from './resolution.ts';

/** Distributions must lie where their field may lie (only the tails of logNormal are cut), and least must not exceed most. */
export function checkPopulation(resolution: Resolution): void {
  const { population } = resolution.written;
  if (population === undefined) return;
  for (const [name, [min, max]] of Object.entries(drawnFields)) {
    const distribution = population[name as Drawn];
    if (distribution === undefined) continue;
    for (const [path, value] of placesOf(distribution))
      if (value < min || value > max)
        resolution.problem('scenario.range', ['population', name, ...path], { value, min, max });
    if (typeof distribution === 'object' && 'uniform' in distribution) {
      const { uniform } = distribution;
      if (uniform.max < uniform.min)
        resolution.problem('scenario.max-below-min', ['population', name, 'uniform', 'max'], {
          value: uniform.max,
          min: uniform.min,
          name: 'min',
        });
    }
  }
}

/** The figures of a distribution that are values of the field, with their paths. */
function placesOf(distribution: Distribution): [(string | number)[], number][] {
  if (typeof distribution === 'number') return [[[], distribution]];
  if ('logNormal' in distribution) return [[['logNormal', 'median'], distribution.logNormal.median]];
  if ('uniform' in distribution)
    return [
      [['uniform', 'min'], distribution.uniform.min],
      [['uniform', 'max'], distribution.uniform.max],
    ];
  return distribution.choice.map((value, i) => [['choice', i], value]);
}
