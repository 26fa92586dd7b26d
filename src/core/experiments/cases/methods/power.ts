import { bayesLiftPower, smallestLiftBayes } from '../../planning/bayesPower.ts';
import { liftPower, smallestLift, type LiftDesign, type LiftMetric } from '../../planning/liftPower.ts';
import {
  cohensH,
  effectSizePower,
  meanPower,
  meanTotalSampleSize,
  proportionPower,
  proportionSampleSize,
  smallestDifference,
} from '../../planning/power.ts';
import type { Alternative } from '../../interval.ts';
import type { CaseMethod, CaseRequest } from '../caseFile.ts';
import { alphaOf, alternativeOf, numberAt, numberInText, numbersAt, sidesOf } from '../read.ts';

const at = ({ inputs }: CaseRequest, ...names: string[]) => numberAt(inputs, ...names);
const liftOf = (request: CaseRequest) =>
  at(request, 'relative_lift', 'lift', 'effect_size', 'relative_effect');
const rateOf = (request: CaseRequest) =>
  at(request, 'ctr', 'conversion_rate', 'rate', 'base_rate', 'baseline', 'p', 'p1', 'baseline_rate');
const powerOf = (request: CaseRequest) =>
  at(request, 'power', 'target_power') ??
  numberInText(request.method, /power/) ??
  percentPower(request.method) ??
  0.8;

function percentPower(text: string): number | undefined {
  const found = /(\d+)\s*% power/.exec(text);
  return found === null ? undefined : Number(found[1]) / 100;
}

/** The metric of a lift design: a rate, or a mean with its variance. */
function metricOf(request: CaseRequest): LiftMetric | undefined {
  const mean = at(request, 'mean');
  const sd = at(request, 'sd', 'stddev', 'standard_deviation', 'std');
  const variance = at(request, 'variance', 'var') ?? (sd === undefined ? undefined : sd * sd);
  if (mean !== undefined && variance !== undefined) return { mean, variance };
  const rate = rateOf(request);
  return rate === undefined ? undefined : { mean: rate, variance: rate * (1 - rate) };
}

function designsOf(request: CaseRequest): LiftDesign[] | undefined {
  const arms =
    at(request, 'arms', 'n_variations', 'variations', 'k') ?? numberInText(request.method, /(?:)/) ?? 2;
  const total = at(request, 'total_n', 'n_total', 'total', 'users');
  const perArm = at(request, 'n_per_arm', 'n_per_variation', 'per_arm');
  const weekly = at(request, 'users_per_week', 'per_week', 'impressions_per_week');
  const planned =
    at(request, 'n_star', 'planned', 'tuning', 'sequential_tuning') ?? numberInText(request.method, /n\*/);
  const rest = {
    alpha: alphaOf(request),
    sides: sidesOf(request),
    ...(planned === undefined ? {} : { planned }),
  };
  if (weekly !== undefined) {
    const asked = Object.values(request.expected).find(Array.isArray);
    const weeks = at(request, 'weeks', 'n_weeks') ?? asked?.length ?? lastWeek(request.method) ?? 9;
    return Array.from({ length: weeks }, (_, i) => ({ perArm: (weekly * (i + 1)) / arms, ...rest }));
  }
  const size = perArm ?? (total === undefined ? undefined : total / arms);
  return size === undefined ? undefined : [{ perArm: size, ...rest }];
}

function lastWeek(text: string): number | undefined {
  const found = /weeks? 1\s*(?:\.\.|-|to)\s*(\d+)/.exec(text);
  return found === null ? undefined : Number(found[1]);
}

const wants = (request: CaseRequest, pattern: RegExp) => request.wanted.some((name) => pattern.test(name));
const askedAsList = (request: CaseRequest) => Object.values(request.expected).some(Array.isArray);

/** A prior on the relative lift, for Bayesian power. */
function priorOf(request: CaseRequest) {
  const mean = at(request, 'prior_mean', 'prior_lift_mean');
  const sd = at(request, 'prior_sd', 'prior_stddev', 'prior_lift_sd');
  const variance = at(request, 'prior_variance') ?? (sd === undefined ? undefined : sd * sd);
  const proper = request.inputs['proper'] !== false && variance !== undefined;
  return { mean: mean ?? 0, variance: variance ?? 1, proper };
}

export const powerMethods: readonly CaseMethod[] = [
  {
    name: 'power and smallest lift of a lift test',
    takes: (request) =>
      wants(request, /^(power|mde|smallest|effect|lift)/) &&
      metricOf(request) !== undefined &&
      designsOf(request) !== undefined &&
      (liftOf(request) !== undefined || wants(request, /mde|smallest|effect|lift/)),
    compute(request) {
      const metric = metricOf(request) as LiftMetric;
      const designs = designsOf(request) as LiftDesign[];
      const lift = liftOf(request);
      const bayes = /bayes/.test(request.method);
      const prior = priorOf(request);
      const power = designs.map((design) =>
        lift === undefined
          ? NaN
          : bayes
            ? bayesLiftPower(metric, lift, design, prior)
            : liftPower(metric, lift, design),
      );
      const target = powerOf(request);
      const mde = designs.map((design) =>
        bayes ? smallestLiftBayes(metric, target, design, prior) : smallestLift(metric, target, design),
      );
      const shaped = (values: number[]) => (askedAsList(request) ? values : values[0]);
      return { power: shaped(power), mde: shaped(mde), smallest_lift: shaped(mde), effect_size: shaped(mde) };
    },
  },
  {
    name: "power for Cohen's h",
    takes: (request) => /effect size h|cohen|\bh\b/.test(request.method) && wants(request, /power/),
    compute(request) {
      const alpha = alphaOf(request);
      const rows = request.inputs['cases'];
      if (Array.isArray(rows)) {
        const power = rows.map((row: readonly unknown[]) => {
          const sizes = row.filter((item): item is number => typeof item === 'number');
          const named = row.find((item): item is string => typeof item === 'string') ?? 'two-sided';
          const alternative: Alternative = /two/.test(named)
            ? 'two-sided'
            : /less|smaller/.test(named)
              ? 'less'
              : 'greater';
          return effectSizePower(sizes[0], sizes[1], sizes[2] ?? sizes[1], alpha, alternative);
        });
        return { power };
      }
      const [p1, p2] = [at(request, 'p1') ?? NaN, at(request, 'p2') ?? NaN];
      const h = at(request, 'h', 'effect_size') ?? cohensH(p1, p2);
      const n1 = at(request, 'n1', 'n', 'n_per_arm', 'nobs1') ?? NaN;
      const n2 = at(request, 'n2') ?? n1 * (at(request, 'ratio') ?? 1);
      return { power: effectSizePower(h, n1, n2, alpha, alternativeOf(request)), h };
    },
  },
  {
    name: 'power of two means or proportions by difference',
    takes: (request) => wants(request, /power/) && at(request, 'mde') !== undefined,
    compute(request) {
      const baseline = rateOf(request);
      const variance =
        at(request, 'variance', 'var') ?? (baseline === undefined ? NaN : baseline * (1 - baseline));
      const n1 = at(request, 'n1', 'n_control', 'n', 'n_per_arm') ?? NaN;
      const n2 = at(request, 'n2', 'n_treatment') ?? n1 * (at(request, 'ratio') ?? 1);
      const effect = at(request, 'mde') ?? NaN;
      const alternative = alternativeOf(request);
      return { power: meanPower(effect, [variance, variance], [n1, n2], alphaOf(request), alternative) };
    },
  },
  {
    name: 'power of two proportions',
    takes: (request) =>
      wants(request, /power/) &&
      (at(request, 'p2') !== undefined || (rateOf(request) !== undefined && liftOf(request) !== undefined)),
    compute(request) {
      const diff = at(request, 'diff', 'difference');
      const base = at(request, 'p2', 'ctr', 'baseline', 'base_rate') ?? NaN;
      const lift = liftOf(request);
      const p1 = at(request, 'p1') ?? (diff === undefined ? base * (1 + (lift ?? NaN)) : base + diff);
      const n1 = at(request, 'n', 'n1', 'nobs1', 'n_per_arm') ?? NaN;
      const n2 = at(request, 'n2') ?? n1 * (at(request, 'ratio') ?? 1);
      return { power: proportionPower(p1, base, n1, n2, alphaOf(request), alternativeOf(request)) };
    },
  },
  {
    name: 'smallest difference of means',
    takes: (request) =>
      wants(request, /^(mde|powered|smallest)/) &&
      at(request, 'n1', 'n_control', 'n') !== undefined &&
      (at(request, 'variance', 'var') ?? rateOf(request)) !== undefined,
    compute(request) {
      const rate = rateOf(request) ?? NaN;
      const variance = at(request, 'variance', 'var') ?? rate * (1 - rate);
      const n1 = at(request, 'n1', 'n_control', 'n') ?? NaN;
      const n2 = at(request, 'n2', 'n_treatment') ?? n1 * (at(request, 'ratio') ?? 1);
      const mde = smallestDifference(variance, [n1, n2], {
        alpha: alphaOf(request),
        power: powerOf(request),
        sides: sidesOf(request),
      });
      return { mde, powered_effect: mde, smallest_difference: mde };
    },
  },
  {
    name: 'total sample of a difference of means',
    takes: (request) =>
      wants(request, /^n|sample|total/) &&
      at(request, 'mde', 'effect', 'diff') !== undefined &&
      at(request, 'p2') === undefined,
    compute(request) {
      const rate = rateOf(request);
      const variance = at(request, 'variance', 'var') ?? (rate === undefined ? NaN : rate * (1 - rate));
      const effect = at(request, 'mde', 'effect', 'diff') ?? NaN;
      const ratio = at(request, 'ratio') ?? 1;
      const totals = settingsOf(request).map(({ alpha, power }) =>
        meanTotalSampleSize(variance, effect, { alpha, power, ratio, sides: sidesOf(request) }),
      );
      const shaped = askedAsList(request) ? totals : totals[0];
      const perArm = askedAsList(request) ? totals.map((n) => n / (1 + ratio)) : totals[0] / (1 + ratio);
      return { n_total: shaped, total: shaped, sample_size: shaped, n: shaped, n_per_arm: perArm };
    },
  },
  {
    name: 'sample size of two proportions',
    takes: (request) =>
      wants(request, /^n|sample|impressions/) &&
      (rateOf(request) ?? at(request, 'p2')) !== undefined &&
      (liftOf(request) ?? at(request, 'p2')) !== undefined,
    compute(request) {
      const p1 = rateOf(request) ?? (at(request, 'p2') ?? NaN) + (at(request, 'diff', 'difference') ?? NaN);
      const p2 = at(request, 'p2') ?? p1 * (1 + (liftOf(request) ?? NaN));
      const ratio = at(request, 'ratio') ?? 1;
      const n = proportionSampleSize(p1, p2, {
        alpha: alphaOf(request),
        power: powerOf(request),
        ratio,
        sides: sidesOf(request),
      });
      return { n_per_arm: n, n, n1: n, n2: n * ratio, impressions_per_arm: n, n_total: n * (1 + ratio) };
    },
  },
];

/** One or several (alpha, power) settings: from the inputs, or from words such as "alpha .14; and alpha .14 power .67". */
function settingsOf(request: CaseRequest): { alpha: number; power: number }[] {
  const alphas = numbersAt(request.inputs, 'alpha', 'alphas');
  const powers = numbersAt(request.inputs, 'power', 'powers');
  const count = Math.max(alphas?.length ?? 1, powers?.length ?? 1);
  const wanted = Object.values(request.expected).find(Array.isArray)?.length ?? 1;
  if (count === 1 && wanted > 1) {
    // The words of the case itself come first; an inherited "Same" text follows them.
    const own = request.method.split(';').slice(0, wanted);
    const usual = at(request, 'power') ?? 0.85;
    return own.map((part) => ({
      alpha: numberInText(part, /alpha/) ?? alphaOf(request),
      power: numberInText(part, /power/) ?? usual,
    }));
  }
  return Array.from({ length: count }, (_, i) => ({
    alpha: alphas?.[i] ?? alphaOf(request),
    power: powers?.[i] ?? powerOf(request),
  }));
}
