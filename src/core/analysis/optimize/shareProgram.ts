/** One answer of the inner problem: what it is worth, and by how much it meets each row (below 0: misses it). */
export interface Column {
  readonly worth: number;
  readonly surplus: readonly number[];
}

export interface Shares {
  /** Share of each column, sum 1. */
  readonly share: Float64Array;
  /** Price of each row, >= 0: of worth, or of `missed` where the rows cannot be met. */
  readonly multiplier: Float64Array;
  /** What the rows together still miss, 0 where they are met. */
  readonly missed: number;
}

const TINY = 1e-12;
/** Smaller entries are rounding: a pivot on them would blow it up. */
const PIVOT = 1e-9;
const PIVOTS = 2000;

/** Variables: shares of columns, then what each row misses, then what it has to spare. */
interface Tableau {
  readonly rows: Float64Array[];
  readonly basis: number[];
  readonly width: number;
}

/**
 * The mix of columns worth most whose rows are met on average: maximise sum share x worth subject to
 * sum share x surplus_k >= 0, sum share = 1, share >= 0. Where the rows cannot be met, the mix that misses least.
 *
 * Primal simplex in two phases on a dense tableau, Bland's rule: there are few rows and some dozens of columns.
 * Rows and worth are expected at a scale of about 1.
 */
export function shareProgram(columns: readonly Column[]): Shares {
  const tableau = start(columns);
  const { rows, basis, width } = tableau;
  const count = columns.length;
  const limits = rows.length - 1;
  const isMissed = (j: number): boolean => j >= count && j < count + limits;
  const least = Float64Array.from({ length: width }, (_, j) => (isMissed(j) ? -1 : 0));
  const first = optimum(tableau, least, () => true);
  const missed = basis.reduce((sum, j, i) => sum + (isMissed(j) ? rows[i]![width]! : 0), 0);
  const met = missed <= TINY;
  if (met) driveOut(tableau, isMissed);
  const worth = Float64Array.from({ length: width }, (_, j) => columns[j]?.worth ?? 0);
  const reduced = met ? optimum(tableau, worth, (j) => !isMissed(j)) : first;
  const share = new Float64Array(count);
  basis.forEach((j, i) => {
    if (j < count) share[j] = Math.max(0, rows[i]![width]!);
  });
  return {
    share,
    multiplier: reduced.slice(count + limits).map((price) => Math.max(0, price)),
    missed: met ? 0 : missed,
  };
}

/** The first column stands in the basis of `sum share = 1`; each row in that of what it misses or has to spare. */
function start(columns: readonly Column[]): Tableau {
  const first = columns[0]!;
  const limits = first.surplus.length;
  const count = columns.length;
  const width = count + 2 * limits;
  const basis: number[] = [];
  const rows = first.surplus.map((own, k) => {
    const sign = own <= 0 ? 1 : -1;
    const row = new Float64Array(width + 1);
    columns.forEach(({ surplus }, j) => (row[j] = sign * (surplus[k]! - own)));
    row[count + k] = sign;
    row[count + limits + k] = -sign;
    row[width] = sign * -own;
    basis.push(sign === 1 ? count + k : count + limits + k);
    return row;
  });
  const whole = new Float64Array(width + 1).fill(1, 0, count);
  whole[width] = 1;
  return { rows: [...rows, whole], basis: [...basis, 0], width };
}

/** Pivots until no variable is worth entering; returns what each would cost to enter. */
function optimum(tableau: Tableau, worth: Float64Array, mayEnter: (j: number) => boolean): Float64Array {
  const { rows, basis } = tableau;
  for (let pivots = 0; ; pivots++) {
    const reduced = worth.map(
      (own, j) => rows.reduce((z, row, i) => z + worth[basis[i]!]! * row[j]!, 0) - own,
    );
    const enter = reduced.findIndex((price, j) => price < -TINY && mayEnter(j) && leaving(tableau, j) >= 0);
    if (enter < 0 || pivots === PIVOTS) return reduced;
    pivot(tableau, leaving(tableau, enter), enter);
  }
}

/** Row of the smallest ratio; of equals the one whose variable comes first. */
function leaving({ rows, basis, width }: Tableau, enter: number): number {
  let best = -1;
  let least = Infinity;
  rows.forEach((row, i) => {
    if (!(row[enter]! > PIVOT)) return;
    const ratio = row[width]! / row[enter]!;
    if (ratio < least || (ratio === least && basis[i]! < basis[best]!)) [best, least] = [i, ratio];
  });
  return best;
}

/** Takes variables that stand for missed rows out of the basis, where they are at 0. */
function driveOut(tableau: Tableau, isMissed: (j: number) => boolean): void {
  tableau.basis.forEach((j, i) => {
    if (!isMissed(j)) return;
    const enter = tableau.rows[i]!.findIndex(
      (entry, k) => k < tableau.width && !isMissed(k) && Math.abs(entry) > PIVOT,
    );
    if (enter >= 0) pivot(tableau, i, enter);
  });
}

function pivot({ rows, basis }: Tableau, leave: number, enter: number): void {
  const row = rows[leave]!;
  const by = row[enter]!;
  for (let j = 0; j < row.length; j++) row[j] = row[j]! / by;
  for (const other of rows) {
    const times = other[enter]!;
    if (other === row || times === 0) continue;
    for (let j = 0; j < row.length; j++) other[j] = other[j]! - times * row[j]!;
  }
  basis[leave] = enter;
}
