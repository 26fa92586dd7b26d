import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { QUANTA, writeAliasTable } from '../../src/core/math/aliasTable.ts';

test.prop(
  [
    fc.array(
      fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: QUANTA })),
      {
        minLength: 1,
        maxLength: 300,
      },
    ),
    fc.integer({ min: 0, max: 2 }),
  ],
  { numRuns: 30 },
)('every outcome is chosen by exactly its quanta of the 65,536 words', (weights, spareBits) => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  fc.pre(total > 0);
  const quanta = Int32Array.from(weights, (weight) => Math.floor((weight / total) * QUANTA));
  quanta[0]! += QUANTA - quanta.reduce((sum, count) => sum + count, 0);
  const bits = Math.ceil(Math.log2(quanta.length)) + spareBits;
  const table = new Uint16Array(1 << bits);
  writeAliasTable(table, 0, bits, quanta.slice());
  const chosen = new Int32Array(quanta.length);
  for (let word = 0; word < QUANTA; word += 1) {
    const slot = word >>> (16 - bits);
    const entry = table[slot]!;
    const outcome = (word & ((QUANTA >> bits) - 1)) < entry >>> bits ? slot : entry & ((1 << bits) - 1);
    chosen[outcome]! += 1;
  }
  expect(chosen).toEqual(quanta);
});
