/** Scripts written without spaces: every character counts as a word, so that a phrase is found inside a longer one. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`;
const word = new RegExp(String.raw`[${unspaced}]|(?:(?![${unspaced}])[\p{L}\p{N}\p{M}])+`, 'gu');

/** The words of a search or keyword, without case and punctuation. Example: `Linen dress, blue` is linen, dress, blue. */
export function searchWords(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().match(word) ?? [];
}

/** Words as one text that is equal exactly where the words are. */
export function wordsKey(words: readonly string[]): string {
  return words.join(' ');
}

/** Whether `part` stands in `whole` word after word, from place `from` on. */
export function standsAt(whole: readonly string[], part: readonly string[], from: number): boolean {
  return from + part.length <= whole.length && part.every((one, i) => whole[from + i] === one);
}

/** Whether `part` stands in `whole` word after word. */
export function containsPhrase(whole: readonly string[], part: readonly string[]): boolean {
  return part.length > 0 && whole.some((_, from) => standsAt(whole, part, from));
}
