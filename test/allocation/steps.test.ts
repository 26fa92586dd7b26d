import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../src/core/allocation/problem/allocate.ts';
import { explain } from '../../src/core/allocation/problem/explain.ts';
import { parseProblem } from '../../src/core/allocation/problem/parseProblem.ts';
import type { OptimalResult } from '../../src/core/allocation/problem/result.ts';
import { InputError } from '../../src/core/issues/issue.ts';
import { problemFromText } from '../../src/io/allocationProblem.ts';
import { limitWords } from '../../src/report/allocation/sentences.ts';
import { issueText } from '../../src/report/messages/index.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

function solved(problem: object): OptimalResult {
  const result = allocate(parseProblem(problem));
  if (result.status !== 'optimal') throw new Error(JSON.stringify(result));
  return result;
}

/** Points whose bids rise with their spend; the slope of value may rise or fall. */
const landscape = fc
  .array(fc.record({ spend: between(5, 60), gain: between(0.2, 8), bid: between(0.1, 1) }), {
    minLength: 2,
    maxLength: 6,
  })
  .map((steps) => {
    let [spend, value, bid] = [0, 0, 0];
    return steps.map((step) => ({
      spend: (spend += step.spend),
      value: (value += step.gain * step.spend),
      bid: (bid += step.bid),
    }));
  });
const plans = fc.array(fc.record({ points: landscape, place: between(0.1, 1) }), {
  minLength: 2,
  maxLength: 4,
});
type Plans = typeof plans extends fc.Arbitrary<infer T> ? T : never;

/** Plans with today's bid between the first and the last of their points. */
const planList = (list: Plans) =>
  list.map(({ points, place }, i) => ({
    id: `p${i}`,
    curve: { type: 'points', points },
    todayBid: points[0]!.bid + place * (points.at(-1)!.bid - points[0]!.bid),
  }));

describe('steps from today', () => {
  it('bids of the answer lie within their step of today, at the same bids in busy periods', () => {
    fc.assert(
      fc.property(plans, between(0, 0.6), between(0.5, 2), (list, bidStep, traffic) => {
        const inputs = planList(list);
        const { allocation } = solved({
          bidStep,
          plans: inputs,
          periods: [{ id: 'usual' }, { id: 'busy', traffic }],
        });
        allocation.forEach(({ bid, position }, k) => {
          const { todayBid } = inputs[k % inputs.length]!;
          expect(bid).toBeGreaterThanOrEqual(todayBid * (1 - bidStep) * (1 - 1e-9));
          expect(bid).toBeLessThanOrEqual(todayBid * (1 + bidStep) * (1 + 1e-9));
          // Nothing else holds plans back here.
          expect(['max', 'min']).toContain(position);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('a wider step never lowers the value, and a wide one holds nothing back', () => {
    fc.assert(
      fc.property(plans, between(0.05, 0.5), between(1, 3), between(60, 300), (list, step, wider, budget) => {
        const problem = { budget, plans: planList(list).map((plan) => ({ ...plan, canPause: true })) };
        const [tight, loose] = [step, step * wider].map((bidStep) => solved({ ...problem, bidStep }));
        expect(loose!.value).toBeGreaterThanOrEqual(tight!.value * (1 - 1e-9));
        const free = solved(problem);
        expect(free.value).toBeGreaterThanOrEqual(loose!.value * (1 - 1e-9));
        expect(Math.abs(solved({ ...problem, bidStep: 1e6 }).value / free.value - 1)).toBeLessThanOrEqual(
          1e-9,
        );
      }),
      { numRuns: 40 },
    );
  });

  it('budgetStep is the step of every plan without one of its own, fixed plans aside', () => {
    const curve = { type: 'hill', scale: 900, exponent: 1, halfSaturation: 50 };
    const { allocation } = solved({
      budget: 1000,
      budgetStep: 0.2,
      plans: [
        { id: 'a', curve, today: 100 },
        { id: 'b', curve, today: 100, stepLimit: 0.5 },
        { id: 'c', curve, today: 100, fixed: true },
      ],
    });
    expect(allocation.map(({ spend }) => spend)).toEqual([120, 150, 100]);
  });

  it('what a step costs is named, priced and explained', () => {
    const points = [
      { spend: 100, value: 500, bid: 1 },
      { spend: 300, value: 1100, bid: 2 },
    ];
    const problem = parseProblem({
      budget: 250,
      bidStep: 0.5,
      plans: [
        { id: 'a', curve: { type: 'points', points }, today: 100 },
        { id: 'b', curve: { type: 'hill', scale: 200, exponent: 1, halfSaturation: 100 } },
      ],
    });
    const result = solved(problem);
    // Half a unit above today's bid of 1 is half-way to the second point.
    expect(result.allocation[0]).toMatchObject({ spend: 200, bid: 1.5, position: 'max' });
    const explained = explain(problem, result).shadowPrices.find(({ node }) => node === 'a')!;
    expect(explained).toMatchObject({ limit: 'bidStep', at: 200 });
    expect(limitWords(explained)).toBe('the largest step of the bid from today of a (200)');
    // Without the step all 250 go to a, which earns 500 + 150 * 3; with it 200 and 50 earn 800 + 66.67.
    expect(explained.cost).toBeCloseTo(950 - 800 - (200 * 50) / 150, 9);
  });
});

describe('steps that cannot be used', () => {
  const problem = (plan: string, top = '') => `budget: 100\n${top}plans:\n  - id: a\n${plan}`;
  const point = (spend: number, bid: string) => `        - { spend: ${spend}, value: ${9 * spend}${bid} }\n`;
  const points = (first: string, second: string) =>
    `    curve:\n      type: points\n      points:\n${point(10, first)}${point(20, second)}`;
  const hill = '    curve: { type: hill, scale: 5, exponent: 1, halfSaturation: 9 }\n';

  it.each([
    ['a bid step on a formula', problem(`${hill}    bidStep: 0.2\n`), 'yaml:5:', 'points that carry bids'],
    [
      'a point without a bid',
      problem(`${points(', bid: 1', '')}    todayBid: 1\n    bidStep: 0.2\n`),
      'yaml:8:',
      'plans[0].curve.points[1].bid: it is missing',
    ],
    [
      'bids that fall',
      problem(`${points(', bid: 2', ', bid: 1')}    todayBid: 1\n    bidStep: 0.2\n`),
      'yaml:8:',
      'it is 1, must be above 2, the bid of less spend',
    ],
    [
      'no bid of today',
      problem(`${points(', bid: 1', ', bid: 2')}    bidStep: 0.2\n`),
      'yaml:3:',
      'plans[0].todayBid: it is missing',
    ],
    [
      'a bid of today beyond the points',
      problem(`${points(', bid: 1', ', bid: 2')}    todayBid: 4\n    bidStep: 0.2\n`),
      'yaml:10:',
      'the lowest bid is 3.2, must be at most 2 (the last point)',
    ],
    ['a negative step', problem(hill, 'bidStep: -1\n'), 'yaml:2:', 'at least 0'],
    [
      'a budget step without today',
      problem(hill, 'budgetStep: 0.3\n'),
      'yaml:4:',
      'since budgetStep refers to it',
    ],
  ])('%s is told with its place', (_, yaml, start, part) => {
    let issues: string[] = [];
    try {
      problemFromText(yaml, 'problem.yaml');
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      issues = error.issues.map(issueText);
    }
    expect(issues[0]).toContain(`problem.${start}`);
    expect(issues[0]).toContain(part);
  });
});
