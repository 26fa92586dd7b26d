import { errorSpendingBoundaries } from '../../sequential/groupSequential.ts';
import { alphaSpent, informationFractions, type Spending } from '../../sequential/spending.ts';
import type { CaseMethod, CaseRequest } from '../caseFile.ts';
import { alphaOf, numberAt, numberInText, numbersAt, sidesOf } from '../read.ts';

function spendingOf({ method, inputs }: CaseRequest): Spending {
  const text = `${method} ${String(inputs['spending'] ?? inputs['family'] ?? '')}`.toLowerCase();
  if (/o.?brien|\bobf\b|fleming/.test(text)) return { family: 'obrien-fleming' };
  if (/pocock/.test(text)) return { family: 'pocock' };
  if (/hwang|shih|decani|\bhsd\b/.test(text)) {
    return {
      family: 'hwang-shih-decani',
      gamma: numberAt(inputs, 'gamma') ?? numberInText(text, /gamma/) ?? -4,
    };
  }
  const exponent = /t\s*\^\s*(\d*\.?\d+)/.exec(text);
  const rho = numberAt(inputs, 'rho', 'power_rho') ?? numberInText(text, /rho/);
  return { family: 'power', rho: rho ?? (exponent === null ? 2 : Number(exponent[1])) };
}

/** Information fractions: given, or from sizes and the plan (an overrun plan is rescaled). */
function fractionsOf({ inputs }: CaseRequest): number[] | undefined {
  const given = numbersAt(inputs, 't', 'information', 'information_fractions', 'fractions');
  if (given !== undefined) return given;
  const sizes = numbersAt(inputs, 'n', 'sizes', 'samples');
  if (sizes !== undefined) {
    return informationFractions(sizes, numberAt(inputs, 'planned', 'n_planned', 'final_n', 'horizon') ?? 0);
  }
  const looks = numberAt(inputs, 'looks', 'k', 'days');
  return looks === undefined ? undefined : Array.from({ length: looks }, (_, i) => (i + 1) / looks);
}

export const spendingMethods: readonly CaseMethod[] = [
  {
    name: 'error spending function and exact group-sequential boundaries',
    takes: (request) =>
      /spend|group.?sequential|o.?brien|pocock|hwang/.test(request.method) &&
      fractionsOf(request) !== undefined,
    compute(request) {
      const alpha = alphaOf(request);
      // ExpAn-style one-number spending is stated two-sided; one-sided only when it is said.
      const sides = sidesOf(request);
      const spending = spendingOf(request);
      const t = fractionsOf(request) ?? [];
      const spent = t.map((fraction) => alphaSpent(spending, alpha, fraction, sides));
      const ascending = t.every((fraction, i) => i === 0 || fraction > t[i - 1]);
      if (!ascending) return { alpha_spent: spent, spent };
      const { z, nominalAlpha } = errorSpendingBoundaries(t, alpha, spending, sides);
      const days = numbersAt(request.inputs, 'at', 'days_shown', 'report_days', 'look_index');
      const shown = (values: readonly number[]) =>
        days === undefined ? values : days.map((day) => values[day - 1]);
      return {
        alpha_spent: spent,
        spent,
        bounds_z: shown(z),
        z_bounds: shown(z),
        bounds: shown(z),
        z: shown(z),
        adjusted_alpha: shown(nominalAlpha),
        nominal_alpha: shown(nominalAlpha),
        t,
      };
    },
  },
];
