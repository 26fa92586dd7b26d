import { adjustFamily, type Correction } from '../../fixed/families.ts';
import type { CaseMethod, CaseRequest } from '../caseFile.ts';
import { alphaOf, numbersAt } from '../read.ts';

/** The correction a text names. */
function correctionIn(text: string): Correction | undefined {
  const sidak = /[sš]id[aá]k/.test(text);
  if (/yekutieli|\bby\b|arbitrary dependence/.test(text)) return 'benjamini-yekutieli';
  if (/benjamini|hochberg adjusted p|\bbh\b|\bfdr\b|false discovery/.test(text)) return 'benjamini-hochberg';
  if (/hochberg|step-?up/.test(text)) return sidak ? 'hochberg-sidak' : 'hochberg';
  if (/holm|step-?down/.test(text)) return sidak ? 'holm-sidak' : 'holm';
  if (sidak) return 'sidak';
  return /bonferroni/.test(text) ? 'bonferroni' : undefined;
}

const pValues = ({ inputs }: CaseRequest) => numbersAt(inputs, 'p', 'p_values', 'pvalues', 'pvals');

export const familyMethods: readonly CaseMethod[] = [
  {
    name: 'adjusted p-values of a family',
    takes: (request) =>
      pValues(request) !== undefined &&
      correctionIn(`${request.method} ${String(request.inputs['correction'] ?? '')}`) !== undefined,
    compute(request) {
      const p = pValues(request) ?? [];
      const named = correctionIn(`${request.method} ${String(request.inputs['correction'] ?? '')}`);
      const adjusted = adjustFamily(p, named ?? 'none');
      const alpha = alphaOf(request);
      const rejected = adjusted.map((value) => value <= alpha);
      return { adjusted, p: adjusted, rejected, reject: rejected };
    },
  },
];
