import {
  agrestiCoullInterval,
  clopperPearsonInterval,
  jeffreysInterval,
  waldInterval,
  wilsonInterval,
} from '../../fixed/binomialIntervals.ts';
import {
  agrestiCaffoDifference,
  inverseSinhRatio,
  katzRatio,
  newcombeDifference,
  oddsRatioInterval,
  proportionZTest,
  rate,
  waldDifference,
} from '../../fixed/proportionPair.ts';
import { scoreDifference, scoreRatio } from '../../fixed/scoreIntervals.ts';
import type { Interval } from '../../interval.ts';
import type { CaseMethod, CaseRequest } from '../caseFile.ts';
import { alphaOf, countsOf, numberAt } from '../read.ts';

const single = ({ inputs }: CaseRequest) => {
  const successes = numberAt(inputs, 'successes', 'clicks', 'x', 'count');
  const n = numberAt(inputs, 'n', 'trials', 'impressions', 'nobs');
  return successes === undefined || n === undefined ? undefined : { successes, n };
};

const SINGLE_NAMES =
  /wilson|agresti.?coull|clopper|pearson interval|jeffreys|exact interval|wald interval|binomial interval/;

/** The interval whose name stands in the text, as `ci`; several named or none: the first of the list. */
function namedCi(
  text: string,
  intervals: Readonly<Record<string, Interval>>,
  order: readonly [RegExp, string][],
) {
  const found = order.find(([pattern]) => pattern.test(text));
  return found === undefined
    ? {}
    : { ci: intervals[found[1]], lower: intervals[found[1]][0], upper: intervals[found[1]][1] };
}

export const intervalMethods: readonly CaseMethod[] = [
  {
    name: 'interval of one proportion',
    takes: (request) =>
      single(request) !== undefined &&
      (SINGLE_NAMES.test(request.method) || /interval|\bci\b/.test(request.method)),
    compute(request) {
      const { successes, n } = single(request) ?? { successes: NaN, n: NaN };
      const alpha = alphaOf(request);
      const intervals = {
        wilson: wilsonInterval(successes, n, alpha),
        agresti_coull: agrestiCoullInterval(successes, n, alpha),
        exact: clopperPearsonInterval(successes, n, alpha),
        jeffreys: jeffreysInterval(successes, n, alpha),
        wald: waldInterval(successes, n, alpha),
      };
      const ci = namedCi(request.method, intervals, [
        [/wilson|score/, 'wilson'],
        [/agresti/, 'agresti_coull'],
        [/clopper|exact/, 'exact'],
        [/jeffreys/, 'jeffreys'],
        [/wald|normal|asymptotic/, 'wald'],
      ]);
      return { ...intervals, normal: intervals.wald, asymptotic: intervals.wald, ...ci };
    },
  },
  {
    name: 'interval of a ratio of proportions',
    takes: ({ method, inputs }) =>
      /katz|ratio|relative risk|odds/.test(method) &&
      /\bci\b|interval|katz|log/.test(method) &&
      !/test/.test(method.replace(/tests?\//g, '')) &&
      countsOf(inputs).length === 2,
    compute(request) {
      const [first, second] = countsOf(request.inputs);
      const alpha = alphaOf(request);
      const intervals = {
        katz: katzRatio(first, second, alpha),
        adjusted_log: katzRatio(first, second, alpha, 0.5),
        score: scoreRatio(first, second, alpha),
        koopman: scoreRatio(first, second, alpha),
        odds_ratio: oddsRatioInterval(first, second, alpha),
        odds_ratio_adjusted: oddsRatioInterval(first, second, alpha, 0.5),
      };
      const odds = /odds/.test(request.method);
      const ci = namedCi(request.method, intervals, [
        [/odds.*(adjusted|gart)|gart/, 'odds_ratio_adjusted'],
        [/odds/, 'odds_ratio'],
        [/score|koopman/, 'score'],
        [/adjusted/, 'adjusted_log'],
        [/katz|log/, 'katz'],
      ]);
      return {
        ...intervals,
        inverse_sinh: inverseSinhRatio(first, second, alpha),
        log: intervals.katz,
        log_adjusted: intervals.adjusted_log,
        logit: intervals.odds_ratio,
        logit_adjusted: intervals.odds_ratio_adjusted,
        ratio: rate(first) / rate(second),
        estimate: odds ? undefined : rate(first) / rate(second),
        ...ci,
      };
    },
  },
  {
    name: 'interval of a difference of proportions',
    takes: ({ method, inputs }) =>
      /wald|agresti|newcombe|miettinen|score|difference ci|ci for difference/.test(method) &&
      !/chi|fisher|z test|t-test|welch/.test(method) &&
      countsOf(inputs).length === 2,
    compute(request) {
      const [one, two] = countsOf(request.inputs);
      // Stated a - b; with a control and a treatment, treatment - control.
      const [first, second] = 'control' in request.inputs ? [two, one] : [one, two];
      const alpha = alphaOf(request);
      const intervals = {
        wald: waldDifference(first, second, alpha),
        agresti_caffo: agrestiCaffoDifference(first, second, alpha),
        newcombe: newcombeDifference(first, second, alpha),
        score: scoreDifference(first, second, alpha),
        mee: scoreDifference(first, second, alpha, false),
      };
      const ci = namedCi(request.method, intervals, [
        [/agresti/, 'agresti_caffo'],
        [/newcombe/, 'newcombe'],
        [/\bmee\b/, 'mee'],
        [/score|miettinen/, 'score'],
        [/wald/, 'wald'],
      ]);
      const difference = rate(first) - rate(second);
      return {
        ...intervals,
        miettinen_nurminen: intervals.score,
        mn: intervals.score,
        newcomb: intervals.newcombe,
        diff: difference,
        p: proportionZTest(first, second, 'unpooled').p,
        ...ci,
      };
    },
  },
];
