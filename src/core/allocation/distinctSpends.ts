/** Spends nearer than this share of themselves are one: between them a curve is straight to the last digits. */
const NEAR = 2 ** -26;

/**
 * Spends of one plan that are worth a column each. Columns all but the same make a basis singular, and gain nothing:
 * a chord over a relative width of w misses its curve by about w^2.
 */
export class DistinctSpends {
  private readonly sorted: number[] = [];

  /** Whether a spend is new; it is known from then on. */
  add(spend: number): boolean {
    const { sorted } = this;
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < spend) low = middle + 1;
      else high = middle;
    }
    const isNear = (other: number | undefined) =>
      other !== undefined && Math.abs(other - spend) <= NEAR * Math.abs(spend);
    if (isNear(sorted[low]) || isNear(sorted[low - 1])) return false;
    sorted.splice(low, 0, spend);
    return true;
  }
}
