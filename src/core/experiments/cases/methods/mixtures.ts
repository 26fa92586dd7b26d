import { exactRhoSquared, tunedRhoSquared } from '../../sequential/asymptoticSequence.ts';
import { bernoulliSequence } from '../../sequential/bernoulliSequence.ts';
import { bettingSequence } from '../../sequential/bettingSequence.ts';
import { empiricalProcessBound, polynomialStitching } from '../../sequential/stitching.ts';
import {
  bestRho,
  bestRhoOneSided,
  betaBinomialMixture,
  gammaExponentialMixture,
  gammaPoissonMixture,
  mixtureBound,
  oneSidedNormalMixture,
  twoSidedNormalMixture,
  type MixtureFamily,
} from '../../sequential/uniformBoundary.ts';
import type { CaseMethod, CaseRequest } from '../caseFile.ts';
import { alphaOf, numberAt, numberInText, numbersAt, sidesOf } from '../read.ts';

/** The mixture a text names, tuned as the inputs say. */
function mixtureOf(request: CaseRequest): MixtureFamily | undefined {
  const { method, inputs } = request;
  const vOpt = numberAt(inputs, 'v_opt', 'vopt', 'v');
  if (vOpt === undefined) return undefined;
  const alphaOpt = numberAt(inputs, 'alpha_opt') ?? alphaOf(request);
  const c = numberAt(inputs, 'c') ?? 1;
  if (/gamma.{0,3}exponential/.test(method)) return gammaExponentialMixture(vOpt, alphaOpt, c);
  if (/gamma.{0,3}poisson/.test(method)) return gammaPoissonMixture(vOpt, alphaOpt, c);
  if (/beta.{0,3}binomial/.test(method)) {
    const g = numberAt(inputs, 'g') ?? numberInText(method, /\bg/) ?? 0.5;
    const h = numberAt(inputs, 'h') ?? numberInText(method, /\bh/) ?? 0.5;
    return betaBinomialMixture(vOpt, alphaOpt, g, h, oneSided(request));
  }
  if (!/normal/.test(method)) return undefined;
  return (oneSided(request) ? oneSidedNormalMixture : twoSidedNormalMixture)(vOpt, alphaOpt);
}

function oneSided(request: CaseRequest): boolean {
  const named = request.inputs['is_one_sided'] ?? request.inputs['one_sided'];
  return typeof named === 'boolean' ? named : sidesOf(request) === 1;
}

const trialsOf = (request: CaseRequest) =>
  numberAt(request.inputs, 'trials', 'n', 'impressions', 'num_trials');

export const mixtureMethods: readonly CaseMethod[] = [
  {
    name: 'Bernoulli confidence sequence (beta-binomial mixture)',
    takes: (request) =>
      /bernoulli/.test(request.method) &&
      !/msprt/.test(request.method) &&
      trialsOf(request) !== undefined &&
      !Array.isArray(request.inputs['n']),
    compute(request) {
      const successes = numberAt(request.inputs, 'successes', 'clicks', 'num_successes', 'x') ?? NaN;
      const alpha = alphaOf(request);
      const trials = trialsOf(request) ?? NaN;
      const ci = bernoulliSequence(successes, trials, {
        alpha,
        tunedFor: numberAt(request.inputs, 't_opt', 'tuned_for', 'n_star') ?? trials,
        alphaTuned: numberAt(request.inputs, 'alpha_opt') ?? alpha,
      });
      return { ci, lower: ci[0], upper: ci[1] };
    },
  },
  {
    name: 'betting confidence sequence',
    takes: ({ method, inputs }) =>
      /betting/.test(method) && numbersAt(inputs, 'x', 'data', 'outcomes') !== undefined,
    compute(request) {
      const outcomes = numbersAt(request.inputs, 'x', 'data', 'outcomes') ?? [];
      const cells = numberAt(request.inputs, 'breaks', 'grid', 'cells') ?? 1000;
      return { ci: bettingSequence(outcomes, alphaOf(request), cells) };
    },
  },
  {
    name: 'stitched boundary',
    takes: ({ method, inputs }) => /stitch/.test(method) && numberAt(inputs, 'v_min') !== undefined,
    compute(request) {
      const at = (name: string) => numberAt(request.inputs, name);
      const [c, s, eta] = [at('c'), at('s'), at('eta')];
      const bound = polynomialStitching(at('v') ?? NaN, alphaOf(request), {
        vMin: at('v_min') ?? NaN,
        ...(c === undefined ? {} : { c }),
        ...(s === undefined ? {} : { s }),
        ...(eta === undefined ? {} : { eta }),
      });
      return { bound };
    },
  },
  {
    name: 'empirical-process iterated-logarithm bound',
    takes: ({ method, inputs }) =>
      /empirical.?process|iterated|\blil\b/.test(method) && numberAt(inputs, 't_min') !== undefined,
    compute(request) {
      const at = (...names: string[]) => numberAt(request.inputs, ...names);
      return {
        bound: empiricalProcessBound(
          at('t') ?? NaN,
          alphaOf(request),
          at('t_min') ?? NaN,
          at('a', 'A') ?? 0.85,
        ),
      };
    },
  },
  {
    name: 'mixture supermartingale and its boundary',
    takes: (request) => /mixture/.test(request.method) && mixtureOf(request) !== undefined,
    compute(request) {
      const family = mixtureOf(request) as MixtureFamily;
      const [s, v] = [numberAt(request.inputs, 's') ?? NaN, numberAt(request.inputs, 'v') ?? NaN];
      const alphaOpt = numberAt(request.inputs, 'alpha_opt') ?? alphaOf(request);
      const vOpt = numberAt(request.inputs, 'v_opt', 'v') ?? NaN;
      return {
        log_mixture: family.logMixture(s, v),
        log_supermg: family.logMixture(s, v),
        bound: mixtureBound(family, v, alphaOf(request)),
        best_rho: oneSided(request) ? bestRhoOneSided(vOpt, alphaOpt) : bestRho(vOpt, alphaOpt),
        rho: oneSided(request) ? bestRhoOneSided(vOpt, alphaOpt) : bestRho(vOpt, alphaOpt),
      };
    },
  },
  {
    name: 'rho^2 of the asymptotic confidence sequence',
    takes: ({ method, inputs }) =>
      /rho/.test(method) && (inputs['t_opt'] !== undefined || inputs['n_star'] !== undefined),
    compute(request) {
      const alpha = alphaOf(request);
      const many = numbersAt(request.inputs, 't_opt', 'n_star');
      const each = (rule: (t: number, a: number) => number) =>
        many === undefined
          ? rule(numberAt(request.inputs, 't_opt', 'n_star') ?? NaN, alpha)
          : many.map((t) => rule(t, alpha));
      return {
        exact: each(exactRhoSquared),
        approx: each(tunedRhoSquared),
        approximate: each(tunedRhoSquared),
        rho2: each(exactRhoSquared),
      };
    },
  },
];
