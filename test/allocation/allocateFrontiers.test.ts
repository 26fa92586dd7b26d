import { describe, expect, it } from 'vitest';
import { allocateFrontiers } from '../../src/core/allocation/allocateFrontiers.ts';
import { frontierFromPoints } from '../../src/core/allocation/frontier.ts';
import { InputError } from '../../src/core/issues/issue.ts';

const steep = frontierFromPoints([10, 20], [50, 70]);
const flat = frontierFromPoints([30], [57]);

describe('allocateFrontiers', () => {
  const plans = [
    { id: 'flat', frontier: flat },
    { id: 'steep', frontier: steep },
  ];

  it('fills the steepest first and prices the budget at the next money', () => {
    const solution = allocateFrontiers({ plans, budget: 15 });
    if (solution.status !== 'optimal') throw new Error(solution.status);
    expect([...solution.spend]).toEqual([0, 15]);
    expect([...solution.value]).toEqual([0, 60]);
    expect(solution.binding).toEqual([{ node: 'account', limit: 'maxSpend', at: 15, multiplier: 2 }]);
    expect(solution.certificate).toMatchObject({ value: 60, dualBound: 60, gap: 0, proven: true });
  });

  it('holds group caps, plan bounds and both floors together', () => {
    const solution = allocateFrontiers({
      plans: [{ ...plans[0]!, min: 3 }, plans[1]!],
      groups: [{ id: 'both', plans: ['steep', 'flat'], budget: 22 }],
      minAverageRoas: 1,
      minMarginalRoas: 1.8,
    });
    if (solution.status !== 'optimal') throw new Error(solution.status);
    expect(solution.spend[0]! + solution.spend[1]!).toBe(22);
    expect(solution.binding.map(({ node, limit }) => [node, limit])).toEqual([
      ['both', 'maxSpend'],
      ['flat', 'minSpend'],
    ]);
  });

  it('spends a budget in full only when told to', () => {
    const falling = [{ id: 'a', frontier: frontierFromPoints([10, 20], [50, 40]) }];
    const spent = (spendAll: boolean) => {
      const solution = allocateFrontiers({ plans: falling, budget: 15, spendAll });
      return solution.status === 'optimal' ? solution.spend[0] : solution.status;
    };
    expect([spent(false), spent(true)]).toEqual([10, 15]);
  });

  it('says which limit cannot be met, and what can', () => {
    const solution = allocateFrontiers({ plans: [{ ...plans[0]!, min: 20 }], minAverageRoas: 2.5 });
    expect(solution).toEqual({
      status: 'infeasible',
      conflict: {
        node: 'account',
        limit: 'minAverageRoas',
        required: 2.5,
        attainable: 1.9,
        against: 'minimums',
      },
    });
  });

  const group = (id: string, ...members: string[]) => ({ id, plans: members });
  it.each([
    ['a negative budget', { plans, budget: -1 }],
    ['a budget that is no number', { plans, budget: NaN }],
    ['an id used twice', { plans: [...plans, ...plans] }],
    ['an unknown member', { plans, groups: [group('g', 'no-such')] }],
    ['a member twice', { plans, groups: [group('g', 'flat', 'flat')] }],
    ['a group inside itself', { plans, groups: [group('g', 'g')] }],
    ['groups inside each other', { plans, groups: [group('g', 'h', 'flat'), group('h', 'g')] }],
  ])('refuses %s', (_, request) => {
    expect(() => allocateFrontiers(request)).toThrow(InputError);
  });
});
