import { effectOf } from '../../fixed/effect.ts';
import { normalQuantile } from '../../../math/normalQuantile.ts';
import { normalUpper } from '../../special/normalUpper.ts';
import { welchTest } from '../../fixed/welch.ts';
import type { CaseMethod, CaseRequest } from '../caseFile.ts';
import { alphaOf, alternativeOf, armsOf, differenceOf } from '../read.ts';

const hasPair = (request: CaseRequest) => armsOf(request.inputs).length === 2;

const welchMethod: CaseMethod = {
  name: "Welch's t test",
  takes: (request) => /welch|\bt.?test|\bt on|student|\bt\b/.test(request.method) && hasPair(request),
  compute(request) {
    const [control, treatment] = armsOf(request.inputs).map((arm) => arm.moments);
    const test = welchTest(control, treatment, alphaOf(request), differenceOf(request));
    const alternative = alternativeOf(request);
    const oneSided = alternative === 'less' ? [-Infinity, test.upper] : [test.lower, Infinity];
    return {
      estimate: test.estimate,
      se: test.standardError,
      t: test.t,
      df: test.degreesOfFreedom,
      ci: alternative === 'two-sided' ? test.interval : oneSided,
      p: alternative === 'two-sided' ? test.p : alternative === 'less' ? test.pLess : test.pGreater,
      p_greater: test.pGreater,
      p_less: test.pLess,
      lower: test.lower,
      upper: test.upper,
    };
  },
};

const zMethod: CaseMethod = {
  name: 'z test of two means',
  takes: hasPair,
  compute(request) {
    const [control, treatment] = armsOf(request.inputs).map((arm) => arm.moments);
    const { estimate, standardError } = effectOf(control, treatment, differenceOf(request));
    const half = -normalQuantile(alphaOf(request) / 2) * standardError;
    return {
      estimate,
      se: standardError,
      variance: standardError ** 2,
      z: estimate / standardError,
      p: 2 * normalUpper(Math.abs(estimate / standardError)),
      ci: [estimate - half, estimate + half],
    };
  },
};

/** Welch before the tests of proportions: its name decides, whatever the data. */
export const welchMethods: readonly CaseMethod[] = [welchMethod];
export const meanMethods: readonly CaseMethod[] = [zMethod];
