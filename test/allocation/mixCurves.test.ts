import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Curve } from '../../src/core/allocation/curves/curve.ts';
import { hillCurve, type HillParameters } from '../../src/core/allocation/curves/hill.ts';
import { logisticCurve, type LogisticParameters } from '../../src/core/allocation/curves/logistic.ts';
import { mixCurves } from '../../src/core/allocation/curves/mixCurves.ts';
import { envelopeOf, envelopeValue, respond } from '../../src/core/allocation/envelope.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const carryover = fc.oneof(fc.constant(0), between(0, 100));
const hillInput = fc.record({
  scale: between(1, 1e4),
  exponent: fc.oneof(fc.constantFrom(1, 2), between(0.3, 4)),
  halfSaturation: fc.oneof(
    between(1, 1e3),
    between(-2, 4).map((k) => 10 ** k),
  ),
  carryover,
});
const logisticInput = fc.record({
  scale: between(1, 1e4),
  steepness: between(1e-3, 0.3),
  midpoint: between(0, 500),
  carryover,
});
const curveOf = (input: HillParameters | LogisticParameters): Curve =>
  'exponent' in input ? hillCurve(input) : logisticCurve(input);
const smooth = fc.oneof(hillInput, logisticInput).map(curveOf);
/** Inputs and weights, so that a counterexample can be read. */
const mixes = fc.array(fc.tuple(fc.oneof(hillInput, logisticInput), between(0.01, 1)), {
  minLength: 2,
  maxLength: 9,
});
const mixOf = (parts: [HillParameters | LogisticParameters, number][]): Curve =>
  mixCurves(
    parts.map(([input]) => curveOf(input)),
    parts.map(([, weight]) => weight),
  );
const shares = Array.from({ length: 151 }, (_, k) => k / 150);
/** Spends from 0 to `most`, dense at both ends of the scale. */
const spends = (most: number) => [...shares.map((s) => s * most), ...shares.map((s) => most * s ** 12)];

describe('a second derivative', () => {
  it('does not vanish next to no spend', () => {
    for (const carryover of [0, 1e-320, 1e-290, 1e-200, 1e-100, 1e-12]) {
      const { bend } = hillCurve({ scale: 1, exponent: 1, halfSaturation: 1, carryover });
      expect(bend!.at(0)).toBeCloseTo(-2, 10);
    }
  });

  it('is what finite differences of the first show, and monotone between its turns', () => {
    fc.assert(
      fc.property(smooth, between(1, 2000), between(0.05, 0.95), (c: Curve, x, share) => {
        const h = 1e-4 * x;
        const difference =
          (8 * (c.slope(x + h) - c.slope(x - h)) - (c.slope(x + 2 * h) - c.slope(x - 2 * h))) / (12 * h);
        const bend = c.bend!;
        const noise = (20 * 1e-15 * c.slope(x)) / h;
        const nearby = Math.max(...[0.99, 1, 1.01].map((s) => Math.abs(bend.at(s * x))));
        expect(Math.abs(bend.at(x) - difference)).toBeLessThanOrEqual(1e-5 * nearby + noise);
        const corners = [1e-3, ...bend.turns.filter((t) => t > 1e-3 && t < 3000), 3000].sort((a, b) => a - b);
        for (let k = 1; k < corners.length; k++) {
          const [a, b] = [corners[k - 1]!, corners[k]!];
          const [left, middle, right] = [a, a + share * (b - a), b].map((at) => bend.at(at)) as [
            number,
            number,
            number,
          ];
          const slack = 1e-9 * Math.max(Math.abs(left), Math.abs(right));
          expect(middle).toBeGreaterThanOrEqual(Math.min(left, right) - slack);
          expect(middle).toBeLessThanOrEqual(Math.max(left, right) + slack);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a weighted sum of S-shaped curves', () => {
  it('has the shapes that its parts claim, and leaves slivers by no more than their lift', () => {
    fc.assert(
      fc.property(mixes, (drawn) => {
        const mix = mixOf(drawn);
        const parts = mix.parts(0, 3000);
        expect(parts[0]!.from).toBe(0);
        expect(parts.at(-1)!.to).toBe(3000);
        parts.forEach((part, k) => {
          const { from, to, shape, lift = 0 } = part;
          if (k > 0) expect(from).toBe(parts[k - 1]!.to);
          for (const [a, b] of [
            [from, to],
            [from, from + 0.3 * (to - from)],
            [from + 0.6 * (to - from), to],
          ] as const) {
            if (!(b > a)) continue;
            const [left, right] = [mix.value(a), mix.value(b)];
            for (const s of [0.03, 0.2, 0.5, 0.8, 0.97]) {
              const x = a + s * (b - a);
              const above = mix.value(x) - (left + ((x - a) / (b - a)) * (right - left));
              const rounding = 1e-14 * right;
              if (shape === 'concave') expect(above).toBeGreaterThanOrEqual(-rounding);
              else if (shape === 'convex') expect(above).toBeLessThanOrEqual(rounding);
              else if (a === from && b === to) expect(above).toBeLessThanOrEqual(lift + rounding);
            }
          }
        });
        const hidden = parts.map(({ lift = 0 }) => lift);
        expect(Math.max(...hidden)).toBeLessThanOrEqual(1e-12 * mix.value(mix.saturation));
      }),
      { numRuns: 60 },
    );
  });

  it('lies under its envelope, which is concave, touches it at its corners and answers prices', () => {
    fc.assert(
      fc.property(mixes, between(0, 500), between(1, 3000), (drawn, from, width) => {
        const mix = mixOf(drawn);
        const envelope = envelopeOf(mix, [{ from, to: from + width }]);
        const scale = mix.value(from + width);
        for (const s of spends(width)) {
          const x = from + s;
          expect(mix.value(x)).toBeLessThanOrEqual(envelopeValue(envelope, x) + 1e-13 * scale);
        }
        envelope.spend.forEach((x) =>
          expect(envelopeValue(envelope, x)).toBeLessThanOrEqual(mix.value(x) + 1e-12 * scale),
        );
        envelope.steep.forEach((steep, j) => expect(steep).toBeGreaterThanOrEqual(envelope.flat[j]!));
        for (const quota of [0.1, 0.7, 2]) {
          const price = (quota * (scale - mix.value(from))) / width;
          const best = respond(envelope, price);
          const reached = mix.value(best) - price * best;
          for (const s of spends(width))
            expect(mix.value(from + s) - price * (from + s)).toBeLessThanOrEqual(
              reached + 2e-12 * scale + 1e-15 * price * from,
            );
        }
      }),
      { numRuns: 60 },
    );
  });
});
