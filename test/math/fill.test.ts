import { describe, expect, test } from 'vitest';
import { bulkStream, fillNormals, fillWords } from '../../src/core/math/fill.ts';
import { streamKey } from '../../src/core/math/keyed.ts';
import { normalCdf } from '../../src/core/math/normal.ts';

/** Asymptotic p-value of a Kolmogorov-Smirnov distance scaled by sqrt(n). */
function kolmogorov(scaled: number): number {
  let p = 0;
  for (let k = 1; k < 100; k += 1) p += 2 * (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * scaled * scaled);
  return Math.min(1, p);
}

describe('fillWords', () => {
  test('is sfc32 (reference steps of PractRand, counter in the fourth word)', () => {
    const stream = Int32Array.of(1, 2, 3, 4);
    const out = new Uint32Array(3);
    fillWords(stream, out, 3);
    // By hand: 1 + 2 + 4 = 7; a = 2 ^ 0, b = 3 + 24, c = (3 << 21) + 7, d = 5; and so on.
    const second = 2 + 27 + 5;
    const third = 27 ^ (27 >>> 9);
    const c1 = (3 << 21) + 7;
    const b2 = (c1 + (c1 << 3)) | 0;
    expect([...out]).toEqual([7, second, (third + b2 + 6) >>> 0]);
  });

  test('goes on where it stopped, however the words are asked for', () => {
    const whole = new Uint32Array(100);
    const parts = new Uint32Array(100);
    fillWords(bulkStream(streamKey(1, 'a')), whole, 100);
    const stream = bulkStream(streamKey(1, 'a'));
    fillWords(stream, parts, 37);
    fillWords(stream, parts.subarray(37), 63);
    expect(parts).toEqual(whole);
  });

  test('first words are uniform across seeds', () => {
    const cells = new Float64Array(64);
    const out = new Uint32Array(1);
    const seeds = 64 * 500;
    for (let seed = 0; seed < seeds; seed += 1) {
      fillWords(bulkStream(streamKey(seed, 'bulk')), out, 1);
      cells[out[0]! >>> 26]! += 1;
    }
    const chi2 = cells.reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0);
    expect(Math.abs(chi2 - 63) / Math.sqrt(126)).toBeLessThan(4);
  });
});

describe('fillNormals', () => {
  const count = 1_000_000;
  const draws = new Float64Array(count);
  fillNormals(bulkStream(streamKey(20, 'normals')), draws, count);

  test('passes Kolmogorov-Smirnov at a million draws', () => {
    const sorted = draws.slice().sort();
    let distance = 0;
    for (let i = 0; i < count; i += 1) {
      const p = normalCdf(sorted[i]!);
      distance = Math.max(distance, p - i / count, (i + 1) / count - p);
    }
    expect(kolmogorov(distance * Math.sqrt(count))).toBeGreaterThan(0.001);
  });

  test('has the moments and the tails of a normal', () => {
    const moment = (power: number) => draws.reduce((sum, z) => sum + z ** power, 0) / count;
    const variances = [1, 2, 15, 96];
    const expected = [0, 1, 0, 3];
    for (let power = 1; power <= 4; power += 1) {
      const z = (moment(power) - expected[power - 1]!) / Math.sqrt(variances[power - 1]! / count);
      expect(Math.abs(z), `moment ${power}`).toBeLessThan(4);
    }
    for (const edge of [2, 3, 3.6541528853610088, 4, 4.5]) {
      const p = 2 * normalCdf(-edge);
      const beyond = draws.reduce((sum, z) => sum + (Math.abs(z) > edge ? 1 : 0), 0);
      expect(Math.abs(beyond - count * p) / Math.sqrt(count * p)).toBeLessThan(4);
    }
  });

  test('successive draws are uncorrelated, also in size', () => {
    let product = 0;
    let squares = 0;
    for (let i = 1; i < count; i += 1) {
      product += draws[i]! * draws[i - 1]!;
      squares += (draws[i]! ** 2 - 1) * (draws[i - 1]! ** 2 - 1);
    }
    expect(Math.abs(product) / Math.sqrt(count)).toBeLessThan(4);
    expect(Math.abs(squares) / 2 / Math.sqrt(count)).toBeLessThan(4);
  });
});
