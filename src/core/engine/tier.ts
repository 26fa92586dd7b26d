/**
 * How closely a run follows single auctions. `fluid`: expected values; `fluid-plus`: the same, with budgets against the noise of a
 * day; `stochastic`: one draw of every day; `event`: every auction with every bidder; `event-conditional`: every auction, a plan
 * that meets no other plan against the law of its rivals.
 */
export type Tier = 'fluid' | 'fluid-plus' | 'stochastic' | 'event' | 'event-conditional';

export interface TierProperties {
  /** Counts are drawn, so that replications differ. */
  readonly stochastic: boolean;
  /** Auctions are played one by one, and plans may meet. */
  readonly auctions: boolean;
  /** Expected spend is that of a noisy day under its cap. */
  readonly noisyCap: boolean;
}

const plain: TierProperties = { stochastic: false, auctions: false, noisyCap: false };

/** What each tier is; shared code asks for these, never for a name. */
export const tierProperties: Readonly<Record<Tier, TierProperties>> = {
  fluid: plain,
  'fluid-plus': { ...plain, noisyCap: true },
  stochastic: { ...plain, stochastic: true },
  event: { ...plain, stochastic: true, auctions: true },
  'event-conditional': { ...plain, stochastic: true, auctions: true },
};

export const tiers = Object.keys(tierProperties) as readonly Tier[];
