import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noiseAverages } from '../../src/core/market/search/noiseAverages.ts';

/** The average at one point, as it is written down: Simpson's rule, bell curve and tilt in one exponent, node by node. */
function plainAverage(
  from: number,
  step: number,
  values: Float64Array,
  tilt: number,
  noise: number,
  x: number,
): number {
  const density = (y: number): number =>
    Math.exp(tilt * (y - x) - 0.5 * ((y - x) / noise) ** 2) / (noise * Math.sqrt(2 * Math.PI));
  const last = values.length - (values.length % 2 === 1 ? 1 : 2);
  const simpson = (i: number, end: number): number => (i === 0 || i === end ? 1 : i % 2 === 1 ? 4 : 2) / 3;
  const begin = Math.max(0, Math.floor((x - 6 * noise - from) / step));
  const stop = Math.min(last, Math.ceil((x + 6 * noise - from) / step));
  let sum = 0;
  for (let i = begin; i <= stop; i++) sum += simpson(i, last) * step * values[i]! * density(from + i * step);
  // Constant right of the grid: the same rule with about the same step, to six deviations.
  const end = from + last * step;
  const reach = x + 6 * noise - end;
  if (reach <= 0) return sum;
  const pieces = 2 * Math.max(1, Math.ceil(reach / (2 * step)));
  for (let i = 0; i <= pieces; i++)
    sum += simpson(i, pieces) * step * values[last]! * density(end + i * step);
  return sum;
}

describe('averages over the own score noise', () => {
  it('are those of the rule written down, for every tilt and however many nodes', () => {
    fc.assert(
      fc.property(
        fc.record({
          from: fc.double({ min: -7, max: 1, noNaN: true }),
          noise: fc.double({ min: 0.02, max: 0.5, noNaN: true }),
          values: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 80 }),
          offset: fc.double({ min: -0.5, max: 2, noNaN: true }),
        }),
        ({ from, noise, values, offset }) => {
          const step = Math.min(0.02, noise / 3);
          const column = Float64Array.from(values);
          const tilts = [0, -1, -2, 1, 0];
          const columns = noiseAverages(
            { from, step },
            tilts.map((tilt) => [column, tilt] as const),
            noise,
            { from: from + offset, step: 0.05, rows: 3 },
          );
          for (const [c, tilt] of tilts.entries())
            for (let row = 0; row < 3; row++) {
              const plain = plainAverage(from, step, column, tilt, noise, from + offset + 0.05 * row);
              expect(Math.abs(columns[c]![row]! - plain)).toBeLessThan(1e-11 * plain + 1e-300);
            }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of a constant are the constant: chances never sum to more than 1', () => {
    const ones = new Float64Array(300).fill(1);
    const [column] = noiseAverages({ from: -6.9, step: 0.02 / 3 }, [[ones, 0]], 0.02, {
      from: -6.7,
      step: 0.005,
      rows: 420,
    });
    for (const value of column!) expect(Math.abs(value - 1)).toBeLessThan(1e-8);
  });
});
