import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isMet, testClaim, verdictOf, type Measurement } from '../../src/core/research/claims/claim.ts';
import { claims } from '../../src/core/research/claims/claims.ts';
import { claimsFolder, loadClaimWorld } from '../../src/io/claimFiles.ts';
import { claimConditions, measurementWords } from '../../src/report/claims/claimWords.ts';
import { claimsText } from '../../src/report/claims/claimsText.ts';

/** What the claims must show, each. */
const expected = {
  T1: 'holds-only-if',
  T2: 'holds-only-if',
  T3: 'holds-only-if',
  T4: 'holds-only-if',
  T5: 'holds-only-if',
  T6: 'holds-only-if',
  T7: 'holds-only-if',
  T8: 'holds-only-if',
  T9: 'holds-only-if',
  T10: 'holds',
  T11: 'holds-only-if',
  T12: 'holds',
  T13: 'holds-only-if',
  T14: 'holds',
} as const;

describe('claims', () => {
  test.each(claims.map((claim) => [claim.id, claim] as const))('%s', async (id, claim) => {
    const world = await loadClaimWorld(join(claimsFolder(), claim.file));
    const result = testClaim(claim, world, 12);
    const unmet = result.measurements.filter((one) => one.role === 'claim' && !one.met);
    expect(unmet).toEqual([]);
    expect(result.verdict).toBe(expected[id as keyof typeof expected]);
    for (const { name } of result.measurements) expect(measurementWords[name], name).toBeDefined();
    if (result.verdict === 'holds-only-if') expect(claimConditions[id]).toBeDefined();
    expect(claimsText([result], { colour: false, width: 100 })).toContain(result.name);
  });

  test("the interval of a share is Wilson's: never 0 wide where nothing was seen", async () => {
    const world = await loadClaimWorld(join(claimsFolder(), 't14-top-rank.yaml'));
    const never = world.share('base', 10, () => false);
    expect([never.mean, never.low]).toEqual([0, 0]);
    // 10 of 10 failures: 3.84/(10 + 3.84), Wilson (1927).
    expect(never.high).toBeCloseTo(3.8414588 / 13.8414588, 6);
    const half = world.share(
      'base',
      10,
      (
        (seen) => () =>
          seen++ % 2 === 0
      )(0),
    );
    expect(half.high + half.low).toBeCloseTo(1, 12);
  });

  test('every file of the folder belongs to a claim', () => {
    expect(readdirSync(claimsFolder()).sort()).toEqual(claims.map(({ file }) => file).sort());
  });

  test('a claim whose interval leaves the wanted range fails, a limit that does gives a condition', () => {
    const one = (low: number, high: number, role: Measurement['role']): Measurement => ({
      name: 'x',
      unit: 'ratio',
      estimate: { mean: (low + high) / 2, low, high },
      wants: { min: 0 },
      role,
    });
    expect(isMet(one(-0.1, 2, 'claim'))).toBe(false);
    expect(verdictOf([one(0.1, 2, 'claim'), one(1, 2, 'limit')])).toBe('holds');
    expect(verdictOf([one(0.1, 2, 'claim'), one(-1, 2, 'limit')])).toBe('holds-only-if');
    expect(verdictOf([one(-0.1, 2, 'claim'), one(1, 2, 'limit')])).toBe('fails');
  });
});

describe('bidwright claims', () => {
  const bidwright = (...args: string[]) =>
    spawnSync(process.execPath, ['dist/cli.js', 'claims', ...args], { encoding: 'utf8' });

  test('prints each claim with its verdict, or the results as JSON', () => {
    const text = bidwright('t2', '--runs', '4');
    expect(text.status).toBe(0);
    expect(text.stdout).toMatch(/^T2 .*: holds only if one pays by impressions$/m);
    expect(text.stdout).toMatch(/0 hold, 1 hold only if, 0 fail \(4 paired runs, 95 % intervals\)/);
    const [result] = JSON.parse(bidwright('T2', '--runs', '4', '--json').stdout) as {
      id: string;
      verdict: string;
    }[];
    expect(result).toMatchObject({ id: 'T2', verdict: 'holds-only-if' });
  });

  test('a claim that fails ends with exit code 1', () => {
    // Two runs prove nothing: Student's interval is then so wide that it leaves the wanted range.
    const { status, stdout } = bidwright('T8', '--runs', '2');
    expect(stdout).toMatch(/^T8 .*: fails/m);
    expect(status).toBe(1);
  });

  test('an unknown claim is bad input; the guide can be printed', () => {
    const { status, stderr } = bidwright('T99');
    expect(status).toBe(2);
    expect(stderr).toContain('cannot test the claim T99: it is not known, must be one of T1,T2');
    expect(bidwright('--guide').stdout).toMatch(/^\| A19 \| .* \*\*refused\*\* /m);
  });
});
