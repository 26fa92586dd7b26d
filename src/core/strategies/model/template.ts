import { exp, log, pow } from '../../math/elementary.ts';
import { normalCdf } from '../../math/normal.ts';

/** A plain market to measure real ones by: four slots, six rivals with log-normal scores, median 1, and a reserve. */
const MARKET = { slots: [1, 0.6, 0.4, 0.25], rivals: 6, sd: 0.6, reserve: 0.15 };
const FROM = log(0.02);
const PLACES = 161;
const STEP = (log(30) - FROM) / (PLACES - 1);
const FINE = 8;

interface Template {
  /** Clicks won, of those the first slot would bring. */
  readonly share: Float64Array;
  /** Price a click over bid. */
  readonly price: Float64Array;
}

/**
 * Fluid generalised second-price auction at score s: slot k with probability Bin(k-1; n, 1-G), next score
 * s - integral from the reserve of (G(u)/G(s))^(n-k+1) du (docs/model.md, "Search auction"), by trapezoids in ln s.
 */
function tabulate(): Template {
  const { slots, rivals, sd, reserve } = MARKET;
  const share = new Float64Array(PLACES);
  const price = new Float64Array(PLACES).fill(1);
  const areas = new Float64Array(slots.length);
  const below = (score: number): number => normalCdf(log(score) / sd);
  let before = reserve;
  for (let i = 0; i < PLACES; i++)
    for (let j = i === 0 ? FINE - 1 : 0; j < FINE; j++) {
      const score = exp(FROM + STEP * (i - 1 + (j + 1) / FINE));
      if (score <= reserve) continue;
      slots.forEach((_, k) => {
        const power = rivals - k;
        areas[k]! += 0.5 * (pow(below(before), power) + pow(below(score), power)) * (score - before);
      });
      before = score;
      if (j === FINE - 1) fill(i, score, below(score), slots, areas, share, price);
    }
  return { share, price };
}

function fill(
  i: number,
  score: number,
  below: number,
  slots: readonly number[],
  areas: Float64Array,
  share: Float64Array,
  price: Float64Array,
): void {
  const { rivals, reserve } = MARKET;
  let cost = 0;
  let ways = 1;
  slots.forEach((effect, k) => {
    const power = rivals - k;
    const clicks = ways * pow(1 - below, k) * pow(below, power) * effect;
    share[i]! += clicks;
    cost += clicks * Math.max(reserve, score - areas[k]! / Math.max(pow(below, power), 1e-300));
    ways *= power / (k + 1);
  });
  price[i] = share[i]! > 1e-12 ? Math.min(1, cost / share[i]! / score) : 1;
}

let made: Template | undefined;
const template = (): Template => (made ??= tabulate());

function at(values: Float64Array, x: number): number {
  const position = Math.min(Math.max((x - FROM) / STEP, 0), PLACES - 1.000001);
  const i = Math.floor(position);
  return values[i]! + (values[i + 1]! - values[i]!) * (position - i);
}

/** Share of the clicks of the first slot that a bidder wins at log bid over market x. */
export const clickShare = (x: number): number => at(template().share, x);

/** Price a click over bid there; falls with the bid above the market. */
export const priceRatio = (x: number): number => at(template().price, x);

/** The log bid over market, from 0.4 of the market up, at which the price is that part of the bid. */
export function placeOfRatio(ratio: number): number {
  let low = log(0.4);
  let high = FROM + (PLACES - 1) * STEP;
  if (ratio >= priceRatio(low)) return low;
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    if (priceRatio(middle) > ratio) low = middle;
    else high = middle;
  }
  return low;
}
