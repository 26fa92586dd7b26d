import { adjustFamily } from '../fixed/families.ts';
import { fisherExact } from '../fixed/fisher.ts';

/** One chat or review; `ordered` when it is known whether the customer bought. */
export interface Message {
  readonly text: string;
  readonly ordered?: boolean;
}

/** A term customers use, a candidate for an element; never a fact about what sells. */
export interface TermCandidate {
  readonly term: string;
  /** Messages that contain it, and their share. */
  readonly messages: number;
  readonly share: number;
  /** Odds of an order with the term over without (1/2 added to each cell), and Fisher's p adjusted over all terms (BH). */
  readonly orderOdds?: number;
  readonly p?: number;
  readonly adjustedP?: number;
  /** The first message with it. */
  readonly example: string;
}

export interface MineOptions {
  /** Terms in fewer messages are left out. */
  readonly minimumMessages?: number;
  readonly limit?: number;
}

const CJK = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]/;
const LONGEST_GRAM = 4;

/** Function words of the languages served; terms made of them say nothing about the product. */
const EMPTY_WORDS = new Set(
  `the a an any which and or but of to in on at for with is are was were be been it its this that i you he she we they my your me do does did not no so if as
   can will would have has had from by what when how there please thank thanks hello hi ok okay yes
   el la los las un una de del y o que en con por para es son no se lo al su sus me mi hola gracias
   的 了 是 我 你 吗 呢 啊 吧 在 有 和 就 不 也 都 这 那 个 很 么 们 您 好 要 会 可以 什么 怎么 这个 那个 请问 你好 谢谢 亲 一下 没有
   です ます した して いる ある この その あの から まで など`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Counts terms over messages: words and word pairs, and character runs of 2 to 4 for Chinese and Japanese. */
export function mineTerms(messages: readonly Message[], options: MineOptions = {}): TermCandidate[] {
  const minimum = options.minimumMessages ?? Math.max(2, Math.ceil(messages.length / 200));
  const found = new Map<string, { indices: number[] }>();
  messages.forEach(({ text }, index) => {
    for (const term of termsOf(text)) {
      const entry = found.get(term);
      if (entry === undefined) found.set(term, { indices: [index] });
      else entry.indices.push(index);
    }
  });
  const frequent = [...found].filter(([, { indices }]) => indices.length >= minimum);
  const kept = withoutFragments(frequent);
  const known = messages.filter((message) => message.ordered !== undefined).length;
  const candidates = kept.map(([term, { indices }]) => ({
    term,
    messages: indices.length,
    share: indices.length / messages.length,
    example: messages[indices[0]].text.trim().slice(0, 120),
    ...(known === messages.length ? association(messages, indices) : {}),
  }));
  const adjusted = adjustFamily(
    candidates.map((candidate) => ('p' in candidate ? candidate.p : 1)),
    'benjamini-hochberg',
  );
  return candidates
    .map((candidate, i) => ('p' in candidate ? { ...candidate, adjustedP: adjusted[i] } : candidate))
    .sort((a, b) => b.messages - a.messages || (a.term < b.term ? -1 : 1))
    .slice(0, options.limit ?? 50);
}

/** Distinct terms of one message. */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  const runs = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  let previous = '';
  for (const run of runs) {
    if (CJK.test(run)) {
      for (const gram of gramsOf(run)) terms.add(gram);
      previous = '';
      continue;
    }
    const word = EMPTY_WORDS.has(run) || run.length < 2 || /^\d+$/.test(run) ? '' : run;
    if (word !== '') terms.add(word);
    if (word !== '' && previous !== '') terms.add(`${previous} ${word}`);
    previous = word;
  }
  return terms;
}

function gramsOf(run: string): string[] {
  const characters = [...run];
  const grams: string[] = [];
  for (let size = 2; size <= LONGEST_GRAM; size++) {
    for (let i = 0; i + size <= characters.length; i++) {
      const gram = characters.slice(i, i + size);
      const empty =
        EMPTY_WORDS.has(gram.join('')) || EMPTY_WORDS.has(gram[0]) || EMPTY_WORDS.has(gram[size - 1]);
      if (!empty) grams.push(gram.join(''));
    }
  }
  return grams;
}

/** Drops a term that is nearly always part of one longer term: it is a fragment of it. */
function withoutFragments<T extends { indices: number[] }>(terms: [string, T][]): [string, T][] {
  return terms.filter(
    ([term, { indices }]) =>
      !terms.some(
        ([longer, other]) =>
          longer.length > term.length &&
          longer.includes(term) &&
          other.indices.length >= 0.8 * indices.length,
      ),
  );
}

function association(
  messages: readonly Message[],
  indices: readonly number[],
): { orderOdds: number; p: number } {
  const inside = indices.filter((index) => messages[index].ordered === true).length;
  const ordered = messages.filter((message) => message.ordered === true).length;
  const withTerm = { successes: inside, n: indices.length };
  const without = { successes: ordered - inside, n: messages.length - indices.length };
  const odds = ({ successes, n }: typeof withTerm) => (successes + 0.5) / (n - successes + 0.5);
  return {
    orderOdds: odds(withTerm) / odds(without),
    p: fisherExact(without, withTerm).p,
  };
}
