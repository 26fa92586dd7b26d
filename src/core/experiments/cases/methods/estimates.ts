import { cupedMoments, cupedTheta, prePost, type PrePost } from '../../fixed/cuped.ts';
import { momentsOfRatio } from '../../fixed/moments.ts';
import { topTwoWeights, withFloor } from '../../bayes/topTwo.ts';
import { normalBest } from '../../bayes/normalBest.ts';
import { fitPoissonStrata } from '../../elements/poissonStrata.ts';
import { exp } from '../../../math/elementary.ts';
import { creativeSpread, shrinkRates, TYPICAL_CV } from '../../shrinkage/empiricalBayes.ts';
import type { CaseMethod, CaseRequest } from '../caseFile.ts';
import { alphaOf, countsOf, numberAt, numberInText, numbersAt, tableAt } from '../read.ts';

type Inputs = Readonly<Record<string, unknown>>;

/** Arms with pre- and post-period values: one list each (both arms alike), or an object an arm. */
function prePostArms(inputs: Inputs): PrePost[] {
  const pre = numbersAt(inputs, 'pre', 'x', 'covariate');
  const post = numbersAt(inputs, 'post', 'y', 'outcome');
  if (pre !== undefined && post !== undefined) return [prePost(pre, post), prePost(pre, post)];
  const suffixed = ['_a', '_b', '_control', '_treatment'].flatMap((suffix) => {
    const [before, after] = [numbersAt(inputs, `pre${suffix}`), numbersAt(inputs, `post${suffix}`)];
    return before === undefined || after === undefined ? [] : [prePost(before, after)];
  });
  if (suffixed.length > 0) return suffixed;
  return ['control', 'treatment', 'a', 'b'].flatMap((name) => {
    const arm = inputs[name];
    if (typeof arm !== 'object' || arm === null || Array.isArray(arm)) return [];
    const [before, after] = [numbersAt(arm as Inputs, 'pre', 'x'), numbersAt(arm as Inputs, 'post', 'y')];
    return before === undefined || after === undefined ? [] : [prePost(before, after)];
  });
}

const weightsOf = ({ inputs }: CaseRequest) => numbersAt(inputs, 'example_w', 'w', 'weights');

export const estimateMethods: readonly CaseMethod[] = [
  {
    name: 'CUPED',
    takes: ({ method, inputs }) =>
      /cuped|theta|regression.?adjust/.test(method) && prePostArms(inputs).length > 0,
    compute({ inputs }) {
      const arms = prePostArms(inputs);
      const theta = cupedTheta(arms);
      const size = arms.reduce((sum, arm) => sum + arm.n, 0);
      const grand = arms.reduce((sum, arm) => sum + arm.pre.mean * arm.n, 0) / size;
      const adjusted = arms.map((arm) => cupedMoments(arm, theta, grand));
      return {
        theta,
        adjusted_means: adjusted.map((arm) => arm.mean),
        adjusted_variances: adjusted.map((arm) => arm.variance),
        estimate: adjusted.length > 1 ? adjusted[1].mean - adjusted[0].mean : 0,
      };
    },
  },
  {
    name: 'ratio of means by the delta method',
    takes: ({ method, inputs }) =>
      /ratio/.test(method) && numberAt(inputs, 'covariance', 'cov') !== undefined,
    compute({ inputs }) {
      const at = (...names: string[]) => numberAt(inputs, ...names) ?? NaN;
      const n = at('n');
      const ratio = momentsOfRatio(
        {
          n,
          mean: at('mean_numerator', 'mean_m', 'mean_y'),
          variance: at('var_numerator', 'var_m', 'var_y'),
        },
        {
          n,
          mean: at('mean_denominator', 'mean_d', 'mean_x'),
          variance: at('var_denominator', 'var_d', 'var_x'),
        },
        at('covariance', 'cov'),
      );
      return {
        estimate: ratio.mean,
        ratio: ratio.mean,
        variance: ratio.variance,
        se: Math.sqrt(ratio.variance / n),
      };
    },
  },
  {
    name: 'additive floor on weights',
    takes: (request) => /floor/.test(request.method) && weightsOf(request) !== undefined,
    compute(request) {
      const floor =
        numberAt(request.inputs, 'floor', 'f', 'min_weight') ?? numberInText(request.method, /floor/) ?? 0;
      const p = withFloor(weightsOf(request) ?? [], floor);
      return { p, weights: p, sum: p.reduce((total, value) => total + value, 0) };
    },
  },
  {
    name: 'P(best) of normals and top-two Thompson weights',
    takes: ({ inputs }) =>
      numbersAt(inputs, 'means') !== undefined && numbersAt(inputs, 'sds', 'variances') !== undefined,
    compute(request) {
      const means = numbersAt(request.inputs, 'means') ?? [];
      const sds =
        numbersAt(request.inputs, 'sds') ?? (numbersAt(request.inputs, 'variances') ?? []).map(Math.sqrt);
      const inverse = request.inputs['inverse'] === true || /smaller is better|inverse/.test(request.method);
      const odds = normalBest(inverse ? means.map((mean) => -mean) : means, sds);
      const beta = numberAt(request.inputs, 'beta') ?? numberInText(request.method, /beta/) ?? 0.5;
      const weights = topTwoWeights(odds.probabilityBest, beta);
      const floor = numberAt(request.inputs, 'floor');
      return {
        p_best: odds.probabilityBest,
        expected_loss: odds.expectedLoss,
        ttts_weights: weights,
        weights: floor === undefined ? weights : withFloor(weights, floor),
      };
    },
  },
  {
    name: 'top-two Thompson weights from P(best)',
    takes: ({ method, inputs }) =>
      /top.?two|ttts/.test(method) && numbersAt(inputs, 'p_best', 'p') !== undefined,
    compute({ method, inputs }) {
      const beta = numberAt(inputs, 'beta') ?? numberInText(method, /beta/) ?? 0.5;
      const weights = topTwoWeights(numbersAt(inputs, 'p_best', 'p') ?? [], beta);
      return { ttts_weights: weights, weights };
    },
  },
  {
    name: 'empirical-Bayes shrinkage',
    takes: ({ method, inputs }) => /shrink|empirical.?bayes/.test(method) && countsOf(inputs).length > 1,
    compute(request) {
      const arms = countsOf(request.inputs);
      const priorCv = numberAt(request.inputs, 'cv_prior', 'prior_cv', 'cv') ?? TYPICAL_CV;
      const spread = creativeSpread(arms, priorCv);
      const fixed = numberAt(request.inputs, 'cv2', 'cv_squared');
      const used = fixed === undefined ? spread : { ...spread, cvSquared: fixed };
      const shrunk = shrinkRates(arms, used, alphaOf(request));
      return {
        pooled: spread.pooled,
        pbar: spread.pooled,
        cv2: used.cvSquared,
        cv_squared: used.cvSquared,
        cv2_raw: spread.cvSquaredRaw,
        shrunk: shrunk.map((arm) => arm.rate),
        rates: shrunk.map((arm) => arm.rate),
        ci: shrunk.map((arm) => arm.interval),
      };
    },
  },
  {
    name: 'element effects by fixed-effect Poisson',
    takes: ({ method, inputs }) =>
      /element|poisson|multinomial logit/.test(method) && Array.isArray(inputs['strata']),
    compute({ inputs }) {
      const strata = (inputs['strata'] as readonly Inputs[]).map((stratum, i) => {
        const codes = tableAt(stratum, 'x', 'codes') ?? [];
        const clicks = numbersAt(stratum, 'clicks') ?? [];
        const exposure = numbersAt(stratum, 'n', 'impressions', 'exposure') ?? [];
        return {
          cluster: String(stratum['cluster'] ?? i),
          arms: clicks.map((count, k) => ({ clicks: count, exposure: exposure[k], codes: codes[k] })),
        };
      });
      const fit = fitPoissonStrata(strata, strata[0].arms[0].codes.length);
      return {
        coefficients: fit?.coefficients,
        beta: fit?.coefficients,
        rate_ratios: fit?.coefficients.map(exp),
        se: fit?.standardErrors,
        robust_se: fit?.standardErrors,
      };
    },
  },
];
