import { streamKey, uniform, type StreamKey } from '../../math/keyed.ts';
import { studentUpper } from '../special/studentT.ts';
import { stratify, type ElementArm } from './elementArms.ts';
import { fitPoissonStrata } from './poissonStrata.ts';

/**
 * Share of meaningless labels that the element analysis calls significant at .05.
 *
 * Every shuffle gives each creative of each test a coin-toss label and runs the same regression with that one label: there
 * is nothing to find, so about 5 % should come out. Much more means the errors are too small for these data.
 */
export function randomLabelRate(arms: readonly ElementArm[], shuffles: number, seed: number): number {
  const key = streamKey(seed, 'elements/random-labels');
  let tried = 0;
  let significant = 0;
  for (let shuffle = 0; shuffle < shuffles; shuffle++) {
    const p = randomLabelP(arms, key, shuffle);
    if (p === undefined) continue;
    tried++;
    if (p < 0.05) significant++;
  }
  return tried === 0 ? NaN : significant / tried;
}

/** p-value of one random label; undefined when the label did not vary within any test. */
export function randomLabelP(
  arms: readonly ElementArm[],
  key: StreamKey,
  shuffle: number,
): number | undefined {
  const label = new Map(arms.map((arm, i) => [arm, uniform(key, shuffle, 0, i) < 0.5 ? 1 : 0]));
  const fit = fitPoissonStrata(
    stratify(arms, (arm) => [label.get(arm) ?? 0]),
    1,
  );
  if (fit === undefined) return undefined;
  const t = Math.abs(fit.coefficients[0]) / fit.standardErrors[0];
  return 2 * studentUpper(t, Math.max(1, fit.clusters - 1));
}
