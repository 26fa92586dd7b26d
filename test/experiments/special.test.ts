import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { betaQuantile } from '../../src/core/experiments/special/betaQuantile.ts';
import { betaLower, betaUpper } from '../../src/core/experiments/special/betaTail.ts';
import { cumulativeRule } from '../../src/core/experiments/special/cumulativeRule.ts';
import { chiSquareUpper, logBeta } from '../../src/core/experiments/special/gamma.ts';
import { lambertWMinus1 } from '../../src/core/experiments/special/lambertW.ts';
import { studentQuantile, studentUpper } from '../../src/core/experiments/special/studentT.ts';
import { riemannZeta } from '../../src/core/experiments/sequential/stitching.ts';
import reference from '../references/special-functions.json' with { type: 'json' };

const within = (computed: number, stated: string | number) => Math.abs(computed / Number(stated) - 1);

describe('special functions against 60-digit references, relative error', () => {
  it('beta tails to 1e-12 for shapes up to 1e9 and rates of 1e-6', () => {
    for (const [a, b, x, side, value] of reference.beta as [number, number, number, string, string][]) {
      const computed = side === 'upper' ? betaUpper(x, a, b) : betaLower(x, a, b);
      expect(within(computed, value), `${side} Beta(${a}, ${b}) at ${x}`).toBeLessThan(1e-12);
    }
  });

  it('chi-square and Student tails to 1e-12', () => {
    for (const [x, df, value] of reference.chiSquareUpper as [number, number, string][]) {
      if (Number(value) < 1e-300) continue;
      expect(within(chiSquareUpper(x, df), value), `chi2 ${x}, ${df}`).toBeLessThan(1e-12);
    }
    for (const [x, df, value] of reference.studentUpper as [number, number, string][]) {
      expect(within(studentUpper(x, df), value), `t ${x}, ${df}`).toBeLessThan(1e-12);
    }
  });

  it('ln B, Lambert W and zeta to 1e-13', () => {
    for (const [a, b, value] of reference.logBeta as [number, number, string][]) {
      expect(within(logBeta(a, b), value), `ln B(${a}, ${b})`).toBeLessThan(1e-13);
    }
    for (const [x, value] of reference.lambertWMinus1 as [number, string][]) {
      // Near the branch point the function itself amplifies the rounding of x.
      expect(within(lambertWMinus1(x), value), `W(${x})`).toBeLessThan(x < -0.36 ? 1e-11 : 1e-13);
    }
    for (const [s, value] of reference.zeta as [number, string][]) {
      expect(within(riemannZeta(s), value), `zeta(${s})`).toBeLessThan(1e-12);
    }
  });
});

describe('beta distribution', () => {
  property.prop([
    fc.double({ min: 0.3, max: 1e7, noNaN: true }),
    fc.double({ min: 0.3, max: 1e9, noNaN: true }),
    fc.double({ min: 1e-12, max: 1 - 1e-9, noNaN: true }),
  ])('the quantile is the inverse of the distribution function', (a, b, p) => {
    const x = betaQuantile(p, a, b);
    expect(x).toBeGreaterThan(0);
    const back = p < 0.5 ? betaLower(x, a, b) / p : betaUpper(x, a, b) / (1 - p);
    // x itself is rounded, which moves a tail next to 1 by b eps / (1 - x).
    expect(Math.abs(back - 1)).toBeLessThan(1e-9 + (4e-16 * b) / (1 - x));
  });

  property.prop([
    fc.double({ min: 0.5, max: 1e5, noNaN: true }),
    fc.double({ min: 0.5, max: 1e5, noNaN: true }),
    fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
  ])('both tails sum to 1 and mirror when the shapes swap', (a, b, x) => {
    expect(betaLower(x, a, b) + betaUpper(x, a, b)).toBeCloseTo(1, 13);
    expect(betaUpper(1 - x, b, a)).toBeCloseTo(betaLower(x, a, b), 9);
  });
});

describe('cumulativeRule', () => {
  it('integrates polynomials below its size exactly to every node', () => {
    const size = 9;
    const { nodes, weights, partial } = cumulativeRule(size);
    for (let power = 0; power < size; power++) {
      nodes.forEach((x, i) => {
        let sum = 0;
        nodes.forEach((y, j) => (sum += partial[i * size + j]! * y ** power));
        expect(sum).toBeCloseTo(x ** (power + 1) / (power + 1), 13);
      });
      const whole = weights.reduce((sum, weight, j) => sum + weight * nodes[j]! ** power, 0);
      expect(whole).toBeCloseTo(1 / (power + 1), 14);
    }
  });
});

describe('studentQuantile', () => {
  it('tends to the normal quantile for many degrees of freedom', () => {
    expect(studentQuantile(0.975, 1e13)).toBeCloseTo(1.959963984540054, 12);
  });
});
