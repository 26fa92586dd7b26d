import { bulkStream, fillNormals } from '../../math/fill.ts';
import { streamKey } from '../../math/keyed.ts';

export interface WinnerDesign {
  readonly fractions: readonly number[];
  readonly bounds: readonly number[];
  /** Expected z at full information of the better creative against one other, at the smallest share. */
  readonly drift: number;
  readonly shares: readonly number[];
  readonly seed: number;
}

const TESTS = 4000;

/**
 * P(the better creative is declared the winner) when it has to beat every other: simulated on daily normal sums, since the
 * comparisons share the leader. The better one is the creative with the smallest share. Standard error at most .008.
 */
export function winnerPower(design: WinnerDesign): number {
  const { fractions, bounds, drift, shares, seed } = design;
  const stream = bulkStream(streamKey(seed, 'test/plan/power'));
  const arms = shares.length;
  const normals = new Float64Array(arms * fractions.length);
  // A creative's mean over n_i observations of variance 1; the smallest pair's drift fixes the size of the lift.
  const lift = drift * Math.sqrt(1 / shares[0] + 1 / shares[1]);
  let won = 0;
  for (let test = 0; test < TESTS; test++) {
    fillNormals(stream, normals, normals.length);
    if (declaresFirst(normals, fractions, bounds, shares, lift)) won++;
  }
  return won / TESTS;
}

function declaresFirst(
  normals: Float64Array,
  fractions: readonly number[],
  bounds: readonly number[],
  shares: readonly number[],
  lift: number,
): boolean {
  const arms = shares.length;
  const sums = new Float64Array(arms);
  let time = 0;
  for (let d = 0; d < fractions.length; d++) {
    const t = fractions[d];
    for (let i = 0; i < arms; i++) {
      sums[i] +=
        Math.sqrt((t - time) * shares[i]) * normals[d * arms + i] +
        (i === 0 ? lift * (t - time) * shares[i] : 0);
    }
    time = t;
    let leader = 0;
    for (let i = 1; i < arms; i++) if (sums[i] / shares[i] > sums[leader] / shares[leader]) leader = i;
    let least = Infinity;
    for (let j = 0; j < arms; j++) {
      if (j === leader) continue;
      const gap = sums[leader] / shares[leader] - sums[j] / shares[j];
      least = Math.min(least, gap / Math.sqrt((1 / shares[leader] + 1 / shares[j]) * t));
    }
    if (least >= bounds[d]) return leader === 0;
  }
  return false;
}
