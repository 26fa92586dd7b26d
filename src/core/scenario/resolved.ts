import type { Objective } from './objective.ts';
import type { ResolvedShop } from './resolvedShop.ts';
import type { Scenario } from './schema/scenario.ts';

/** How clicks are priced. */
export type MechanismId = Scenario['market']['auction'];

/** A value for every day: one number, or one a day (index 0 = day 1) where the user wrote a formula. */
export type DailySeries = number | readonly number[];

/** The value of a series on a day (0-based). */
export function onDay(series: DailySeries, day: number): number {
  return typeof series === 'number' ? series : series[day]!;
}

/** Money of one paid order of a plan's product, and what is left of it. */
export interface Economics {
  readonly price: number;
  /** What the promoter's books say of the price. */
  readonly listPrice: number;
  readonly unitCost: number;
  readonly commission: number;
  readonly paymentFee: number;
  readonly shipping: number;
  readonly insurance: number;
  readonly returnRate: number;
  readonly lossPerReturn: number;
  readonly orderValueCv: number;
  /** Net margin a unit of paid gross revenue, before ads: docs/model.md "Net margin". May be negative. */
  readonly netMargin: number;
  /** 1/netMargin, or null where the net margin is not positive: such a product has no break-even. */
  readonly breakEvenRoas: number | null;
}

/** Where a search cell comes from: what a search-term report is grouped by. */
export interface CellOrigin {
  /** Id of the keyword that reaches it. */
  readonly keyword: string;
  /** Bid of the keyword relative to the plan's, before device, premium and smart factor. */
  readonly bidFactor: number;
  /** The words searched for, or those of the keyword where no terms are given. */
  readonly words: string;
  /** How close the search is to the keyword; the keyword's own match type where no terms are given. */
  readonly match: 'exact' | 'phrase' | 'broad';
  /** True where the words are a term of `market.search.terms`. */
  readonly term: boolean;
  /** Null where devices are not told apart. */
  readonly device: 'mobile' | 'desktop' | null;
  /** Id of the plan's premium; null: everybody else. */
  readonly premium: string | null;
}

/** One market of a search plan, with own rivals: a keyword or a search term, on one device, for one kind of searcher. */
export interface SearchCell {
  readonly id: string;
  readonly origin: CellOrigin;
  /** A word with the own brand. */
  readonly brand: boolean;
  /** Bid relative to the plan's: keyword bid x device x premium x smart factor. */
  readonly bidFactor: number;
  /** [queries/day] before season, with match reach. */
  readonly dailyQueries: DailySeries;
  /** True CTR in the first position with the plan's creatives. */
  readonly clickThroughRate: number;
  /** Category reference CTR in the first position (quality 1). */
  readonly referenceClickThroughRate: number;
  /** Conversion relative to the plan, with match. */
  readonly conversionFactor: DailySeries;
  readonly relevance: number;
  readonly rivals: { readonly count: DailySeries; readonly medianBid: DailySeries; readonly bidSd: number };
}

/** One audience of a display plan. */
export interface DisplayCell {
  readonly id: string;
  /** Bid of the audience relative to the plan's bid. */
  readonly bidFactor: number;
  /** [impressions/day] on offer before season. */
  readonly dailyImpressions: DailySeries;
  readonly clickThroughRate: number;
  readonly referenceClickThroughRate: number;
  readonly conversionFactor: DailySeries;
  readonly marketCpm: DailySeries;
  /** People; null: frequency is ignored. */
  readonly audienceSize: number | null;
}

export interface PlanBounds {
  readonly minDailyBudget: number;
  /** Infinity is written as null in JSON. */
  readonly maxDailyBudget: number | null;
  readonly minBid: number;
  readonly maxBid: number | null;
  readonly minAverageRoas: number | null;
  /** The ROI limit of this plan: own, group's, store's, or break-even; null where the product has no break-even. */
  readonly minMarginalRoas: number | null;
  /** Most spend an order; absent: no limit. */
  readonly maxCostPerOrder?: number;
  /** Least and most expected spend a day, and the same as multiples of what today's setting spends; absent: no limit. */
  readonly minSpend?: number;
  readonly maxSpend?: number;
  readonly minOfToday?: number;
  readonly maxOfToday?: number;
  readonly fixed: boolean;
}

interface ResolvedPlanBase {
  readonly id: string;
  readonly name: string;
  readonly group: string | null;
  readonly productId: string;
  readonly economics: Economics;
  /** Today's bid. */
  readonly bid: number;
  /** Bid that rivals are used to; 0 where they are used to nothing. */
  readonly usualBid: number;
  /** Today's daily budget. */
  readonly dailyBudget: number;
  readonly enabled: boolean;
  readonly pacing: 'standard' | 'smooth';
  /** Bid factor by hour, or null for 1 all day. */
  readonly schedule: readonly number[] | null;
  /** Paid orders a visit, before season; with plan factor and creatives. */
  readonly conversionRate: DailySeries;
  readonly orderToPay: number;
  /** False: nobody knows yet how it responds, so it gets a part of `limits.explorationShare`; absent: known. */
  readonly evidence?: false;
  readonly bounds: PlanBounds;
}

export interface ResolvedSearchPlan extends ResolvedPlanBase {
  readonly channel: 'search';
  readonly cells: readonly SearchCell[];
}

export interface ResolvedDisplayPlan extends ResolvedPlanBase {
  readonly channel: 'display';
  readonly bidType: 'cpc' | 'cpm';
  readonly cells: readonly DisplayCell[];
}

export type ResolvedPlan = ResolvedSearchPlan | ResolvedDisplayPlan;

/** Factors of every day, 0-based: weekday x formula x events. */
export interface ResolvedSeason {
  readonly demand: readonly number[];
  readonly conversion: readonly number[];
  readonly rivalBids: readonly number[];
  /** Factors of the announced events alone, which the promoter knows; absent where none is announced. */
  readonly calendar?: SeasonCalendar;
}

/** What is known beforehand of every day, 0-based: factors on demand and on conversion. */
export interface SeasonCalendar {
  readonly demand: readonly number[];
  readonly conversion: readonly number[];
}

export interface ResolvedLimits {
  /** Most expected spend a day of the store. */
  readonly dailyBudget: number;
  readonly periodBudget: number | null;
  readonly enforceDailyBudget: boolean;
  readonly minAverageRoas: number | null;
  /** Most spend an order of the store; absent: no limit. */
  readonly maxCostPerOrder?: number;
  readonly groups: readonly {
    readonly id: string;
    readonly dailyBudget: number | null;
    readonly minAverageRoas: number | null;
    readonly maxCostPerOrder?: number;
  }[];
  readonly bidStep: number;
  readonly budgetStep: number;
  /** True where least budget is asked for and no daily budget is given: `optimize` may then spend what the target takes. */
  readonly openBudget?: true;
  /** True: what `optimize` recommends stays within one step of today. */
  readonly withinSteps?: true;
  /** Part of the daily budget for plans without evidence; absent: none. */
  readonly explorationShare?: number;
}

type Quality = Scenario['market']['quality'];

/** Quality parameters with peers' conversion written out. */
export type ResolvedQuality = Omit<Quality, 'experience'> & {
  readonly experience?: NonNullable<Quality['experience']> & { readonly conversionRate: number };
};

/** A scenario with every default, preset, formula and drawn plan written out; plain data, plans sorted by id. */
export interface ResolvedScenario {
  readonly version: 1;
  readonly name: string;
  readonly description: string;
  readonly currency: string;
  readonly seed: number;
  readonly days: number;
  /** 0 Monday .. 6 Sunday. */
  readonly firstWeekday: number;
  /** What `optimize` maximises; strategies go by revenue unless it is profit. */
  readonly objective: Objective;
  /** Least budget is asked for: what is to be reached of the objective's measure, a day; absent: as much as possible. */
  readonly target?: number;
  readonly strategy: {
    readonly name: string;
    readonly params: Readonly<Record<string, unknown>>;
    /** An operator's rules as written, which then decide. */
    readonly rules?: Scenario['rules'];
  };
  readonly store: Scenario['store'];
  readonly market: Pick<
    Scenario['market'],
    | 'auction'
    | 'search'
    | 'display'
    | 'rivals'
    | 'hours'
    | 'delay'
    | 'clickToVisit'
    | 'demandNoise'
    | 'suggestedBidNoise'
    | 'overDelivery'
    | 'minimumBid'
    | 'bidTick'
    | 'budgetTick'
    | 'minimumDailyBudget'
  > & { readonly quality: ResolvedQuality };
  /** Event tiers: plans that bid on the same keyword or audience id meet in the same auctions. */
  readonly sharedAuctions: boolean;
  readonly season: ResolvedSeason;
  readonly plans: readonly ResolvedPlan[];
  readonly limits: ResolvedLimits;
  /** Everything after the click beyond the plain funnel; absent where the scenario has no `shop` block. */
  readonly shop?: ResolvedShop;
  /** Other stores in the same auctions (event tiers), sorted by id, each as a scenario of its own; absent where there are none. */
  readonly rivalStores?: readonly ResolvedScenario[];
}
