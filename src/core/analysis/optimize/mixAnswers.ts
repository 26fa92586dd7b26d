import { shareProgram, type Column } from './shareProgram.ts';

/** An answer of the inner problem, and what no answer of it exceeds at the prices it was found for. */
export interface PricedAnswer extends Column {
  readonly bound: number;
}

/** Answers mixed so that all rows are met on average, or the mix that misses them least. */
export interface Mixed<Answer> {
  readonly parts: readonly { readonly answer: Answer; readonly share: number }[];
  /** Price of each row. */
  readonly multiplier: Float64Array;
  /** The answer at the prices that prove most, and these prices. */
  readonly proof: { readonly answer: Answer; readonly multiplier: Float64Array };
  readonly missed: number;
}

const ROUNDS = 100;
/** Relative to the scale of 1 that worth and rows are expected at. */
const CLOSED = 2 ** -42;

/**
 * The best mix of answers under rows that the inner problem cannot keep by itself, by column generation: the program over the answers
 * met so far prices the rows, the inner problem answers these prices, until no answer is worth more than the mix.
 * For an inner problem without gap the bound meets the value.
 *
 * Source: Dantzig and Wolfe 1960, Operations Research 8:101.
 * @param best the inner problem: most of weight x worth + sum multiplier_k x surplus_k; weight is 1, or 0 to find what meets the rows
 */
export function mixAnswers<Answer extends PricedAnswer>(
  rows: number,
  best: (weight: 0 | 1, multiplier: Float64Array) => Answer,
): Mixed<Answer> {
  const free = new Float64Array(rows);
  const answers = [best(1, free)];
  let proof: Mixed<Answer>['proof'] = { answer: answers[0]!, multiplier: free };
  for (let round = 0; ; round++) {
    const { share, multiplier, missed } = shareProgram(answers);
    const weight = missed > 0 ? 0 : 1;
    const at = ({ worth, surplus }: Column): number =>
      weight * worth + surplus.reduce((sum, one, k) => sum + multiplier[k]! * one, 0);
    const next = best(weight, multiplier);
    if (weight === 1 && next.bound < proof.answer.bound) proof = { answer: next, multiplier };
    const most = Math.max(...answers.map(at));
    if (at(next) - most > CLOSED && round < ROUNDS) {
      answers.push(next);
      continue;
    }
    const parts = answers.flatMap((answer, j) => (share[j]! > 0 ? [{ answer, share: share[j]! }] : []));
    return { parts, multiplier, proof, missed };
  }
}
