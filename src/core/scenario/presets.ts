/** Category defaults (practitioners' figures, split by assumption; money in yuan). CTR is that of the first position; CVR is paid orders per visit. */
export const categoryPresets = {
  apparel: { clickThroughRate: 0.06, conversionRate: 0.02, medianBidScale: 1, returnRate: 0.2 },
  beauty: { clickThroughRate: 0.06, conversionRate: 0.032, medianBidScale: 2.0 / 1.2, returnRate: 0.06 },
  electronics: { clickThroughRate: 0.02, conversionRate: 0.015, medianBidScale: 1.5 / 1.2, returnRate: 0.08 },
  home: { clickThroughRate: 0.035, conversionRate: 0.025, medianBidScale: 1.3 / 1.2, returnRate: 0.1 },
  food: { clickThroughRate: 0.035, conversionRate: 0.045, medianBidScale: 1, returnRate: 0.03 },
  baby: { clickThroughRate: 0.035, conversionRate: 0.035, medianBidScale: 1.6 / 1.2, returnRate: 0.08 },
} as const;

export type Category = keyof typeof categoryPresets;

/** Keyword tiers (assumptions, calibrated so that an interior optimum exists). Queries a day are assumptions. */
export const tierPresets = {
  head: { rivals: 80, medianBid: 0.8, dailyQueries: 20_000 },
  mid: { rivals: 35, medianBid: 0.75, dailyQueries: 4_000 },
  tail: { rivals: 12, medianBid: 0.65, dailyQueries: 800 },
} as const;

/** Audiences of display plans (assumptions; the order agrees with field experiments): factors on click-through and conversion, incrementality, impressions on offer. */
export const audiencePresets = {
  old: { clickThroughFactor: 1.6, conversionFactor: 2.8, incrementality: 0.4, dailyImpressions: 20_000 },
  cart: { clickThroughFactor: 1.4, conversionFactor: 2.2, incrementality: 0.5, dailyImpressions: 15_000 },
  'rival-visitors': {
    clickThroughFactor: 1,
    conversionFactor: 1,
    incrementality: 0.8,
    dailyImpressions: 80_000,
  },
  'look-alike': {
    clickThroughFactor: 0.7,
    conversionFactor: 0.7,
    incrementality: 0.9,
    dailyImpressions: 200_000,
  },
  broad: {
    clickThroughFactor: 0.4,
    conversionFactor: 0.45,
    incrementality: 0.95,
    dailyImpressions: 1_000_000,
  },
} as const;

/** Match types (broad converts at .6 of exact; all columns are assumptions). Relevance is that of a search term reached so. */
export const matchPresets = {
  exact: { reach: 1, conversionFactor: 1, relevance: 1 },
  phrase: { reach: 1.5, conversionFactor: 0.8, relevance: 0.9 },
  broad: { reach: 2.5, conversionFactor: 0.6, relevance: 0.75 },
} as const;

export type Match = keyof typeof matchPresets;

/** Relative traffic by hour 0..23 (shape from public hour curves, values assumed); normalised on use. */
export const hourTraffic: readonly number[] = [
  0.75, 0.42, 0.24, 0.16, 0.13, 0.15, 0.28, 0.52, 0.85, 1.12, 1.25, 1.2, 1.25, 1.27, 1.15, 1.13, 1.12, 1.08,
  1.15, 1.42, 1.78, 1.85, 1.6, 1.13,
];

/** Relative conversion by hour (browse at night, buy by day: sign from public pages, size assumed); normalised to a traffic-weighted mean of 1. */
export const hourConversion: readonly number[] = [
  0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.95, 0.95, 0.95, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1, 1, 1, 1, 0.97, 0.97,
  0.97, 0.97,
];

/** Activities (docs/model.md; fees of Juhuasuan 2021, the others assumed). Quality, traffic and discount are assumptions. */
const activityBase = {
  discount: 0.25,
  conversion: 1.75,
  feeBase: 0,
  feeRate: 0,
  feeCap: 1e7,
  returns: 1.3,
  dip: 0.2,
  dipDays: 7,
  pulledForward: 0.15,
  laterPrice: 0.0385,
  ratingLoss: 0.25,
};
export const activityPresets = {
  juhuasuan: { ...activityBase, traffic: 8, quality: 0.8, feeBase: 2500, feeRate: 0.03, feeCap: 25_000 },
  'daily-special': { ...activityBase, traffic: 4, quality: 0.6 },
  'flash-sale': { ...activityBase, traffic: 5, quality: 0.5 },
  'self-run': { ...activityBase, traffic: 1.5, quality: 0.9, conversion: 1.4, discount: 0.15, returns: 1.1 },
} as const;

/** Trust a shop type lends to conversion (guide A4, assumption). */
export const shopTypeTrust = { c2c: 1, corporate: 1.05, specialty: 1.08, flagship: 1.15 } as const;
