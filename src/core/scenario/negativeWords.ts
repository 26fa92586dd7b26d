import type { Negative } from './schema/searchTerm.ts';
import { searchWords, standsAt, wordsKey } from './searchWords.ts';

interface Indexed {
  readonly words: readonly string[];
  readonly index: number;
}

/** A plan's negative keywords, ready to ask which of them keeps a search out. */
export class NegativeWords {
  readonly #exact = new Map<string, number>();
  /** By first word. */
  readonly #phrases = new Map<string, Indexed[]>();

  constructor(negatives: readonly Negative[]) {
    negatives.forEach((negative, index) => {
      const { text, match } =
        typeof negative === 'string' ? { text: negative, match: 'phrase' as const } : negative;
      const words = searchWords(text);
      if (words.length === 0) return;
      if (match === 'exact') this.#exact.set(wordsKey(words), index);
      else {
        const others = this.#phrases.get(words[0]!);
        if (others === undefined) this.#phrases.set(words[0]!, [{ words, index }]);
        else others.push({ words, index });
      }
    });
  }

  /** Index of an exact negative with these words, undefined where there is none. */
  exactly(words: readonly string[]): number | undefined {
    return this.#exact.get(wordsKey(words));
  }

  /** Index of a phrase negative that stands in these words, undefined where there is none. */
  within(words: readonly string[]): number | undefined {
    if (this.#phrases.size === 0) return undefined;
    for (let from = 0; from < words.length; from++) {
      const found = this.#phrases.get(words[from]!)?.find((phrase) => standsAt(words, phrase.words, from));
      if (found !== undefined) return found.index;
    }
    return undefined;
  }

  /** Index of a negative that keeps this very search out. */
  cutting(words: readonly string[]): number | undefined {
    return this.exactly(words) ?? this.within(words);
  }
}
