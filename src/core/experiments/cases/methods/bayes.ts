import { betaBest } from '../../bayes/betaBest.ts';
import { effectPosterior, normalRisk, priorOnScale, type EffectPrior } from '../../bayes/gaussianEffect.ts';
import { topTwoWeights } from '../../bayes/topTwo.ts';
import { effectOf } from '../../fixed/effect.ts';
import type { CaseMethod, CaseRequest } from '../caseFile.ts';
import { alphaOf, armsOf, betaPriorOf, countsOf, differenceOf, numberAt } from '../read.ts';

type Inputs = Readonly<Record<string, unknown>>;

function effectPriorOf(request: CaseRequest): EffectPrior | undefined {
  const given = request.inputs['prior'];
  const inputs = (
    typeof given === 'object' && given !== null && !Array.isArray(given) ? given : request.inputs
  ) as Inputs;
  const mean = numberAt(inputs, 'prior_mean', 'mean', 'mu');
  const sd = numberAt(inputs, 'prior_sd', 'prior_stddev', 'sd', 'stddev');
  const list = Array.isArray(given) && given.length === 2 ? (given as [number, number]) : undefined;
  const variance =
    numberAt(inputs, 'prior_variance', 'prior_var', 'variance', 'var') ??
    (sd === undefined ? list?.[1] : sd * sd);
  if (variance === undefined) return undefined;
  const type = String(
    inputs['prior_type'] ?? inputs['scale'] ?? inputs['type'] ?? request.inputs['prior_type'] ?? '',
  );
  const scale = type === '' ? differenceOf(request) : type.startsWith('abs') ? 'absolute' : 'relative';
  return { mean: mean ?? list?.[0] ?? 0, variance, proper: inputs['proper'] !== false, scale };
}

/** Beta priors, one an arm; uniform unless given. */
function priorsOf(inputs: Inputs, count: number): { a: number; b: number }[] {
  const many = inputs['priors'];
  const shared = betaPriorOf(inputs['prior']) ?? { a: 1, b: 1 };
  return Array.from(
    { length: count },
    (_, i) => (Array.isArray(many) ? betaPriorOf(many[i]) : undefined) ?? shared,
  );
}

export const bayesMethods: readonly CaseMethod[] = [
  {
    name: 'expected loss of a normal effect',
    takes: ({ method, inputs }) =>
      /loss|risk/.test(method) &&
      numberAt(inputs, 'mu', 'mean') !== undefined &&
      numberAt(inputs, 'sd', 'sigma', 'stddev') !== undefined &&
      armsOf(inputs).length !== 2,
    compute({ inputs }) {
      const risk = normalRisk(
        numberAt(inputs, 'mu', 'mean') ?? NaN,
        numberAt(inputs, 'sd', 'sigma', 'stddev') ?? NaN,
      );
      return {
        risk,
        loss: risk,
        expected_loss: risk,
        loss_if_keep_control: risk[0],
        loss_if_ship_treatment: risk[1],
      };
    },
  },
  {
    name: 'Bayesian test of a normal effect',
    takes: ({ method, inputs }) =>
      /bayes/.test(method) && /gaussian|normal|effect/.test(method) && armsOf(inputs).length === 2,
    compute(request) {
      const [control, treatment] = armsOf(request.inputs).map((arm) => arm.moments);
      const named = differenceOf(request);
      const difference =
        named === 'absolute' &&
        !/absolute|difference/.test(`${request.method} ${String(request.inputs['difference'] ?? '')}`)
          ? 'relative'
          : named;
      const flat = /flat|improper|uninformative/.test(request.method);
      const prior = flat ? undefined : effectPriorOf(request);
      const effect = effectOf(control, treatment, difference);
      const posterior = effectPosterior(
        effect,
        alphaOf(request),
        prior && priorOnScale(prior, difference, control.mean),
      );
      const inverse = request.inputs['inverse'] === true || /inverse|smaller is better/.test(request.method);
      return {
        estimate: posterior.mean,
        sd: posterior.standardDeviation,
        ci: posterior.interval,
        chance_to_win: inverse ? 1 - posterior.chanceToWin : posterior.chanceToWin,
        risk: inverse ? [posterior.risk[1], posterior.risk[0]] : posterior.risk,
      };
    },
  },
  {
    name: 'beta-binomial P(best) and expected loss',
    takes: ({ method, inputs }) =>
      countsOf(inputs).length > 1 &&
      (/p\(|best|loss|beats|better/.test(method) || (/beta/.test(method) && !/factor/.test(method))),
    compute({ inputs }) {
      const arms = countsOf(inputs);
      const priors = priorsOf(inputs, arms.length);
      const shapes = arms.map(({ successes, n }, i) => ({
        a: priors[i].a + successes,
        b: priors[i].b + n - successes,
      }));
      const { probabilityBest, expectedLoss } = betaBest(shapes);
      const means = shapes.map(({ a, b }) => a / (a + b));
      return {
        p_best: probabilityBest,
        prob_being_best: probabilityBest,
        expected_loss: expectedLoss,
        posterior_means: means,
        positive_rate: arms.map(({ successes, n }) => successes / n),
        ttts_weights: topTwoWeights(probabilityBest),
        ...(arms.length === 2
          ? {
              p_treatment_better: probabilityBest[1],
              p_b_better: probabilityBest[1],
              p_b_gt_a: probabilityBest[1],
              probability: probabilityBest[1],
              chance_to_win: probabilityBest[1],
              loss_if_keep_control: expectedLoss[0],
              loss_if_ship_treatment: expectedLoss[1],
              loss_a: expectedLoss[0],
              loss_b: expectedLoss[1],
            }
          : {}),
      };
    },
  },
];
