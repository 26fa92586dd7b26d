/** One plan's back office by click day (index 0 = day 1, length = days so far). Orders and revenue are those *known so far*. */
export interface PlanHistory {
  readonly impressions: ArrayLike<number>;
  readonly clicks: ArrayLike<number>;
  /** [currency] */
  readonly cost: ArrayLike<number>;
  /** Average rank of shown impressions; 0 where none. Display: 0. */
  readonly averageRank: ArrayLike<number>;
  /** Displayed quality 1-10. */
  readonly quality: ArrayLike<number>;
  readonly impressionsLostToBudget: ArrayLike<number>;
  readonly impressionsLostToRank: ArrayLike<number>;
  /** Paid orders known by last night, booked on the click day. */
  readonly orders: ArrayLike<number>;
  /** [currency] Paid gross revenue known by last night, booked on the click day. */
  readonly revenue: ArrayLike<number>;
  /** The bid and budget that stood on each day. */
  readonly bid: ArrayLike<number>;
  readonly dailyBudget: ArrayLike<number>;
  readonly enabled: ArrayLike<number>;
}

/** What the promoter knows of a plan this morning. */
export interface PlanObservation {
  readonly id: string;
  readonly group: string | null;
  readonly channel: 'search' | 'display';
  /** What a bid is for: one click, or 1000 impressions. */
  readonly bidsFor: 'click' | 'impression';
  /** Bid as it stands now. */
  readonly bid: number;
  readonly dailyBudget: number;
  readonly enabled: boolean;
  /** The platform's suggested bid (noisy), in the plan's bid unit. */
  readonly suggestedBid: number;
  /** Own books: price and net margin a unit of revenue. */
  readonly price: number;
  readonly netMargin: number;
  readonly bounds: {
    readonly minBid: number;
    readonly maxBid: number | null;
    readonly minDailyBudget: number;
    readonly maxDailyBudget: number | null;
    readonly minAverageRoas: number | null;
    readonly minMarginalRoas: number | null;
    readonly fixed: boolean;
  };
  readonly history: PlanHistory;
}

/** The morning's view: never the truth. Plans in id order. */
export interface Observation {
  /** 0-based day about to begin. */
  readonly day: number;
  readonly days: number;
  readonly firstWeekday: number;
  readonly objective: 'revenue' | 'profit';
  readonly plans: readonly PlanObservation[];
  readonly limits: {
    readonly dailyBudget: number;
    readonly enforceDailyBudget: boolean;
    readonly periodBudget: number | null;
    readonly minAverageRoas: number | null;
    readonly groups: readonly {
      readonly id: string;
      readonly dailyBudget: number | null;
      readonly minAverageRoas: number | null;
    }[];
    readonly bidStep: number;
    readonly budgetStep: number;
    readonly bidTick: number;
    readonly minimumBid: number;
    readonly minimumDailyBudget: number;
  };
  /** The account's reported share of final orders known at age 0, 1, .. days (promoters know their delay from past reports). */
  readonly knownShareByAge: ArrayLike<number>;
  /** What festivals announced beforehand do on each day of the horizon (factors, 1 = plain); absent where none is announced. */
  readonly calendar?: {
    readonly demand: ArrayLike<number>;
    readonly conversion: ArrayLike<number>;
  };
}
