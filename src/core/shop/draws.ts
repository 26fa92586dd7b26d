/** Names the draws of the shop: one stream a product, one for the store, one for each peer; see engine/draws.ts. */
export const shopDraw = {
  organicVisits: 0,
  activityVisits: 1,
  placed: 2,
  paid: 3,
  value: 4,
  returned: 5,
  carts: 6,
  rated: 7,
  negative: 8,
  activityPlaced: 9,
  lateValue: 10,
  activityPaid: 11,
  oldAllotted: 12,
  lateReturned: 13,
  /** + stage */
  repeat: 20,
  /** + stage */
  lost: 24,
  /** + message x 4 + stage */
  message: 1000,
  /** + cohort x 100 + level x 20 + score x 5 + star */
  stars: 100,
  /** + cohort x 10 + level */
  level: 400,
  peerAction: 0,
} as const;
