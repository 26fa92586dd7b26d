import { closeBracket, type Bracket } from './bracket.ts';
import { envelopeValue, lastSpend, type Envelope } from './envelope.ts';
import { LIMIT_SLACK, LimitConflict, type Conflict, type LimitName } from './limits.ts';
import { respondTree, type PriceFolded } from './priceTree.ts';

type Bounds = Partial<
  Pick<
    PriceFolded,
    'refusedSlope' | 'upperLimit' | 'upperSpend' | 'forcedSlope' | 'lowerLimit' | 'lowerSpend'
  >
>;

/** What one plan adds to a node's total at a spend. */
type Measure = (plan: number, spend: number) => number;

/**
 * Turns a node's limits into a lowest price (below it the node would spend more than allowed) and a highest price
 * (above it, less than asked), with the spends there. Plans that are indifferent at that price are filled one after the
 * other up to the limit, so that at most one of them ends inside a jump.
 *
 * @throws LimitConflict
 */
export function boundPrices(
  node: PriceFolded,
  envelopes: readonly Envelope[],
  scratch: Float64Array,
): Bounds {
  const { maxSpend, minSpend = 0, minAverageRoas, minValue } = node.limits;
  const search = new PriceSearch(node, envelopes, scratch);
  if (maxSpend !== undefined) search.capSpend(maxSpend);
  if (minSpend > 0) search.raise('minSpend', spent, minSpend, -Infinity);
  if (minValue !== undefined) search.raise('minValue', search.earned, minValue, 0);
  if (minAverageRoas !== undefined) search.keepRoas(minAverageRoas);
  search.checkOrder();
  return search.bounds;
}

const spent: Measure = (_, spend) => spend;

const sumOf = (spend: Float64Array): number => spend.reduce((total, x) => total + x, 0);

class PriceSearch {
  readonly bounds: { -readonly [K in keyof Bounds]: Bounds[K] } = {};
  readonly earned: Measure;
  private readonly node: PriceFolded;
  private readonly envelopes: readonly Envelope[];
  private readonly scratch: Float64Array;

  constructor(node: PriceFolded, envelopes: readonly Envelope[], scratch: Float64Array) {
    this.node = node;
    this.envelopes = envelopes;
    this.scratch = scratch;
    this.earned = (plan, spend) => envelopeValue(envelopes[plan]!, spend);
  }

  capSpend(cap: number): void {
    const least = this.total(Infinity, spent);
    if (least > cap * (1 + LIMIT_SLACK)) throw this.conflict('maxSpend', cap, least, 'minimums');
    if (this.total(-Infinity, spent) <= cap) return;
    this.setUpper(
      'maxSpend',
      spent,
      cap,
      this.bracket((price) => this.total(price, spent) / cap - 1),
    );
  }

  /** Highest price at which the measure reaches what is asked; it falls with the price from `lowest` on. */
  raise(limit: LimitName, measure: Measure, asked: number, lowest: number): void {
    const most = this.total(lowest, measure);
    if (most < asked * (1 - LIMIT_SLACK)) throw this.conflict(limit, asked, most, 'capacity');
    if (this.total(Infinity, measure) >= asked) return;
    const goal = Math.min(asked, most);
    const excess = (price: number) => (price <= lowest ? 1 : this.total(price, measure) / goal - BELOW_ONE);
    this.setLower(limit, measure, goal, this.bracket(excess));
  }

  /** value - floor * spend is concave in spend with its peak at price = floor: a bound on either side of the peak. */
  keepRoas(floor: number): void {
    const surplus: Measure = (plan, spend) => this.earned(plan, spend) - floor * spend;
    const scale = this.total(-Infinity, (plan, spend) => Math.abs(this.earned(plan, spend)) + floor * spend);
    const slack = -ROUNDING * scale;
    if (this.total(floor, surplus) < 16 * slack)
      throw this.conflict('minAverageRoas', floor, this.bestRoas(floor), 'minimums');
    if (this.total(Infinity, surplus) < slack) {
      const excess = (price: number) => (price <= floor ? 1 : this.total(price, surplus) / scale);
      this.setLower('minAverageRoas', surplus, 0, this.bracket(excess));
    }
    if (this.total(-Infinity, surplus) < slack) {
      const excess = (price: number) => (price >= floor ? -1 : -this.total(price, surplus) / scale);
      this.setUpper('minAverageRoas', surplus, 0, this.bracket(excess));
    }
  }

  /** Throws when what is asked lies beyond what is allowed. */
  checkOrder(): void {
    const { lowerSpend, upperSpend, lowerLimit, upperLimit } = this.bounds;
    if (lowerSpend === undefined || upperSpend === undefined) return;
    const sum = (spend: Float64Array, measure: Measure) =>
      spend.reduce((total, x, i) => total + measure(this.node.first + i, x), 0);
    if (sum(lowerSpend, spent) <= sum(upperSpend, spent) * (1 + 2 * LIMIT_SLACK)) return;
    const most = sum(upperSpend, spent);
    const best = sum(upperSpend, this.earned);
    const attainable = lowerLimit === 'minSpend' ? most : lowerLimit === 'minValue' ? best : best / most;
    throw this.conflict(lowerLimit!, this.node.limits[lowerLimit!]!, attainable, upperLimit!);
  }

  /** Of two upper limits the one that leaves less spend holds: inside one jump both have the same price. */
  private setUpper(limit: LimitName, measure: Measure, target: number, { low, high }: Bracket): void {
    const { upperSpend: before } = this.bounds;
    const upperSpend = this.fill(high, low, measure, target);
    if (before !== undefined && sumOf(before) <= sumOf(upperSpend)) return;
    Object.assign(this.bounds, { refusedSlope: high, upperLimit: limit, upperSpend });
  }

  private setLower(limit: LimitName, measure: Measure, target: number, { low, high }: Bracket): void {
    const { lowerSpend: before } = this.bounds;
    const lowerSpend = this.fill(high, low, measure, target);
    if (before !== undefined && sumOf(before) >= sumOf(lowerSpend)) return;
    Object.assign(this.bounds, { forcedSlope: low, lowerLimit: limit, lowerSpend });
  }

  /** From the spends at the high price towards those at the low price, plan by plan, until the total is the target. */
  private fill(high: number, low: number, measure: Measure, target: number): Float64Array {
    const { first, end } = this.node;
    const total = this.total(high, measure);
    const filled = this.scratch.slice(first, end);
    respondTree(this.node, low, this.envelopes, this.scratch);
    let missing = target - total;
    for (let i = 0; i < filled.length; i++) {
      const from = filled[i]!;
      const to = this.scratch[first + i]!;
      if (to <= from) continue;
      const step = measure(first + i, to) - measure(first + i, from);
      if (Math.abs(step) >= Math.abs(missing)) {
        filled[i] = step === 0 ? from : from + (to - from) * Math.max(0, missing / step);
        break;
      }
      filled[i] = to;
      missing -= step;
    }
    return filled;
  }

  /** Bracket of the price at which a falling excess changes sign, from the typical slope outwards. */
  private bracket(excess: (price: number) => number): Bracket {
    const typical = this.typicalSlope();
    if (excess(typical) > 0) {
      let low = typical;
      let high = typical * STRIDE;
      // Curves that saturate late have a typical slope of next to nothing.
      const farthest = Math.max(1, typical) * FARTHEST;
      while (high < farthest && excess(high) > 0) [low, high] = [high, high * STRIDE];
      return high < farthest ? closeBracket(excess, low, high) : { low, high };
    }
    let high = typical;
    let low = typical / STRIDE;
    while (low > typical / FARTHEST && !(excess(low) > 0)) [low, high] = [low / STRIDE, low];
    if (low > typical / FARTHEST) return closeBracket(excess, low, high);
    return this.negativeBracket(excess, typical);
  }

  /** The same below 0: money that is forced where it loses value. */
  private negativeBracket(excess: (price: number) => number, typical: number): Bracket {
    let low = typical / FARTHEST;
    if (excess(-low) > 0) return { low: -low, high: 0 };
    let high = low * STRIDE;
    while (high < typical * FARTHEST && !(excess(-high) > 0)) [low, high] = [high, high * STRIDE];
    const mirrored = closeBracket((size) => (excess(-size) > 0 ? -1 : 1), low, high);
    return { low: -mirrored.high, high: -mirrored.low };
  }

  private typicalSlope(): number {
    let [rise, run] = [0, 0];
    for (let plan = this.node.first; plan < this.node.end; plan++) {
      const { spend, value } = this.envelopes[plan]!;
      rise += Math.abs(value.at(-1)! - value[0]!);
      run += lastSpend(this.envelopes[plan]!) - spend[0]!;
    }
    return rise > 0 && run > 0 ? rise / run : 1;
  }

  /** Highest value/spend of the node (Dinkelbach 1967, Management Science 13:492). */
  private bestRoas(start: number): number {
    let best = start;
    for (let step = 0; step < 60; step++) {
      const next = this.total(best, this.earned) / this.total(best, spent);
      if (Math.abs(next - best) <= ROUNDING * Math.abs(next)) break;
      best = next;
    }
    return best;
  }

  private total(price: number, measure: Measure): number {
    const { first, end } = this.node;
    respondTree(this.node, price, this.envelopes, this.scratch);
    let [sum, lost] = [0, 0];
    for (let plan = first; plan < end; plan++) {
      const term = measure(plan, this.scratch[plan]!);
      const next = sum + term;
      lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
      sum = next;
    }
    return sum + lost;
  }

  private conflict(
    limit: LimitName,
    required: number,
    attainable: number,
    against: Conflict['against'],
  ): LimitConflict {
    return new LimitConflict({ node: this.node.id, limit, required, attainable, against });
  }
}

const STRIDE = 16;
/** Prices are sought within this factor of the typical slope. */
const FARTHEST = 2 ** 120;
const ROUNDING = 2 ** -50;
/** Just below 1, so that a measure that equals what is asked counts as reaching it. */
const BELOW_ONE = 1 - 2 ** -53;
