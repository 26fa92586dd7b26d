/** What the back office shows in the course of a day, before a slot begins: today's figures so far. Plans in id order. */
export interface SlotObservation {
  /** 0-based. */
  readonly day: number;
  readonly days: number;
  /** 0-based slot about to begin. */
  readonly slot: number;
  readonly slots: number;
  /** Share of a usual day's traffic that lies before this slot, (0, 1). */
  readonly trafficBefore: number;
  /** [currency/day] of the store. */
  readonly dailyBudget: number;
  readonly plans: readonly {
    readonly id: string;
    /** [currency] spent today so far. */
    readonly spend: number;
    readonly clicks: number;
    /** Of the plan's own budget [currency]. */
    readonly dailyBudget: number;
  }[];
}
