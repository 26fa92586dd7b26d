import type { FieldSource } from './cellFields.ts';
import type { DeliveryBlock } from './deliveryBlock.ts';
import type { MechanismId, ResolvedPlan, ResolvedScenario } from '../scenario/resolved.ts';

/** Expected delivery of one cell (keyword or audience) on one whole day at one bid, no budget in the way. Reused as an out-parameter. */
export interface CellDelivery {
  /** Searches or impressions on offer [1/day]. */
  opportunities: number;
  /** [impressions/day] */
  impressions: number;
  /** [clicks/day] */
  clicks: number;
  /** [currency/day] */
  cost: number;
  /** Variance of the price of one billed event [currency^2]. */
  priceVariance: number;
  /** Every billed event costs between these [currency]. */
  lowestPrice: number;
  highestPrice: number;
  /** Sum of ranks of shown impressions [1/day]; 0 where ranks mean nothing. */
  rankSum: number;
  /** Impressions as if all were in the first position: clicks / true CTR [1/day]. */
  normalisedImpressions: number;
  /** Conversion of its clicks relative to clicks in the first position. */
  conversion: number;
}

export function emptyDelivery(): CellDelivery {
  return {
    opportunities: 0,
    impressions: 0,
    clicks: 0,
    cost: 0,
    priceVariance: 0,
    lowestPrice: 0,
    highestPrice: 0,
    rankSum: 0,
    normalisedImpressions: 0,
    conversion: 1,
  };
}

/** One cell's searches on a day as the event tiers play them, auction by auction. Scores are bid x quality. */
export interface SearchAuctions {
  readonly kind: 'search';
  /** Searches the cell reaches [1/day]. */
  readonly opportunities: number;
  /** Of the keyword, on the plan's bid. */
  readonly bidFactor: number;
  /** True, in the first position. */
  readonly clickThroughRate: number;
  /** Standard deviation of the own log score, drawn anew in every auction. */
  readonly noiseSd: number;
  /** Rivals drawn from distributions, alike and independent, anew in every auction. */
  readonly rivals: {
    readonly count: number;
    readonly medianBid: number;
    /** Of the log score, noise included. */
    readonly sd: number;
    readonly activity: number;
  };
  /** Share of searches that look at each row, and click-through there relative to the first. */
  readonly examination: Float64Array;
  readonly clickThrough: Float64Array;
  /** Conversion of each row relative to the first; absent where it is the same everywhere. */
  readonly conversion?: Float64Array;
  readonly reserve: number;
  readonly tick: number;
  readonly mechanism: MechanismId;
}

/** One audience's impressions on a day as the event tiers play them: against the best rival's CPM X, P(X < b) = b^a / (b^a + c^a). */
export interface DisplayAuctions {
  readonly kind: 'display';
  /** Of the audience, on the plan's bid. */
  readonly bidFactor: number;
  /** Impressions on offer [1/day]. */
  readonly opportunities: number;
  /** c [currency/1000 impressions] */
  readonly marketCpm: number;
  readonly winExponent: number;
  /** [currency/1000 impressions] */
  readonly reserve: number;
  readonly tick: number;
  readonly mechanism: MechanismId;
}

export type CellAuctions = SearchAuctions | DisplayAuctions;

/** Factors of the hours on a bid, with their logarithms. */
export interface BidFactors {
  readonly values: Float64Array;
  readonly logs: Float64Array;
}

/** One plan's markets, ready to evaluate. Bids are the plan's; cells scale them. */
export interface PlanMarket {
  readonly cellIds: readonly string[];
  /** What is billed. */
  readonly bills: 'click' | 'impression';
  /** True CTR in the best position and the peers' reference, per cell. */
  readonly clickThroughRate: Float64Array;
  readonly referenceClickThroughRate: Float64Array;
  readonly relevance: Float64Array;
  /**
   * Writes the delivery of a cell on a day (0-based).
   * @param bid the plan's bid in force (after dayparting)
   * @param quality the cell's quality ratio, 1 = peers
   * @param predictedClickThroughRate what the platform expects, position-normalised
   * @param rivalBids factor on rivals' bids beyond what the scenario says of the day, default 1
   * @param entered advertisers beyond those the scenario counts on the day, default 0
   */
  readonly deliver: (
    cell: number,
    day: number,
    bid: number,
    quality: number,
    predictedClickThroughRate: number,
    out: CellDelivery,
    rivalBids?: number,
    entered?: number,
  ) => void;
  /** The auctions behind `deliver`, for the tiers that play them one by one. */
  readonly auctions: (cell: number, day: number, rivalBids: number, entered: number) => CellAuctions;
  /**
   * The same for every bid of a day at once, into places `from`, `from + 1`, ... of a block: what hours have in common is worked
   * out once. Agrees with `deliver` at `bid * factor` within rounding.
   * @param factors on `bid`
   */
  readonly deliverHours: (
    cell: number,
    day: number,
    bid: number,
    factors: BidFactors,
    quality: number,
    predictedClickThroughRate: number,
    out: DeliveryBlock,
    from: number,
    rivalBids: number,
    entered: number,
  ) => void;
  /** What batches of expected days are worked out from (market/search/expectCells.ts, expectHours.ts); null where there are none. */
  readonly fields: FieldSource | null;
  /**
   * Writes the share of a cell's opportunities that become impressions in each rank bucket (contract/rankBuckets.ts); absent
   * where ranks mean nothing. Same arguments as `deliver`, to whose impressions the shares add up.
   */
  readonly rankShares?: (
    cell: number,
    day: number,
    bid: number,
    quality: number,
    out: Float64Array,
    rivalBids?: number,
    entered?: number,
  ) => void;
  /**
   * P(at this bid one opportunity of a cell shows the ad at `rank` or better) on a day, not falling in the bid; where ranks
   * mean nothing, P(it is won).
   */
  readonly reachChance: (
    cell: number,
    day: number,
    bid: number,
    quality: number,
    predictedClickThroughRate: number,
    rank: number,
  ) => number;
  /** A plan bid that meets the middle of the market on a day, before noise: what "suggested bid" estimates. */
  readonly typicalBid: (day: number) => number;
}

/** A kind of ad inventory, declared in a registry; shared code never asks for its name. */
export interface Channel {
  readonly id: ResolvedPlan['channel'];
  readonly prepare: (plan: ResolvedPlan, scenario: ResolvedScenario) => PlanMarket;
}
