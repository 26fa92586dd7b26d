import { exponentialDraw } from './exponentialZiggurat.ts';
import { fillWords, type BulkStream } from './fill.ts';

const WORDS = 512;

/** Draws of a bulk stream one by one, drawn ahead in a buffer. */
export class WordReader {
  readonly #stream: BulkStream;
  readonly #words = new Uint32Array(WORDS);
  readonly #next = () => this.next();
  #at = WORDS;

  constructor(stream: BulkStream) {
    this.#stream = stream;
  }

  /** A word of 32 random bits, unsigned. */
  next(): number {
    if (this.#at === WORDS) {
      fillWords(this.#stream, this.#words, WORDS);
      this.#at = 0;
    }
    this.#at += 1;
    return this.#words[this.#at - 1]!;
  }

  /** A uniform draw in the open interval (0, 1), an odd multiple of 2^-33. */
  uniform(): number {
    return (this.next() + 0.5) * 2 ** -32;
  }

  /** An exponential draw of mean 1. */
  exponential(): number {
    return exponentialDraw(this.next(), this.#next);
  }
}
