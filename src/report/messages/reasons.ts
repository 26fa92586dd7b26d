import type { Finding } from '../../core/analysis/optimizeResult.ts';
import type { Reason } from '../../core/contract/decision.ts';
import { fill, places } from '../format/fill.ts';
import type { NumberFormat, Quantity } from '../format/numberFormat.ts';
import { plainText } from '../format/plainText.ts';
import type { Locale } from '../locales/en.ts';
import { findingRules, reasonRules, type RuleTable } from './rules.ts';

/** The sentence of a decision's reason; a rule or figure that the language does not know gives a plain listing. */
export function reasonSentence(reason: Reason, locale: Locale, format: NumberFormat): string {
  const known = sentence(reason, reasonRules, locale.reasons, {}, format);
  return known ?? generic(reason, locale.genericReason, locale.genericReasonBare, {}, locale, format);
}

/** The sentence of a finding; `planName` is null for the store. */
export function findingSentence(
  finding: Finding,
  planName: string | null,
  locale: Locale,
  format: NumberFormat,
): string {
  const names = { plan: planName ?? locale.storeName };
  const known = sentence(finding, findingRules, locale.findings, names, format);
  return known ?? generic(finding, locale.genericFinding, locale.genericFindingBare, names, locale, format);
}

type Names = Readonly<Record<string, string>>;

/** Null where the rule, its template or one of the figures the template asks for is missing. */
function sentence(
  { rule, figures }: Reason,
  rules: RuleTable,
  templates: Readonly<Record<string, string>>,
  names: Names,
  format: NumberFormat,
): string | null {
  const quantities = Object.hasOwn(rules, rule) ? rules[rule] : undefined;
  const template = Object.hasOwn(templates, rule) ? templates[rule] : undefined;
  if (quantities === undefined || template === undefined) return null;
  const values: Record<string, string> = { ...names, one: format.oneUnit };
  for (const [name, quantity] of Object.entries<Quantity>(quantities)) {
    const figure = figures[name];
    if (figure !== undefined && !Number.isNaN(figure)) values[name] = format.phrase(quantity, figure);
  }
  return places(template).every((place) => values[place] !== undefined) ? fill(template, values) : null;
}

function generic(
  { rule, figures }: Reason,
  template: string,
  bare: string,
  names: Names,
  locale: Locale,
  format: NumberFormat,
): string {
  const list = Object.entries(figures).map(([name, number]) =>
    fill(locale.genericFigure, { name: spaced(name), number: format.phrase('ratio', number) }),
  );
  const values = { ...names, rule: plainText(spaced(rule)), figures: list.join(locale.listSeparator) };
  return fill(list.length === 0 ? bare : template, values);
}

/** `marginalRoas` and `raise-marginal` as words. */
function spaced(name: string): string {
  return plainText(name)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_]/g, ' ')
    .toLowerCase();
}
