import { effectOf, type Difference } from '../../fixed/effect.ts';
import { log } from '../../../math/elementary.ts';
import { normalQuantile } from '../../../math/normalQuantile.ts';
import { confidenceSequence, oneSidedConfidenceSequence } from '../../sequential/asymptoticSequence.ts';
import { mixtureSprt, statsigSequence, tightestMixingVariance } from '../../sequential/mixtureSprt.ts';
import { logRateContrast } from '../../sequential/multinomialEvidence.ts';
import type { CaseMethod, CaseRequest } from '../caseFile.ts';
import { alphaOf, alternativeOf, armsOf, differenceOf, numberAt, numberInText, sidesOf } from '../read.ts';

const DEFAULT_PLANNED = 5000;

function plannedOf(request: CaseRequest): number {
  return (
    numberAt(request.inputs, 'n_star', 'n_tune', 'planned', 'sequential_tuning', 'tuning') ??
    numberInText(request.method, /n\*/) ??
    numberInText(request.method, /n_?tune/) ??
    DEFAULT_PLANNED
  );
}

function sequenceOf(request: CaseRequest, difference: Difference) {
  const [control, treatment] = armsOf(request.inputs).map((arm) => arm.moments);
  const { estimate, standardError } = effectOf(control, treatment, difference);
  const input = {
    estimate,
    standardError,
    observations: control.n + treatment.n,
    alpha: alphaOf(request),
    planned: plannedOf(request),
  };
  const both = confidenceSequence(input);
  const { lower, upper } = oneSidedConfidenceSequence(input);
  const alternative = alternativeOf(request);
  const oneSided = alternative === 'less' ? [-Infinity, upper] : [lower, Infinity];
  return {
    estimate,
    se: standardError,
    ci: sidesOf(request) === 1 ? oneSided : both.interval,
    p: both.p,
    multiplier: both.multiplier,
    half_width: both.multiplier * standardError,
    lower: sidesOf(request) === 1 ? lower : both.interval[0],
    upper: sidesOf(request) === 1 ? upper : both.interval[1],
  };
}

const hasPair = (request: CaseRequest) => armsOf(request.inputs).length === 2;

export const sequenceMethods: readonly CaseMethod[] = [
  {
    name: 'mixture SPRT',
    takes: (request) =>
      /msprt|mixture.?s?prt|sequential probability ratio/.test(request.method) && hasPair(request),
    compute(request) {
      const [a, b] = armsOf(request.inputs).map((arm) => arm.moments);
      const { estimate, standardError } = effectOf(a, b, 'absolute');
      const variance = standardError ** 2;
      const alpha = alphaOf(request);
      const tau = numberAt(request.inputs, 'tau');
      const mixing =
        numberAt(request.inputs, 'tau2', 'tau_squared', 'mixing_variance') ??
        (tau === undefined ? tightestMixingVariance(variance, alpha) : tau * tau);
      const test = mixtureSprt(
        estimate,
        variance,
        mixing,
        alpha,
        numberAt(request.inputs, 'theta0', 'null') ?? 0,
      );
      return {
        log_lambda: test.logLambda,
        ln_lambda: test.logLambda,
        p: test.p,
        ci: test.interval,
        estimate,
        reject: test.logLambda >= log(1 / alpha),
      };
    },
  },
  {
    name: 'Statsig sequential interval',
    takes: (request) => /statsig/.test(request.method) && hasPair(request),
    compute(request) {
      const [a, b] = armsOf(request.inputs).map((arm) => arm.moments);
      const { estimate, standardError } = effectOf(a, b, differenceOf(request));
      const alpha = alphaOf(request);
      const z = -normalQuantile(alpha / 2);
      const mixing =
        numberAt(request.inputs, 'tau2', 'tau') ?? (z * z * (a.variance + b.variance)) / (a.n + b.n);
      const { multiplier, interval, p } = statsigSequence(estimate, standardError ** 2, mixing, alpha, z);
      return { multiplier, z_star: multiplier, ci: interval, p, estimate, se: standardError, tau: mixing };
    },
  },
  {
    name: 'asymptotic confidence sequence as Eppo writes it (relative lift)',
    takes: (request) => /eppo/.test(request.method) && hasPair(request),
    compute: (request) => sequenceOf(request, /absolute/.test(request.method) ? 'absolute' : 'relative'),
  },
  {
    name: 'asymptotic confidence sequence',
    takes: (request) =>
      /confidence sequence|asymptotic|asympcs|anytime|always.?valid|sequential (one|two)-sided|sequential t/.test(
        request.method,
      ) && hasPair(request),
    compute: (request) => sequenceOf(request, differenceOf(request)),
  },
  {
    name: 'log rate contrast by multinomial evidence',
    takes: ({ method, inputs }) => /contrast/.test(method) && numberAt(inputs, 'other_clicks') !== undefined,
    compute(request) {
      const at = (name: string) => numberAt(request.inputs, name) ?? NaN;
      return {
        ci: logRateContrast(at('clicks'), at('other_clicks'), at('share'), at('k'), alphaOf(request)),
      };
    },
  },
];
