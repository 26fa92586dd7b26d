import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { streamKey, uniform, uniforms2 } from '../../src/core/math/keyed.ts';
import { keyTable, plainColumns, uniformColumns } from '../../src/core/math/uniformColumns.ts';
import { threefry } from '../../src/core/math/threefry.ts';

type Words = readonly [number, number, number, number];

describe('Threefry4x32-20', () => {
  // Random123 distribution 1.09, examples/kat_vectors.
  const known: readonly { key: Words; counter: Words; words: Words }[] = [
    { key: [0, 0, 0, 0], counter: [0, 0, 0, 0], words: [0x9c6ca96a, 0xe17eae66, 0xfc10ecd4, 0x5256a7d8] },
    {
      key: [-1, -1, -1, -1],
      counter: [-1, -1, -1, -1],
      words: [0x2a881696, 0x57012287, 0xf6c7446e, 0xa16a6732],
    },
    {
      key: [0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89],
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      words: [0x59cd1dbb, 0xb8879579, 0x86b5d00c, 0xac8b6d84],
    },
  ];
  test.each(known)('known answer for key $key', ({ key, counter, words }) => {
    const out = new Int32Array(4);
    threefry(...key, ...counter, out);
    expect(Array.from(out, (word) => word >>> 0)).toEqual([...words]);
  });
});

/** z of the mean of n uniforms: standard normal under the hypothesis. */
const zOfMean = (sum: number, n: number) => (sum - n / 2) / Math.sqrt(n / 12);

/** Mean of z^2 over repetitions; its standard error is sqrt(2 / repetitions). */
function meanSquare(repetitions: number, z: (repetition: number) => number): number {
  let sum = 0;
  for (let r = 0; r < repetitions; r += 1) sum += z(r) ** 2;
  return sum / repetitions;
}

const SEEDS = 2000;
const DRAWS = 200;
const withinFour = 4 * Math.sqrt(2 / SEEDS);

describe('keyed uniforms', () => {
  test('means over days are standard normal across seeds', () => {
    const score = meanSquare(SEEDS, (seed) => {
      const key = streamKey(seed, 'plan/a');
      let sum = 0;
      for (let day = 0; day < DRAWS; day += 1) sum += uniform(key, day, 0);
      return zOfMean(sum, DRAWS);
    });
    expect(Math.abs(score - 1)).toBeLessThan(withinFour);
  });

  test('the first draw is uniform across seeds, and across paths that differ in one letter', () => {
    const score = meanSquare(SEEDS, (group) => {
      let sum = 0;
      for (let i = 0; i < DRAWS; i += 1) sum += uniform(streamKey(group * DRAWS + i, 'shop'), 0, 0);
      return zOfMean(sum, DRAWS);
    });
    expect(Math.abs(score - 1)).toBeLessThan(withinFour);
    const byPath = meanSquare(200, (group) => {
      let sum = 0;
      for (let i = 0; i < DRAWS; i += 1) sum += uniform(streamKey(1, `plan/${group * DRAWS + i}`), 0, 0);
      return zOfMean(sum, DRAWS);
    });
    expect(Math.abs(byPath - 1)).toBeLessThan(4 * Math.sqrt(2 / 200));
  });

  test('256 cells fill evenly in each of the four coordinates of a draw', () => {
    const cells = new Float64Array(256);
    const draws = 256 * 400;
    const key = streamKey(11, 'cells');
    const coordinates: readonly ((i: number) => number)[] = [
      (i) => uniform(key, i, 0),
      (i) => uniform(key, 0, i),
      (i) => uniform(key, 0, 0, i),
      (i) => uniform(streamKey(i, 'cells'), 0, 0),
    ];
    for (const draw of coordinates) {
      cells.fill(0);
      for (let i = 0; i < draws; i += 1) cells[Math.floor(draw(i) * 256)]! += 1;
      const chi2 = cells.reduce((sum, count) => sum + (count - 400) ** 2 / 400, 0);
      expect(Math.abs(chi2 - 255) / Math.sqrt(2 * 255)).toBeLessThan(4);
    }
  });

  test('neighbouring days, channels, indices, seeds and paths are uncorrelated', () => {
    const n = 40_000;
    const key = streamKey(5, 'plan/a');
    const other = streamKey(5, 'plan/b');
    const next = streamKey(6, 'plan/a');
    const partners: readonly ((day: number) => number)[] = [
      (day) => uniform(key, day + 1, 0),
      (day) => uniform(key, day, 1),
      (day) => uniform(key, day, 0, 1),
      (day) => uniform(other, day, 0),
      (day) => uniform(next, day, 0),
    ];
    for (const partner of partners) {
      let sum = 0;
      for (let day = 0; day < n; day += 1) sum += (uniform(key, day, 0) - 0.5) * (partner(day) - 0.5);
      expect(Math.abs((sum / n) * 12) * Math.sqrt(n)).toBeLessThan(4);
    }
  });

  test('a pair is two uncorrelated draws, the first of them the single draw', () => {
    const key = streamKey(5, 'pairs');
    const pair = new Float64Array(2);
    const n = 40_000;
    let sum = 0;
    for (let day = 0; day < n; day += 1) {
      uniforms2(key, day, 3, 9, pair);
      expect(pair[0]).toBe(uniform(key, day, 3, 9));
      sum += (pair[0]! - 0.5) * (pair[1]! - 0.5);
    }
    expect(Math.abs((sum / n) * 12) * Math.sqrt(n)).toBeLessThan(4);
  });

  test.prop([fc.double(), fc.string(), fc.integer(), fc.integer(), fc.integer()])(
    'is inside (0, 1), with an exact complement, whatever the arguments',
    (seed, path, day, channel, index) => {
      const u = uniform(streamKey(seed, path), day, channel, index);
      expect(u).toBeGreaterThan(0);
      expect(u).toBeLessThan(1);
      expect(1 - (1 - u)).toBe(u);
    },
  );

  test.prop([fc.string(), fc.string()])('different paths have different keys', (a, b) => {
    fc.pre(a !== b);
    expect(streamKey(1, a)).not.toEqual(streamKey(1, b));
  });

  test('padding is told from text, and -0 from no seed', () => {
    expect(streamKey(1, 'a')).not.toEqual(streamKey(1, 'a\0'));
    expect(streamKey(1, '')).not.toEqual(streamKey(2, ''));
    expect(streamKey(-0, 'a')).toEqual(streamKey(0, 'a'));
  });
});

test.prop([
  fc.integer({ min: 0, max: 2 ** 31 }),
  fc.integer({ min: 0, max: 700 }),
  fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  fc.integer({ min: 0, max: 2 ** 31 - 9 }),
  fc.integer({ min: 1, max: 5 }),
])(
  'columns of draws are the draws one by one, with and without WebAssembly',
  (seed, count, day, channel, channels) => {
    const table = keyTable(Array.from({ length: 40 }, (_, i) => streamKey(seed, `plan/${i}`)));
    const rows = Int32Array.from({ length: count }, (_, i) => (i * 7 + seed) % 40);
    const columns = () => Array.from({ length: channels }, () => new Float64Array(count));
    const [fast, plain] = [columns(), columns()];
    uniformColumns(table, rows, count, day, channel, fast);
    plainColumns(table, rows, count, day, channel, plain);
    expect(fast).toEqual(plain);
    if (count > 0)
      expect(plain.at(-1)!.at(-1)).toBe(uniform(table.keys[rows.at(-1)!]!, day, channel + channels - 1));
  },
);
