import { checkUnique } from './checkNames.ts';
import type { Resolution } from './resolution.ts';
import type { SearchPlan } from './schema/plan.ts';
import { searchWords, wordsKey } from './searchWords.ts';

type Path = readonly (string | number)[];

/** Keywords, negatives and premiums of one search plan: unique, and made of words. */
export function checkSearchPlan(resolution: Resolution, plan: SearchPlan, path: Path): void {
  checkUnique(resolution, plan.keywords, [...path, 'keywords']);
  checkUnique(resolution, plan.premiums, [...path, 'premiums']);
  const texts = plan.keywords.map(({ id, text, match }) => `${match} ${oneText(text ?? id)}`);
  checkTexts(resolution, texts, 'scenario.duplicate-keyword', (k) => {
    const { id, text, match } = plan.keywords[k]!;
    const at = [...path, 'keywords', k, text === undefined ? 'id' : 'text'];
    // Ids that are the same letter by letter are told already.
    return plan.keywords.findIndex((other) => other.id === id) < k ? null : { at, value: text ?? id, match };
  });
  plan.negatives.forEach((negative, n) => {
    const at = [...path, 'negatives', n];
    const text = typeof negative === 'string' ? negative : negative.text;
    checkWords(resolution, text, typeof negative === 'string' ? at : [...at, 'text']);
  });
  const share = plan.premiums.reduce((sum, premium) => sum + premium.share, 0);
  if (share > 1 + 1e-9)
    resolution.problem('scenario.premium-shares', [...path, 'premiums'], {
      value: Number(share.toPrecision(6)),
    });
}

/** Texts differ by more than case and spaces. */
function oneText(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim().replaceAll(/\s+/gu, ' ');
}

/** Notes every text that stood before. `place` says where and what, or null to leave it. */
function checkTexts(
  resolution: Resolution,
  texts: readonly string[],
  code: string,
  place: (index: number) => { readonly at: Path; readonly value: string; readonly match?: string } | null,
): void {
  const first = new Map<string, number>();
  texts.forEach((text, i) => {
    const before = first.get(text);
    if (before === undefined) return void first.set(text, i);
    const found = place(i);
    if (found === null) return;
    const { at, ...told } = found;
    resolution.problem(code, at, { ...told, first: before, second: i });
  });
}

/** Text without a letter or digit matches nothing. */
function checkWords(resolution: Resolution, text: string, path: Path): void {
  if (searchWords(text).length === 0) resolution.problem('scenario.no-words', path, { value: text });
}

/** The market's search terms: unique, and made of words. */
export function checkSearchTerms(resolution: Resolution): void {
  const { terms } = resolution.scenario.market.search;
  const path = ['market', 'search', 'terms'];
  terms.forEach(({ text }, t) => checkWords(resolution, text, [...path, t, 'text']));
  checkTexts(
    resolution,
    terms.map(({ text }) => wordsKey(searchWords(text))),
    'scenario.duplicate-term',
    (t) => ({ at: [...path, t, 'text'], value: terms[t]!.text }),
  );
}
