import { CompensatedSum } from '../math/sum.ts';
import { BasisInverse, ROUNDING } from './basisInverse.ts';
import type { ChoiceColumn, MasterProgram } from './masterProgram.ts';

/** Improvements below this share of the terms they are made of are rounding. */
const IMPROVES = 2 ** -46;
/** A row counts as met when it is short by no more than this share of its terms. */
const MET = 1e-12;
/** Steps without progress after which columns enter by index, which cannot cycle (Bland 1977). */
const PATIENCE = 100;
/** Pivots after which the inverse is made anew. */
const FRESH = 64;
/** Times that rounding may break a basis before the program is left as it is. */
const RESTARTS = 4;
/** A share this far below 0 is no rounding. */
const BROKEN = 1e-9;

/**
 * Linear programs of choices by the simplex method; columns may be added between solves, which go on from the last answer.
 *
 * Revised simplex in which a plan's sum is no row: its key share is what the others leave, so that the basis is only as
 * large as the number of limits. Tolerances are relative to the terms of each sum, so units do not matter.
 * Source: Dantzig and Van Slyke 1967, Generalized upper bounding techniques, J. Comput. Syst. Sci. 1:213.
 */
export class ChoiceSimplex implements MasterProgram {
  isFeasible = false;
  private readonly columns: ChoiceColumn[];
  private readonly least: Float64Array;
  /** Column of each plan that takes what the others leave. */
  private readonly key: Int32Array;
  /** Columns by index; -1 - r is the surplus of row r, -1 - rows - r its violation. */
  private readonly basis: Int32Array;
  private readonly inverse: BasisInverse;
  private amount: Float64Array;
  private idle = 0;
  private pivots = 0;

  /** @param first a column for each plan, in order, to start from */
  constructor(least: Float64Array, first: readonly ChoiceColumn[]) {
    const rows = least.length;
    this.least = least;
    this.columns = [...first];
    this.key = Int32Array.from(first, (_, plan) => plan);
    this.basis = new Int32Array(rows);
    this.inverse = new BasisInverse(rows);
    this.amount = new Float64Array(rows);
    this.start();
  }

  add(column: ChoiceColumn): void {
    this.columns.push(column);
  }

  /** Pivots until no known column improves. */
  solve(): void {
    const most = 20 * (this.columns.length + this.least.length) + 1000;
    this.idle = 0;
    let restarts = 0;
    for (let steps = 0; steps < most;) {
      if (this.pivots === 0 && restarts < RESTARTS && this.isBroken()) {
        restarts++;
        this.start();
      }
      const met = !this.isFeasible && this.isMet();
      if (met) this.isFeasible = true;
      const entering = this.candidates();
      if (entering.length === 0) {
        if (this.pivots === 0) return;
        this.refresh();
        continue;
      }
      for (const code of entering) {
        if (!(this.gainOf(code, this.duals()) > 0)) continue;
        this.enter(code);
        steps++;
        if (this.pivots >= FRESH) this.refresh();
      }
    }
    this.refresh();
  }

  multipliers(): Float64Array {
    return this.duals().map((dual) => Math.max(0, -dual));
  }

  shares(): Float64Array {
    const shares = new Float64Array(this.columns.length);
    for (const column of this.key) shares[column] = 1;
    this.basis.forEach((code, i) => {
      if (code < 0) return;
      shares[code] = Math.max(0, this.amount[i]!);
      const { plan } = this.columns[code]!;
      if (plan >= 0) shares[this.key[plan]!]! -= shares[code]!;
    });
    return shares.map((share) => Math.max(0, share));
  }

  violations(): Float64Array {
    const short = new Float64Array(this.least.length);
    if (this.isFeasible) return short;
    this.basis.forEach((code, i) => {
      const row = -1 - short.length - code;
      if (row >= 0) short[row] = Math.max(0, this.amount[i]!);
    });
    return short;
  }

  /** The keys alone: rows that they meet have their surplus in the basis, the others their violation. */
  private start(): void {
    this.isFeasible = false;
    this.shortOfKeys().forEach((short, r) => {
      this.basis[r] = short <= 0 ? -1 - r : -1 - this.basis.length - r;
    });
    this.refresh();
  }

  private isMet(): boolean {
    const short = this.violations();
    if (short.every((x) => x === 0)) return true;
    const shares = this.shares();
    const size = this.least.map(Math.abs);
    this.columns.forEach(({ index, coefficient }, j) => {
      if (shares[j]! > 0) index.forEach((r, k) => (size[r]! += Math.abs(coefficient[k]!) * shares[j]!));
    });
    return short.every((x, r) => x <= MET * size[r]!);
  }

  /** Whether shares have turned negative: rounding of pivots between columns that are all but the same. */
  private isBroken(): boolean {
    const left = new Map<number, number>();
    for (const [i, code] of this.basis.entries()) {
      const amount = this.amount[i]!;
      const plan = code < 0 ? -1 : this.columns[code]!.plan;
      if (plan < 0) {
        if (amount < -BROKEN) return true;
        continue;
      }
      const rest = (left.get(plan) ?? 1) - amount;
      if (amount < -BROKEN || rest < -BROKEN) return true;
      left.set(plan, rest);
    }
    return false;
  }

  /** least - sum of the key columns. */
  private shortOfKeys(): Float64Array {
    const sums = Array.from(this.least, (least) => new CompensatedSum().add(least));
    for (const column of this.key) {
      const { index, coefficient } = this.columns[column]!;
      index.forEach((r, k) => sums[r]!.add(-coefficient[k]!));
    }
    return Float64Array.from(sums, ({ value }) => value);
  }

  /** A variable's coefficients, less its plan's key's. */
  private direction(code: number): Float64Array {
    const direction = new Float64Array(this.least.length);
    const add = ({ index, coefficient }: ChoiceColumn, times: number) =>
      index.forEach((r, k) => (direction[r]! += times * coefficient[k]!));
    if (code < 0) {
      const row = -1 - code;
      if (row < direction.length) direction[row] = -1;
      else direction[row - direction.length] = 1;
      return direction;
    }
    const key = this.keyOf(code);
    add(this.columns[code]!, 1);
    if (key !== undefined) add(this.columns[key]!, -1);
    return direction;
  }

  private keyOf(code: number): number | undefined {
    const plan = code < 0 ? -1 : this.columns[code]!.plan;
    return plan < 0 ? undefined : this.key[plan]!;
  }

  private costOf(code: number): number {
    if (code >= 0) return this.isFeasible ? this.columns[code]!.objective : 0;
    return !this.isFeasible && code < -this.least.length ? -1 : 0;
  }

  private duals(): Float64Array {
    const costs = Float64Array.from(this.basis, (code) => {
      const key = this.keyOf(code);
      return this.costOf(code) - (key === undefined ? 0 : this.costOf(key));
    });
    return this.inverse.leftTimes(costs);
  }

  /** What a unit of a variable would gain; 0 where that is rounding. */
  private gainOf(code: number, duals: Float64Array): number {
    if (code < 0) return duals[-1 - code]!;
    const key = this.keyOf(code);
    if (key === code) return 0;
    const own = this.priced(code, duals);
    const other = key === undefined ? { earned: 0, size: 0 } : this.priced(key, duals);
    const gain = own.earned - other.earned;
    return gain > IMPROVES * (own.size + other.size) ? gain : 0;
  }

  /** What a column earns less what the rows charge, and the size of the terms. */
  private priced(column: number, duals: Float64Array): { earned: number; size: number } {
    const { index, coefficient } = this.columns[column]!;
    let earned = this.costOf(column);
    let size = Math.abs(earned);
    for (let k = 0; k < index.length; k++) {
      const charge = duals[index[k]!]! * coefficient[k]!;
      earned -= charge;
      size += Math.abs(charge);
    }
    return { earned, size };
  }

  /** The best improving column of each plan and every improving surplus, best first. */
  private candidates(): number[] {
    const duals = this.duals();
    const basic = new Set(this.basis);
    const best = new Map<number, { code: number; gain: number }>();
    const offer = (place: number, code: number) => {
      const gain = basic.has(code) ? 0 : this.gainOf(code, duals);
      if (gain > (best.get(place)?.gain ?? 0)) best.set(place, { code, gain });
    };
    for (let r = 0; r < duals.length; r++) offer(-2 - r, -1 - r);
    this.columns.forEach(({ plan }, j) => offer(plan, j));
    const found = [...best.values()];
    if (this.idle > PATIENCE && found.length > 0) return [Math.min(...found.map(({ code }) => code))];
    return found.sort((a, b) => b.gain - a.gain).map(({ code }) => code);
  }

  /** Raises a variable until another falls to 0, which leaves the basis. */
  private enter(code: number): void {
    const direction = this.inverse.times(this.direction(code));
    const own = code < 0 ? -1 : this.columns[code]!.plan;
    const leaving = this.leaving(direction, own);
    const { step, fall } = leaving;
    let { position } = leaving;
    this.idle = step > 0 ? 0 : this.idle + 1;
    this.pivots++;
    for (let i = 0; i < direction.length; i++) this.amount[i]! -= step * direction[i]!;
    if (position < 0) {
      const plan = -1 - position;
      const members = this.positionsOf(plan);
      if (members.length === 0) {
        this.key[plan] = code;
        return;
      }
      // The largest share of the plan becomes its key, and the old key takes its position to leave from.
      position = members.reduce((most, i) => (this.amount[i]! > this.amount[most]! ? i : most));
      this.inverse.turnKey(position, members);
      direction[position] = fall;
      this.key[plan] = this.basis[position]!;
    }
    this.inverse.replace(position, direction);
    this.basis[position] = code;
    this.amount[position] = step;
  }

  /** How far a variable may rise, and what falls to 0 first: a position of the basis, or -1 - plan for the plan's key. */
  private leaving(direction: Float64Array, own: number): { step: number; position: number; fall: number } {
    let first = { step: Infinity, position: NaN, fall: 0 };
    const offer = (position: number, share: number, fall: number) => {
      const step = Math.max(0, share) / fall;
      if (step < first.step || (step === first.step && fall > first.fall)) first = { step, position, fall };
    };
    const keys = new Map<number, { share: number; fall: number; size: number }>();
    const keyOf = (plan: number) => {
      if (!keys.has(plan)) keys.set(plan, { share: 1, fall: 0, size: 0 });
      return keys.get(plan)!;
    };
    if (own >= 0) Object.assign(keyOf(own), { fall: 1, size: 1 });
    for (let i = 0; i < direction.length; i++) {
      const code = this.basis[i]!;
      const fall = direction[i]!;
      // Violations that are gone must not come back.
      if (this.isFeasible && code < -direction.length && fall !== 0) return { step: 0, position: i, fall };
      if (fall > 0) offer(i, this.amount[i]!, fall);
      const plan = code < 0 ? -1 : this.columns[code]!.plan;
      if (plan < 0) continue;
      const key = keyOf(plan);
      key.share -= this.amount[i]!;
      key.fall -= fall;
      key.size += Math.abs(fall);
    }
    for (const [plan, { share, fall, size }] of keys)
      if (fall > ROUNDING * size) offer(-1 - plan, share, fall);
    if (first.step === Infinity) throw new Error('a linear program has no bound');
    return first;
  }

  private positionsOf(plan: number): number[] {
    const positions: number[] = [];
    this.basis.forEach((code, i) => {
      if (code >= 0 && this.columns[code]!.plan === plan) positions.push(i);
    });
    return positions;
  }

  /** Makes inverse and amounts anew from the basis, free of what pivots have gathered of rounding. */
  private refresh(): void {
    this.pivots = 0;
    const columns = Array.from(this.basis, (code) => this.direction(code));
    if (!this.inverse.refactor(columns)) return;
    const short = this.shortOfKeys();
    this.amount = this.inverse.times(short);
    columns.forEach((column, i) => column.forEach((a, r) => (short[r]! -= a * this.amount[i]!)));
    this.inverse.times(short).forEach((rest, i) => (this.amount[i]! += rest));
  }
}
