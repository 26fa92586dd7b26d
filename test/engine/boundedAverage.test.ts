import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { boundedAverage, boundedAverages } from '../../src/core/engine/boundedAverage.ts';

const unit = fc.integer({ min: 0, max: 2 ** 52 - 1 }).map((n) => (n + 0.5) * 2 ** -52);
const price = fc.record({
  u: unit,
  events: fc.integer({ min: 1, max: 5000 }),
  low: fc.double({ min: 0, max: 2, noNaN: true }),
  width: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 3, noNaN: true })),
  at: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  variance: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 2, noNaN: true })),
});

test.prop([fc.array(price, { maxLength: 40 })])(
  'averages of a batch are those one by one, within the range of the price',
  (prices) => {
    const column = (value: (one: (typeof prices)[number]) => number) => Float64Array.from(prices, value);
    const mean = column(({ low, width, at }) => low + at * width);
    const [lowest, highest] = [column(({ low }) => low), column(({ low, width }) => low + width)];
    const out = mean.slice();
    const sd = column(({ variance, events }) => Math.sqrt(variance / events));
    const places = Int32Array.from(prices, (_, i) => i);
    boundedAverages(
      column(({ u }) => u),
      out,
      sd,
      { variance: sd, lowest, highest },
      places,
      prices.length,
      new Float64Array(40),
      new Float64Array(40),
    );
    prices.forEach(({ u, events, variance }, i) =>
      expect(out[i]).toBe(boundedAverage(u, events, mean[i]!, variance, lowest[i]!, highest[i]!)),
    );
  },
);
