import type { DeliveryFigures } from './deliveryFigures.ts';

/** What one bid brings: daily means over the horizon, expected values, no budget in the way. */
export interface LandscapePoint extends DeliveryFigures {
  /** The subject's bid [currency/click or currency/1000 impressions]. */
  readonly bid: number;
  /** [currency/click]; null without clicks. */
  readonly costPerClick: number | null;
  /** Cost of another click: (cost - cost before) / (clicks - clicks before), from the next lower bid; null where none come. */
  readonly incrementalCostPerClick: number | null;
  /** Revenue of another unit of cost, from the next lower bid; null where cost does not rise. */
  readonly marginalRoas: number | null;
}

/** What a place costs: bids in the subject's unit, null where no bid reaches it. */
export interface RequiredBid {
  readonly firstRank: number;
  /** Infinity is written as null in JSON. */
  readonly lastRank: number;
  /** Least bid with which half of all searches show the ad at `lastRank` or better. */
  readonly bid: number | null;
}

/** Quantiles of what wins the place that the platform's suggestion aims at. */
export interface SuggestedBids {
  /** Wins it in a quarter, half and three quarters of all opportunities. */
  readonly low: number | null;
  readonly suggested: number | null;
  readonly high: number | null;
}

/** Daily means at today's bid under some daily budget. */
export interface BudgetPoint {
  readonly dailyBudget: number;
  readonly figures: DeliveryFigures;
  /** From the budget before. */
  readonly marginalRoas: number | null;
}

/** What today's daily budget misses at today's bid. */
export interface BudgetView {
  readonly today: BudgetPoint;
  /** No budget in the way: what the difference to `today` is missed. */
  readonly unlimited: DeliveryFigures;
  /** Least daily budget that is never in the way of expected spend [currency/day]. */
  readonly needed: number;
  /** Four even steps from today's budget to `needed`; none where today's suffices. */
  readonly steps: readonly BudgetPoint[];
}

/** The first day at another quality. */
export interface QualityFigures {
  readonly bid: number;
  readonly impressions: number;
  readonly clicks: number;
  readonly spend: number;
  readonly costPerClick: number | null;
  readonly averagePosition: number | null;
}

export interface QualityRow {
  /** As shown in the back office, 1-10. */
  readonly displayed: number;
  /** Quality over today's. */
  readonly factor: number;
  /** The bid stays: most of the gain is taken as rank and volume. */
  readonly equalBid: QualityFigures;
  /** The bid is lowered by the factor: same rank, same clicks, and the click price falls by just the factor (but for the tick). */
  readonly equalRank: QualityFigures;
}

export interface QualityLever {
  readonly displayed: number;
  readonly quality: number;
  readonly rows: readonly QualityRow[];
}

/** The landscape of a plan, or of one of its keywords or audiences. */
export interface Landscape {
  readonly planId: string;
  readonly planName: string;
  /** Keyword or audience; null: the plan as a whole. */
  readonly cellId: string | null;
  readonly channel: 'search' | 'display';
  readonly bidsFor: 'click' | 'impressions';
  readonly enabled: boolean;
  readonly bidToday: number;
  readonly displayedQuality: number;
  /** Rank that the suggestion aims at; null where ranks mean nothing. */
  readonly suggestedRank: number | null;
  readonly suggested: SuggestedBids;
  /** Empty where ranks mean nothing. */
  readonly requiredBids: readonly RequiredBid[];
  /** By rising bid; today's bid is one of them. */
  readonly points: readonly LandscapePoint[];
  /** Of plans only. */
  readonly budget: BudgetView | null;
  /** Of search plans, where asked for. */
  readonly quality: QualityLever | null;
}

/** The answer of `bidwright landscape`; landscape.json is this object. */
export interface LandscapeResult {
  readonly version: 1;
  readonly kind: 'landscape';
  readonly scenario: {
    readonly name: string;
    readonly description: string;
    readonly currency: string;
    readonly days: number;
    readonly seed: number;
  };
  readonly landscapes: readonly Landscape[];
}
