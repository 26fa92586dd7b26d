import { exp, log } from '../../math/elementary.ts';
import { columnTable, type ColumnTable } from '../columnTable.ts';

/** Columns of a display table, by ln(bid / market CPM). */
export const displayColumn = { impressions: 0, price: 1, priceSquared: 2, ticked: 3, crowded: 4 } as const;
export const displayColumns = 5;

const STEP = 0.02;
const TOP = 7;

/**
 * One impression against the best rival, whose CPM X in units of the market CPM has P(X < b) = w(b) = b^a/(1 + b^a)
 * (log-logistic; docs/model.md, "Display auction"). The winner pays max(X, reserve), so
 * E[price; win] = b w(b) - integral from reserve to b of w, and E[price^2; win] = b^2 w(b) - 2 integral of x w. The
 * column `crowded` is the density of X at the bid, where the tick would pass it, less that at the reserve, which X and a
 * tick pass.
 */
export function displayTable(exponent: number, reserve: number): ColumnTable {
  const from = log(reserve);
  const rows = Math.ceil((TOP - from) / STEP) + 1;
  const won = (x: number): number => 1 / (1 + exp(-exponent * x));
  const columns = Array.from({ length: displayColumns }, () => new Float64Array(rows));
  const [impressions, price, priceSquared, ticked, crowded] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const densityAtReserve = (exponent * won(from) * (1 - won(from))) / reserve;
  let area = 0;
  let moment = 0;
  for (let row = 0; row < rows; row++) {
    const x = from + row * STEP;
    if (row > 0) {
      // Simpson over the cell, in log bid: dx = x d(ln x).
      const at = [x - STEP, x - STEP / 2, x].map((y) => ({ share: won(y), bid: exp(y) }));
      const simpson = (f: (point: { share: number; bid: number }) => number): number =>
        (STEP / 6) * (f(at[0]!) + 4 * f(at[1]!) + f(at[2]!));
      area += simpson(({ share, bid }) => share * bid);
      moment += simpson(({ share, bid }) => share * bid * bid);
    }
    const bid = exp(x);
    const share = won(x);
    impressions[row] = share;
    price[row] = bid * share - area;
    priceSquared[row] = bid * bid * share - 2 * moment;
    ticked[row] = share - won(from);
    crowded[row] = (exponent * share * (1 - share)) / bid - densityAtReserve;
  }
  return columnTable(from, STEP, columns);
}
