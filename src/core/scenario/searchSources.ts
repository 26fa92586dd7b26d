import { matchTerms, termWords, type TermWords } from './matchTerms.ts';
import { NegativeWords } from './negativeWords.ts';
import { matchPresets, type Match } from './presets.ts';
import type { Resolution } from './resolution.ts';
import type { SearchPlan } from './schema/plan.ts';
import { searchWords } from './searchWords.ts';

/** One kind of search a keyword is shown for, before its figures are worked out. */
export interface SearchSource {
  /** Index of the keyword in the plan. */
  readonly keyword: number;
  /** Index in `market.search.terms`, or null: the keyword's own searches. */
  readonly term: number | null;
  /** How close the searches are to the keyword. */
  readonly match: Match;
  /** Factor on the keyword's own searches; 1 for a term. */
  readonly reach: number;
}

/**
 * What each keyword of a plan is shown for. Terms of the market are shared out by match type, negatives cut searches out, and a
 * keyword that reaches no term keeps searches of its own. Notes a problem where negatives leave a keyword nothing, and where a
 * keyword states searches that come from terms.
 */
export function searchSources(resolution: Resolution, plan: SearchPlan, index: number): SearchSource[] {
  const market = marketWords(resolution);
  if (market.length === 0 && plan.negatives.length === 0)
    return plan.keywords.map(({ match }, keyword) => own(keyword, match));
  const negatives = new NegativeWords(plan.negatives);
  const keywords = plan.keywords.map(({ id, text, match, bid }) => ({
    id,
    match,
    words: searchWords(text ?? id),
    bid: bid ?? (typeof plan.bid === 'number' ? plan.bid : 0),
  }));
  const { matches, reaching } = matchTerms(keywords, market);
  const shown = keywords.map((): SearchSource[] => []);
  /** By keyword: the negative that cut one of its terms. */
  const cutBy = new Map<number, number>();
  for (const { term, keyword, match } of matches) {
    const negative = negatives.cutting(market[term]!.words);
    if (negative === undefined) shown[keyword]!.push({ keyword, term, match, reach: 1 });
    else cutBy.set(keyword, negative);
  }
  /** By negative: the keywords it leaves nothing. */
  const emptied = new Map<number, number[]>();
  const empty = (negative: number, k: number): void =>
    void emptied.set(negative, [...(emptied.get(negative) ?? []), k]);
  const sources = keywords.flatMap(({ words }, k) => {
    const path = ['plans', index, 'keywords', k];
    if (!reaching.has(k)) return ownSearches(plan, k, words, negatives, empty);
    if (plan.keywords[k]!.dailyQueries !== undefined)
      resolution.problem('scenario.queries-of-terms', [...path, 'dailyQueries'], {
        keyword: plan.keywords[k]!.id,
      });
    if (shown[k]!.length === 0 && cutBy.has(k)) empty(cutBy.get(k)!, k);
    return shown[k]!;
  });
  for (const [negative, list] of emptied) nothingLeft(resolution, plan, index, negative, list);
  return sources;
}

function own(keyword: number, match: Match): SearchSource {
  return { keyword, term: null, match, reach: matchPresets[match].reach };
}

/** A keyword's own searches: a phrase in its words cuts all of them, an exact negative those of exact match. */
function ownSearches(
  plan: SearchPlan,
  k: number,
  words: readonly string[],
  negatives: NegativeWords,
  empty: (negative: number, k: number) => void,
): SearchSource[] {
  const whole = own(k, plan.keywords[k]!.match);
  const phrase = negatives.within(words);
  const exact = negatives.exactly(words);
  if (phrase === undefined && exact === undefined) return [whole];
  const left = phrase === undefined ? whole.reach - 1 : 0;
  if (!(left > 0)) empty((phrase ?? exact)!, k);
  return [{ ...whole, reach: left }];
}

/** One problem a negative, however many keywords it leaves nothing: it is the negative that has to be mended. */
function nothingLeft(
  resolution: Resolution,
  plan: SearchPlan,
  index: number,
  negative: number,
  keywords: readonly number[],
): void {
  const one = plan.negatives[negative]!;
  const { id, text } = plan.keywords[keywords[0]!]!;
  resolution.problem('scenario.negative-removes-keyword', ['plans', index, 'negatives', negative], {
    value: typeof one === 'string' ? one : one.text,
    match: typeof one === 'string' ? 'phrase' : one.match,
    keyword: text ?? id,
    others: keywords.length - 1,
  });
}

const known = new WeakMap<Resolution, readonly TermWords[]>();

/** The market's terms as words, cut once a resolution. */
function marketWords(resolution: Resolution): readonly TermWords[] {
  let words = known.get(resolution);
  if (words === undefined)
    known.set(resolution, (words = termWords(resolution.scenario.market.search.terms)));
  return words;
}
