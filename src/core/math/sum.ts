/** A running sum with Neumaier's correction: the error does not grow with the number of terms. */
export class CompensatedSum {
  #sum = 0;
  #lost = 0;

  /** Adds a finite term. */
  add(term: number): this {
    const next = this.#sum + term;
    this.#lost += Math.abs(this.#sum) >= Math.abs(term) ? this.#sum - next + term : term - next + this.#sum;
    this.#sum = next;
    return this;
  }

  get value(): number {
    return this.#sum + this.#lost;
  }
}

/** Sum of finite values, correct to the last digit unless the terms cancel beyond 2^-53 of their sizes. Neumaier (1974). */
export function compensatedSum(values: Iterable<number>): number {
  const sum = new CompensatedSum();
  for (const value of values) sum.add(value);
  return sum.value;
}
