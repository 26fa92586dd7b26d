import { describe, expect, it } from 'vitest';
import { runCases } from '../../src/core/experiments/cases/runCases.ts';
import type { ReferenceCase, ReferenceCaseFile } from '../../src/core/experiments/cases/caseFile.ts';
import more from '../references/abtest-cases-more.json' with { type: 'json' };
import reference from '../references/abtest-cases.json' with { type: 'json' };

const one = (given: Partial<ReferenceCase>) =>
  runCases({ cases: [{ id: 'X', method: '', inputs: {}, expected: {}, ...given }] })[0]!;

describe('reference cases', () => {
  for (const result of runCases(reference as unknown as ReferenceCaseFile)) {
    it(`${result.id}: ${result.method}`, () => expect(result).toMatchObject({ status: 'pass' }));
  }

  it('also meet the exact values stated beside rounded ones, to 1e-8', () => {
    for (const result of runCases(reference as unknown as ReferenceCaseFile)) {
      expect(result.exactDeviation ?? 0, result.id).toBeLessThan(1e-8);
    }
  });

  for (const result of runCases(more as unknown as ReferenceCaseFile)) {
    it(`${result.id}: ${result.method}`, () => expect(result).toMatchObject({ status: 'pass' }));
  }
});

describe('runCases', () => {
  it('fails a case whose value is off by more than its tolerance, and says by how much', () => {
    const result = one({
      method: 'Pooled two-proportion z test',
      inputs: { successes: [5, 12], n: [83, 99] },
      expected: { z: -1.4 },
      tolerance: { type: 'abs', value: 0.001 },
    });
    expect(result.status).toBe('fail');
    expect(result.deviation).toBeCloseTo(0.00783, 5);
  });

  it('reports what it cannot compute as unsupported', () => {
    expect(one({ method: 'Tarot reading', inputs: { cards: 'three' }, expected: { p: 1 } }).status).toBe(
      'unsupported',
    );
    const partly = one({ method: 'Wilson interval', inputs: { successes: 1, n: 2 }, expected: { moon: 1 } });
    expect(partly).toMatchObject({ status: 'unsupported', missing: ['moon'] });
  });

  it('reads the same arms from any of the shapes cases use', () => {
    const expected = { z: -1.4078304151258787, p: 0.15918129181156992 };
    const method = 'two-sample test of proportions, pooled';
    const shapes = [
      { successes: [5, 12], n: [83, 99] },
      { clicks: [5, 12], impressions: [83, 99] },
      { a: [5, 83], b: [12, 99] },
      { a: { successes: 5, n: 83 }, b: { successes: 12, n: 99 } },
      { clicks_a: 5, n_a: 83, clicks_b: 12, n_b: 99 },
      { x1: 5, n1: 83, x2: 12, n2: 99 },
    ];
    for (const inputs of shapes)
      expect(one({ method, inputs, expected }).status, JSON.stringify(inputs)).toBe('pass');
  });

  it('lets "Same" inherit level and power, but not the data, of the case before', () => {
    const base = { id: 'A', method: 'Total sample, two means', expected: { n_total: 39903.9876582974 } };
    const [, same] = runCases({
      cases: [
        { ...base, inputs: { variance: 100, mde: 0.3, alpha: 0.05, power: 0.85 } },
        { id: 'B', method: 'Same, two-sided', inputs: { variance: 400, mde: 0.6 }, expected: base.expected },
      ],
    });
    expect(same?.status).toBe('pass');
  });

  it('gives one-sided results where they are asked for', () => {
    const inputs = { control: [50, 1000], treatment: [70, 1000], alternative: 'greater' };
    const result = one({
      method: 'two-proportion z test',
      inputs,
      expected: { p: 0.0293 },
      tolerance: { type: 'abs', value: 0.001 },
    });
    expect(result.status).toBe('pass');
    expect(
      one({
        method: 'two-proportion z test',
        inputs: { ...inputs, alternative: 'less' },
        expected: { p: 0.9707 },
        tolerance: { type: 'abs', value: 0.001 },
      }).status,
    ).toBe('pass');
  });
});
