import { exp, log } from '../../../math/elementary.ts';
import { binomialTest } from '../../fixed/binomialTest.ts';
import { MISMATCH_LEVEL, sampleRatio, splitNormalP } from '../../health/sampleRatio.ts';
import {
  logMultinomialEvidence,
  logMultinomialMarginal,
  nullConcentration,
  runningP,
} from '../../sequential/multinomialEvidence.ts';
import type { CaseMethod, CaseRequest, Computed } from '../caseFile.ts';
import { alphaOf, isNumbers, numberAt, numberInText, numbersAt, tableAt } from '../read.ts';

const sharesOf = ({ inputs }: CaseRequest) =>
  normalised(
    numbersAt(
      inputs,
      'weights',
      'shares',
      'planned',
      'null',
      'rho',
      'ratio',
      'expected_shares',
      'probabilities',
    ),
  );

function normalised(values: number[] | undefined): number[] | undefined {
  const total = values?.reduce((sum, value) => sum + value, 0) ?? NaN;
  return values?.map((value) => value / total);
}

/** Dirichlet parameters: a list, "10000 * null", a concentration, or 1 each. */
function concentrationOf(request: CaseRequest, shares: readonly number[]): number[] {
  const given = request.inputs['dirichlet'] ?? request.inputs['alpha0'] ?? request.inputs['prior'];
  if (isNumbers(given)) return given;
  const scale =
    numberAt(request.inputs, 'concentration', 'k', 'dirichlet_concentration', 'dirichlet') ??
    (typeof given === 'string' ? numberInText(given, /(?:)/) : undefined) ??
    numberInText(request.method, /concentration|\bk/);
  return scale === undefined ? shares.map(() => 1) : nullConcentration(shares, scale);
}

const countsOver = ({ inputs }: CaseRequest) =>
  tableAt(inputs, 'data', 'looks', 'counts', 'clicks', 'impressions');

/** Cumulative counts after each look, from counts per look. */
function cumulate(rows: readonly (readonly number[])[]): number[][] {
  const sums = rows[0].map(() => 0);
  return rows.map((row) => row.map((value, i) => (sums[i] += value)));
}

function evidence(request: CaseRequest, looks: readonly (readonly number[])[]): Computed {
  const shares =
    sharesOf(request) ??
    normalised(numbersAt(request.inputs, 'impressions', 'n')) ??
    looks[0].map(() => 1 / looks[0].length);
  const concentration = concentrationOf(request, shares);
  const logE = looks.map((counts) => logMultinomialEvidence(counts, shares, concentration));
  const last = logE[logE.length - 1];
  const p = runningP(logE);
  return {
    logM1: looks.map((counts) => logMultinomialMarginal(counts, concentration)),
    logM0: looks.map(
      (counts) =>
        logMultinomialMarginal(counts, concentration) - logMultinomialEvidence(counts, shares, concentration),
    ),
    log_e: looks.length === 1 || !Array.isArray(request.expected['log_e']) ? last : logE,
    log_bf: last,
    log_evidence: last,
    ln_e: last,
    e_value: exp(last),
    e: exp(last),
    bayes_factor: Array.isArray(request.expected['bayes_factor']) ? logE.map(exp) : exp(last),
    posterior_odds: Array.isArray(request.expected['posterior_odds']) ? logE.map(exp) : exp(last),
    posterior: concentration.map((shape, i) => shape + looks[looks.length - 1][i]),
    p: Array.isArray(request.expected['p']) ? p : p[p.length - 1],
    reject: last >= log(1 / alphaOf(request)),
  };
}

export const healthMethods: readonly CaseMethod[] = [
  {
    name: 'multinomial-Dirichlet evidence over looks',
    takes: (request) =>
      /sequential|multinomial|dirichlet|e-?value/.test(request.method) && countsOver(request) !== undefined,
    compute: (request) => evidence(request, cumulate(countsOver(request) ?? [])),
  },
  {
    name: 'multinomial-Dirichlet evidence at one look',
    takes: (request) =>
      /multinomial|dirichlet|e-?value|sequential srm/.test(request.method) &&
      numbersAt(request.inputs, 'counts', 'clicks', 'data') !== undefined,
    compute: (request) => evidence(request, [numbersAt(request.inputs, 'counts', 'clicks', 'data') ?? []]),
  },
  {
    name: 'sample-ratio mismatch',
    takes: (request) =>
      /srm|sample.?ratio|mismatch|traffic split/.test(request.method) &&
      numbersAt(request.inputs, 'counts', 'users', 'impressions', 'observed', 'n') !== undefined,
    compute(request) {
      const counts = numbersAt(request.inputs, 'counts', 'users', 'impressions', 'observed', 'n') ?? [];
      const shares = sharesOf(request) ?? counts.map(() => 1 / counts.length);
      const result = sampleRatio(counts, shares);
      const two = counts.length === 2 ? ([counts[0], counts[1]] as const) : undefined;
      const exact = two && binomialTest(two[0], two[0] + two[1], shares[0]).p;
      return {
        chi2: result.statistic,
        df: result.degreesOfFreedom,
        dof: result.degreesOfFreedom,
        p: result.p,
        leaked: result.leaked,
        leak: result.leak,
        mismatch: result.p < (numberAt(request.inputs, 'threshold', 'alpha') ?? MISMATCH_LEVEL),
        srm: result.p < (numberAt(request.inputs, 'threshold', 'alpha') ?? MISMATCH_LEVEL),
        expected: result.expected,
        ...(two === undefined
          ? {}
          : {
              binomial: exact,
              exact,
              normal_corrected: splitNormalP(two, shares[0], true),
              normal: splitNormalP(two, shares[0], false),
            }),
      };
    },
  },
];
