/** Why a decision was made, as data; the report turns it into a sentence. */
export interface Reason {
  /** Stable rule name, for example `raise-marginal`, `pause-no-break-even`; see report/messages/reasons.ts. */
  readonly rule: string;
  /** The figures the rule used, by name. */
  readonly figures: Readonly<Record<string, number>>;
}

/** What a strategy wants for one plan from today on; unset fields stay. */
export interface Decision {
  readonly planId: string;
  /** [currency/click or currency/1000 impressions] Keyword bids scale with it. */
  readonly bid?: number;
  /** [currency/day] */
  readonly dailyBudget?: number;
  readonly enabled?: boolean;
  readonly reason: Reason;
}

/** A decision as carried out: after step limits, platform minimums and ticks. */
export interface AppliedDecision {
  /** 0-based. */
  readonly day: number;
  readonly planId: string;
  readonly bidBefore: number;
  readonly bid: number;
  readonly dailyBudgetBefore: number;
  readonly dailyBudget: number;
  readonly enabled: boolean;
  readonly reason: Reason;
  /** The engine moved the wish to keep a step limit, tick, minimum or bound. */
  readonly adjusted: boolean;
}
