/** A slow, obvious simulation of single search auctions, written without the tables: the referee of the fluid landscape. */
export interface ReferenceMarket {
  readonly rivals: number;
  readonly activity: number;
  readonly medianBid: number;
  readonly bidSd: number;
  readonly qualitySd: number;
  readonly scoreNoise: number;
  readonly reserve: number;
  readonly tick: number;
  readonly slots: number;
  readonly examinationRows: number;
  readonly positionExponent: number;
}

export interface AuctionOutcome {
  /** P(examined) at the rank won, 0 if not shown. */
  readonly examined: number;
  /** Relative click-through at the rank won. */
  readonly clickThrough: number;
  readonly rank: number;
  readonly price: number;
}

/** One search: who takes part, who scores what, who stands where, what the focal plan would pay for a click. */
export function holdAuction(
  market: ReferenceMarket,
  bid: number,
  quality: number,
  normal: () => number,
  uniform: () => number,
): AuctionOutcome {
  const ownFactor = quality * Math.exp(market.scoreNoise * normal());
  const own = bid * ownFactor;
  const scores: number[] = [];
  for (let rival = 0; rival < market.rivals; rival++) {
    if (uniform() >= market.activity) continue;
    const rivalBid = market.medianBid * Math.exp(market.bidSd * normal());
    const rivalQuality = Math.exp(market.qualitySd * normal());
    scores.push(rivalBid * rivalQuality * Math.exp(market.scoreNoise * normal()));
  }
  if (own < market.reserve) return { examined: 0, clickThrough: 0, rank: 0, price: 0 };
  scores.sort((a, b) => b - a);
  const above = scores.filter((score) => score > own).length;
  const rank = above + 1;
  if (rank > market.slots) return { examined: 0, clickThrough: 0, rank, price: 0 };
  const next = scores[above];
  const floor = market.reserve / ownFactor;
  const price = next === undefined ? floor : Math.min(bid, Math.max(floor, next / ownFactor + market.tick));
  return {
    examined: Math.exp(-(rank - 1) / market.examinationRows),
    clickThrough: rank ** -market.positionExponent,
    rank,
    price,
  };
}

/** Small, well-known generator for the referee only (mulberry32 state, Box-Muller normals). */
export function referenceRandom(seed: number): { uniform: () => number; normal: () => number } {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}
