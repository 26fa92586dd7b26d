import { chiSquareAgainst, chiSquareRates, DIVERGENCES } from '../../fixed/chiSquareTest.ts';
import { binomialTest } from '../../fixed/binomialTest.ts';
import { fisherExact } from '../../fixed/fisher.ts';
import {
  agrestiCaffoDifference,
  proportionZTest,
  rate,
  waldDifference,
  type Proportion,
  type ZTest,
} from '../../fixed/proportionPair.ts';
import { logBayesFactor } from '../../sequential/bayesFactor.ts';
import { exp } from '../../../math/elementary.ts';
import type { Alternative } from '../../interval.ts';
import type { CaseMethod, CaseRequest } from '../caseFile.ts';
import { alphaOf, alternativeOf, betaPriorOf, countsOf, numberAt } from '../read.ts';

/** The p-value of the alternative that is asked for. */
function pOf(test: { p: number; pGreater: number; pLess: number }, alternative: Alternative): number {
  return alternative === 'two-sided' ? test.p : alternative === 'greater' ? test.pGreater : test.pLess;
}

function pair(request: CaseRequest) {
  const [one, two] = countsOf(request.inputs);
  const named = 'control' in request.inputs;
  return { control: one, treatment: two, named };
}

const lambdaIn = (text: string) =>
  /log.?likelihood|g.?test|likelihood.?ratio/.test(text) && !/mod/.test(text)
    ? DIVERGENCES['log-likelihood']
    : (Object.entries(DIVERGENCES).find(([name]) => text.includes(name))?.[1] ?? 1);

export const proportionMethods: readonly CaseMethod[] = [
  {
    name: "Fisher's exact test",
    takes: ({ method, inputs }) => /fisher/.test(method) && countsOf(inputs).length === 2,
    compute(request) {
      const { control, treatment } = pair(request);
      const test = fisherExact(control, treatment);
      return {
        two_sided: test.p,
        p: pOf(test, alternativeOf(request)),
        less: test.pLess,
        greater: test.pGreater,
      };
    },
  },
  {
    name: 'Bayes factor of two rates',
    takes: ({ method, inputs }) => /bayes factor|\bbf\b/.test(method) && countsOf(inputs).length === 2,
    compute({ inputs }) {
      const [first, second] = countsOf(inputs);
      const counts = ({ successes, n }: Proportion) => ({ successes, failures: n - successes });
      const prior = betaPriorOf(inputs['prior']) ?? { a: 1, b: 1 };
      const value = logBayesFactor(counts(first), counts(second), prior);
      return { bf: exp(value), log_bf: value, ln_bf: value };
    },
  },
  {
    name: 'rates against a given one',
    takes: ({ inputs }) => countsOf(inputs).length > 1 && typeof inputs['null'] === 'number',
    compute({ inputs }) {
      const test = chiSquareAgainst(countsOf(inputs), numberAt(inputs, 'null') ?? NaN);
      return { chi2: test.statistic, p: test.p, df: test.degreesOfFreedom };
    },
  },
  {
    name: 'exact binomial test',
    takes: ({ method, inputs }) =>
      /binomial test|exact binomial/.test(method) &&
      numberAt(inputs, 'successes', 'x', 'count') !== undefined,
    compute(request) {
      const at = (...names: string[]) => numberAt(request.inputs, ...names);
      const test = binomialTest(
        at('successes', 'x', 'count') ?? NaN,
        at('n', 'trials') ?? NaN,
        at('p', 'prop', 'null') ?? 0.5,
      );
      return {
        p: pOf(test, alternativeOf(request)),
        two_sided: test.p,
        less: test.pLess,
        greater: test.pGreater,
      };
    },
  },
  {
    name: 'chi-square and other divergence tests of equal rates',
    takes: ({ method, inputs }) =>
      /chi.?square|pearson|yates|g.?test|divergence|likelihood|freeman|neyman|cressie|k-sample|homogene/.test(
        method,
      ) && countsOf(inputs).length > 1,
    compute(request) {
      const arms = countsOf(request.inputs);
      const lambda = lambdaIn(request.method);
      const correction = request.inputs['correction'];
      const yates =
        typeof correction === 'boolean'
          ? correction
          : /yates|with (continuity )?correction|corrected/.test(request.method) &&
            !/without|uncorrected|no correction/.test(request.method);
      const test = chiSquareRates(arms, { yates, lambda });
      if (arms.length !== 2) return { chi2: test.statistic, p: test.p, df: test.degreesOfFreedom };
      const { control, treatment, named } = pair(request);
      const [first, second] = named ? [treatment, control] : [control, treatment];
      return {
        chi2: test.statistic,
        p: test.p,
        df: test.degreesOfFreedom,
        diff: rate(first) - rate(second),
        ci: waldDifference(first, second, alphaOf(request)),
      };
    },
  },
  {
    name: 'z test of two proportions',
    takes: ({ inputs }) => countsOf(inputs).length === 2,
    compute(request) {
      const { control, treatment, named } = pair(request);
      const [first, second] = named ? [treatment, control] : [control, treatment];
      const unpooled = /unpooled|wald/.test(request.method);
      const test: ZTest = proportionZTest(
        first,
        second,
        unpooled ? 'unpooled' : 'pooled',
        numberAt(request.inputs, 'null', 'value', 'null_difference') ?? 0,
      );
      const alpha = alphaOf(request);
      return {
        z: test.z,
        p: pOf(test, alternativeOf(request)),
        p_greater: test.pGreater,
        p_less: test.pLess,
        diff: rate(first) - rate(second),
        ci: /agresti/.test(request.method)
          ? agrestiCaffoDifference(first, second, alpha)
          : waldDifference(first, second, alpha),
        relative: rate(first) / rate(second) - 1,
      };
    },
  },
];
