import { exp, log } from '../math/elementary.ts';
import { CompensatedSum } from '../math/sum.ts';
import { certificateOf, type Certificate } from './certificate.ts';

/** Many Hill plans side by side; every plan's range must lie in the concave part of its curve. */
export interface HillTable {
  readonly scale: Float64Array;
  readonly exponent: Float64Array;
  readonly halfSaturation: Float64Array;
  readonly carryover: Float64Array;
  /** Least and most spend [money], finite. */
  readonly least: Float64Array;
  readonly most: Float64Array;
}

export interface HillAllocation {
  readonly spend: Float64Array;
  readonly value: Float64Array;
  /** Value of the next unit of money. */
  readonly price: number;
  readonly certificate: Certificate;
}

/**
 * Exact optimum of max sum of Hill values s.t. sum of spends = budget, for tables whose budget binds
 * (sum of least < budget < sum of most).
 *
 * With t = log(z/h) and level = log(price / unit), plan i's condition is
 * g(t) = (e-1) t - 2 log(1 + exp(e t)) - log(unit h / (scale e)) - level = 0. Newton's step moves the level for the
 * budget; each plan then follows from its last t, which takes one or two steps of its own (g is concave, so they do not
 * overshoot twice). The sum of spends falls with the level, which keeps it in a bracket.
 */
export function allocateHill(table: HillTable, budget: number): HillAllocation {
  const state = prepare(table);
  const level = solveLevel(table, state, budget);
  return conclude(table, state, budget, state.unit * exp(level));
}

interface State {
  /** Unit of slope that makes prices dimensionless. */
  readonly unit: number;
  /** log(unit h / (scale e)). */
  readonly offset: Float64Array;
  /** log of the slope over `unit` at the least and the most spend. */
  readonly steepest: Float64Array;
  readonly flattest: Float64Array;
  /** The iterates: log(z/h), spend, and d spend / d level. */
  readonly t: Float64Array;
  readonly spend: Float64Array;
  readonly rate: Float64Array;
}

function prepare({ scale, exponent, halfSaturation, carryover, least, most }: HillTable): State {
  const plans = scale.length;
  const arrays = () => new Float64Array(plans);
  const [offset, steepest, flattest] = [arrays(), arrays(), arrays()];
  let [scales, halves] = [0, 0];
  for (let i = 0; i < plans; i++) {
    scales += scale[i]!;
    halves += halfSaturation[i]!;
  }
  const unit = scales / halves;
  for (let i = 0; i < plans; i++) {
    const e = exponent[i]!;
    const h = halfSaturation[i]!;
    offset[i] = log(((unit / scale[i]!) * h) / e);
    steepest[i] = logSlope((least[i]! + carryover[i]!) / h, e) - offset[i]!;
    flattest[i] = logSlope((most[i]! + carryover[i]!) / h, e) - offset[i]!;
  }
  return { unit, offset, steepest, flattest, t: arrays().fill(Infinity), spend: arrays(), rate: arrays() };
}

/** log of u^(e-1) / (1 + u^e)^2. */
function logSlope(u: number, e: number): number {
  if (u === 0) return e < 1 ? Infinity : 0;
  const t = log(u);
  return (e - 1) * t - 2 * log(1 + exp(e * t));
}

const ROUNDS = 200;
/** Longest move of the level in a round. */
const LONGEST = 3;
const DONE = 2 ** -46;

function solveLevel(table: HillTable, state: State, budget: number): number {
  let [low, high] = [-Infinity, Infinity];
  let level = firstLevel(table, state, budget);
  for (let round = 0; round < ROUNDS; round++) {
    const { excess, change } = respondAll(table, state, level, budget);
    if (Math.abs(excess) <= DONE * budget) break;
    if (excess > 0) low = level;
    else high = level;
    let next = level - excess / change;
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (!Number.isFinite(next)) next = excess > 0 ? Infinity : -Infinity;
    next = Math.min(level + LONGEST, Math.max(level - LONGEST, next));
    if (next === level) break;
    level = next;
  }
  return level;
}

/** Between each plan's slopes at its bounds, at the budget's place between the sums of bounds. */
function firstLevel({ least, most }: HillTable, { steepest, flattest }: State, budget: number): number {
  let [lows, highs, sum] = [0, 0, 0];
  for (let i = 0; i < least.length; i++) {
    lows += least[i]!;
    highs += most[i]!;
  }
  const place = (budget - lows) / (highs - lows);
  for (let i = 0; i < least.length; i++) {
    const steep = Math.min(steepest[i]!, flattest[i]! + 2 * LONGEST);
    sum += steep + place * (flattest[i]! - steep);
  }
  return sum / least.length;
}

/** Best spends at a level; their sum less the budget, and how it changes with the level. */
function respondAll(
  { exponent, halfSaturation, carryover, least, most }: HillTable,
  { offset, steepest, flattest, t, spend, rate }: State,
  level: number,
  budget: number,
): { excess: number; change: number } {
  const total = new CompensatedSum();
  let change = 0;
  for (let i = 0; i < spend.length; i++) {
    rate[i] = 0;
    if (level >= steepest[i]!) spend[i] = least[i]!;
    else if (level <= flattest[i]!) spend[i] = most[i]!;
    else {
      const e = exponent[i]!;
      const goal = level + offset[i]!;
      // Both asymptotes of g lie above it, so the root is left of both of theirs; from there Newton's steps go left.
      const right = e < 1 ? Math.min(-goal / (e + 1), goal / (e - 1)) : -goal / (e + 1);
      let at = Math.min(t[i]!, right);
      let bend = 0;
      for (let step = 0; step < 50; step++) {
        const p = exp(e * at);
        bend = (e - 1 - (e + 1) * p) / (1 + p);
        const move = ((e - 1) * at - 2 * log(1 + p) - goal) / bend;
        at = Math.min(at - move, right);
        if (move < NEGLIGIBLE && move > -NEGLIGIBLE) break;
      }
      t[i] = at;
      const z = halfSaturation[i]! * exp(at);
      spend[i] = Math.min(most[i]!, Math.max(least[i]!, z - carryover[i]!));
      rate[i] = z / bend;
      change += rate[i]!;
    }
    total.add(spend[i]!);
  }
  return { excess: total.value - budget, change };
}

/** A Newton step this small has left an error of about its square. */
const NEGLIGIBLE = 1e-7;

/** Spreads the last rounding over the interior plans; values, and the bound theta * budget + sum of (value - theta * spend). */
function conclude(table: HillTable, { spend, rate }: State, budget: number, price: number): HillAllocation {
  const { scale, exponent, halfSaturation, carryover, least, most } = table;
  const value = new Float64Array(spend.length);
  const [total, spent, terms] = [new CompensatedSum(), new CompensatedSum(), new CompensatedSum()];
  let rates = 0;
  for (let i = 0; i < spend.length; i++) {
    spent.add(spend[i]!);
    rates += rate[i]!;
  }
  const missing = rates === 0 ? 0 : (budget - spent.value) / rates;
  terms.add(price * budget);
  for (let i = 0; i < spend.length; i++) {
    spend[i] = Math.min(most[i]!, Math.max(least[i]!, spend[i]! + missing * rate[i]!));
    const odds = exp(-exponent[i]! * log((spend[i]! + carryover[i]!) / halfSaturation[i]!));
    value[i] = scale[i]! / (1 + odds);
    total.add(value[i]!);
    terms.add(value[i]! - price * spend[i]!);
  }
  return { spend, value, price, certificate: certificateOf(total.value, terms.value, 'hill-newton') };
}
