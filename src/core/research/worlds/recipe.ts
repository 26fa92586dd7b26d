/** What makes a research world: constants, from which a seed draws plans, budget and ROAS floor. Days counted from 0. */
export interface WorldRecipe {
  readonly id: string;
  readonly description: string;
  readonly plans: number;
  readonly days: number;
  /** Store budget = what a plain day spends where the next unit of money brings this [revenue/spend]. */
  readonly budgetAtMarginalRoas: number;
  /** ROAS floor: this share of the average ROAS at the budget (the budget binds) ... */
  readonly floorShareOfAverage?: number;
  /** ... or the average ROAS where the next unit of money brings this (the floor binds). */
  readonly floorAtMarginalRoas?: number;
  /** Share of plans with about 300 searches a day. */
  readonly smallShare: number;
  /** Standard deviation of the log of searches between the other plans. */
  readonly querySd: number;
  /** Weekly wave, six-day festival, rivals coming and going. */
  readonly seasonal: boolean;
  /** The festival stands in the promoter's calendar. */
  readonly announced?: boolean;
  /** Two query clusters a plan, which differ in rivals and conversion. */
  readonly mixed: boolean;
  /** Standard deviation of log conversion between plans. */
  readonly conversionSd: number;
  /** Noise of the price in the promoter's books [log units]. */
  readonly listPriceNoise: number;
  /** Share of the orders to come that arrives each day; 1 = all on the click day. */
  readonly arrivalRate: number;
  /** Largest change of a bid a day; 10 = free. */
  readonly bidStep: number;
  /** The quality score follows the plan's click-through; such worlds are scored as percent of the clairvoyant policy. */
  readonly qualityLearns?: boolean;
  /** Median of a plan's searches a day; default 8000. */
  readonly medianQueries?: number;
  /** Strategies of other stores in the same auctions; such worlds are played auction by auction and scored against the clairvoyant policy. */
  readonly rivalStores?: readonly string[];
}

const plain = {
  plans: 40,
  days: 60,
  smallShare: 0,
  querySd: 0.9,
  seasonal: false,
  mixed: false,
  conversionSd: 0.5,
  listPriceNoise: 0,
  arrivalRate: 1,
  bidStep: 10,
} as const;
const wide = { conversionSd: 0.8, listPriceNoise: 0.3 } as const;

/** The suite S1-S8 (docs/strategies.md, "The worlds"). Frozen: scores are comparable only while these stand. */
export const standardWorlds: readonly WorldRecipe[] = [
  {
    ...plain,
    id: 'S1',
    description: 'Budget-bound: more good auctions than money',
    budgetAtMarginalRoas: 2,
    floorShareOfAverage: 0.7,
  },
  {
    ...plain,
    id: 'S2',
    description: 'ROI-bound: more money than good auctions',
    budgetAtMarginalRoas: 1.2,
    floorAtMarginalRoas: 2,
  },
  {
    ...plain,
    id: 'S3',
    description: 'Season and shocks: weekly wave, festival, rivals coming and going',
    budgetAtMarginalRoas: 2,
    floorShareOfAverage: 0.9,
    seasonal: true,
  },
  {
    ...plain,
    id: 'S4',
    description: 'Mostly small plans: 120, four in five with about 300 searches a day',
    plans: 120,
    budgetAtMarginalRoas: 2,
    floorShareOfAverage: 0.8,
    smallShare: 0.8,
    querySd: 1.15,
  },
  {
    ...plain,
    id: 'S5',
    description: 'S3 where a bid moves at most 20 % a day',
    budgetAtMarginalRoas: 2,
    floorShareOfAverage: 0.9,
    seasonal: true,
    bidStep: 0.2,
  },
  {
    ...plain,
    id: 'S6',
    description: 'Ninety days, ROI-bound, with season and shocks',
    days: 90,
    budgetAtMarginalRoas: 1.5,
    floorAtMarginalRoas: 1.9,
    seasonal: true,
  },
  {
    ...plain,
    ...wide,
    id: 'S7',
    description: 'S3 with mixed queries, unequal conversion and wrong prices in the books',
    budgetAtMarginalRoas: 2,
    floorShareOfAverage: 0.8,
    seasonal: true,
    mixed: true,
  },
  {
    ...plain,
    ...wide,
    id: 'S8',
    description: 'ROI-bound where a third of the outstanding orders arrives each day',
    budgetAtMarginalRoas: 1.2,
    floorAtMarginalRoas: 2,
    arrivalRate: 0.33,
  },
];

/** A month around a festival, budget-bound and ROI-bound. */
const festivalMonths: readonly WorldRecipe[] = [
  {
    ...plain,
    id: 'F1',
    description: 'Four weeks with a six-day festival, budget-bound',
    days: 28,
    budgetAtMarginalRoas: 2,
    floorShareOfAverage: 0.8,
    seasonal: true,
  },
  {
    ...plain,
    id: 'F2',
    description: 'Four weeks with a six-day festival, ROI-bound',
    days: 28,
    budgetAtMarginalRoas: 1.2,
    floorAtMarginalRoas: 2,
    seasonal: true,
  },
];

/** F1 and F2, whose festival nobody announced, and the same with it in the promoter's calendar: F3 and F4. */
export const festivalWorlds: readonly WorldRecipe[] = [
  ...festivalMonths,
  ...festivalMonths.map((world, i) => ({
    ...world,
    id: `F${i + 3}`,
    description: `${world.description}, announced`,
    announced: true,
  })),
];

/** Worlds in which clicks won today lift the quality score of tomorrow. */
export const qualityWorlds: readonly WorldRecipe[] = [
  {
    ...plain,
    id: 'Q1',
    description: 'Quality follows click-through, budget-bound',
    plans: 20,
    budgetAtMarginalRoas: 2,
    floorShareOfAverage: 0.7,
    qualityLearns: true,
  },
  {
    ...plain,
    id: 'Q2',
    description: 'Quality follows click-through, ROI-bound',
    plans: 20,
    budgetAtMarginalRoas: 1.2,
    floorAtMarginalRoas: 2,
    qualityLearns: true,
  },
];

/** A small store: thirty plans, half of them thin, mixed queries, a month, 30 % bid steps. */
export const storeWorlds: readonly WorldRecipe[] = [
  {
    ...plain,
    ...wide,
    id: 'T30',
    description: 'A store of thirty plans, half of them thin, over four weeks',
    plans: 30,
    days: 28,
    budgetAtMarginalRoas: 2,
    floorShareOfAverage: 0.8,
    smallShare: 0.5,
    mixed: true,
    bidStep: 0.3,
  },
];

/** Our store and others in the same auctions, on the event tier. Small, so that every auction can be played. */
export const competingStoresWorlds: readonly WorldRecipe[] = [
  {
    ...plain,
    id: 'E1',
    description: 'Two rival stores, one that holds its bids and one paced by return; budget-bound',
    plans: 10,
    days: 28,
    medianQueries: 2500,
    querySd: 0.5,
    budgetAtMarginalRoas: 2,
    floorShareOfAverage: 0.7,
    rivalStores: ['hold', 'roi-paced'],
  },
  {
    ...plain,
    id: 'E2',
    description: 'Three rival stores that learn; ROI-bound',
    plans: 10,
    days: 28,
    medianQueries: 2500,
    querySd: 0.5,
    budgetAtMarginalRoas: 1.2,
    floorAtMarginalRoas: 2,
    rivalStores: ['dmd-min', 'pace', 'roi-paced'],
  },
];
