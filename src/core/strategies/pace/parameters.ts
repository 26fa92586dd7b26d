/** Defaults of `pace`; each is explained in docs/strategies.md and was set on seeds 101-110 of the suite S1-S8. */
export const paceDefaults = {
  /** Prepares for festivals that are announced. */
  calendar: true,
  /** Weight of a day's evidence on values relative to the day after it. */
  decay: 0.99,
  priorConversion: 0.03,
  priorClicks: 300,
  /** Slope of log conversion on log(suggested bid / price) before evidence, and its variance. */
  bidSlope: 0.4,
  slopeVariance: 0.1,
  /** The first morning's bids over the suggested ones [log units]: a budget unspent is lost, a store's limit stops the rest. */
  startBoost: 0.5,
  /** Optimism in relative standard deviations of a plan's value, falling to 0 at 80 % of the horizon. */
  optimism: 0.5,
  /** Elasticity of spend to the bid level before evidence, and fall of ROAS with it. */
  elasticity: 1.6,
  roasSlope: 0.45,
  /** Standard deviations a day of the spend level: its drift, and the noise around it [log units]. */
  spendDrift: 0.06,
  spendNoise: 0.06,
  roasDrift: 0.03,
  roasNoise: 0.12,
  /** Weight of realised revenue against expected revenue in the day's ROAS; 0 while orders arrive late. */
  realised: 0.5,
  /** Largest move of the bid level a day [log units]. */
  levelStep: 0.5,
  /** Least and most ROAS aimed at for the days left, relative to the floor. */
  leastAim: 0.75,
  mostAim: 1.3,
  /** Bids follow each plan's price a click over its bid while the floor binds. */
  shading: 0.6,
  /** Matured clicks below which a plan is explored, and the share of spend that all such plans may take. */
  exploreClicks: 20,
  exploreShare: 0.12,
};
export type PaceParameters = typeof paceDefaults;
