import type { Match } from './presets.ts';
import { containsPhrase, searchWords, wordsKey } from './searchWords.ts';
import type { SearchTerm } from './schema/searchTerm.ts';

/** A keyword as matching sees it. */
export interface MatchedKeyword {
  readonly id: string;
  readonly words: readonly string[];
  readonly match: Match;
  readonly bid: number;
}

/** A search term, and the keyword of a plan that is shown for it. */
export interface TermMatch {
  readonly term: number;
  readonly keyword: number;
  /** How close the term is to the keyword. */
  readonly match: Match;
}

export interface TermMatches {
  /** In the order of the terms; terms that no keyword reaches are missing. */
  readonly matches: readonly TermMatch[];
  /** Keywords that reach a term, whether or not another one is shown for it. */
  readonly reaching: ReadonlySet<number>;
}

/** The terms of a market, cut into words once for all plans. */
export interface TermWords {
  readonly words: readonly string[];
  /** Keys of the keywords that reach it by broad match without sharing its words. */
  readonly related: readonly string[];
}

export function termWords(terms: readonly SearchTerm[]): TermWords[] {
  return terms.map(({ text, related }) => ({
    words: searchWords(text),
    related: related.map((other) => wordsKey(searchWords(other))),
  }));
}

const width: Readonly<Record<Match, number>> = { exact: 0, phrase: 1, broad: 2 };

/**
 * Shares out search terms among the keywords of a plan. A keyword reaches a term that is the same words (exact), that contains
 * them word after word (phrase), or that contains all of them in any order or is declared related (broad), as far as its match
 * type goes. One search is one auction for the plan: the keyword that is the search itself is shown, else the one of the narrower
 * match type, of more words, the closer one, the one of the higher bid, of the first id.
 */
export function matchTerms(keywords: readonly MatchedKeyword[], terms: readonly TermWords[]): TermMatches {
  const byWord = indexByRarestWord(keywords);
  const byKey = new Map<string, number[]>();
  keywords.forEach(({ words }, k) => append(byKey, wordsKey(words), k));
  const matches: TermMatch[] = [];
  const reaching = new Set<number>();
  terms.forEach(({ words, related }, term) => {
    let best: TermMatch | undefined;
    const consider = (keyword: number, match: Match): void => {
      if (width[match] > width[keywords[keyword]!.match]) return;
      reaching.add(keyword);
      const found = { term, keyword, match };
      if (best === undefined || precedes(keywords, found, best)) best = found;
    };
    for (const word of new Set(words))
      for (const k of byWord.get(word) ?? []) {
        const match = closeness(words, keywords[k]!.words);
        if (match !== null) consider(k, match);
      }
    for (const key of related) for (const k of byKey.get(key) ?? []) consider(k, 'broad');
    if (best !== undefined) matches.push(best);
  });
  return { matches, reaching };
}

/** How close a search is to a keyword; null where it does not contain all of its words. */
function closeness(search: readonly string[], keyword: readonly string[]): Match | null {
  if (containsPhrase(search, keyword)) return search.length === keyword.length ? 'exact' : 'phrase';
  return keyword.every((word) => search.includes(word)) ? 'broad' : null;
}

function precedes(keywords: readonly MatchedKeyword[], a: TermMatch, b: TermMatch): boolean {
  const [one, other] = [keywords[a.keyword]!, keywords[b.keyword]!];
  const order =
    Number(b.match === 'exact') - Number(a.match === 'exact') ||
    width[one.match] - width[other.match] ||
    other.words.length - one.words.length ||
    width[a.match] - width[b.match] ||
    other.bid - one.bid;
  return order < 0 || (order === 0 && one.id < other.id);
}

/** Keywords under the word that fewest of them have: short lists to look through. */
function indexByRarestWord(keywords: readonly MatchedKeyword[]): Map<string, number[]> {
  const uses = new Map<string, number>();
  for (const { words } of keywords) for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
  const index = new Map<string, number[]>();
  keywords.forEach(({ words }, k) => {
    const rarest = words.reduce<string | undefined>(
      (best, word) => (best === undefined || uses.get(word)! < uses.get(best)! ? word : best),
      undefined,
    );
    if (rarest !== undefined) append(index, rarest, k);
  });
  return index;
}

function append(index: Map<string, number[]>, key: string, value: number): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [value]);
  else known.push(value);
}
