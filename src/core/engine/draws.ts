/** Names the draws of one plan or cell and day; each is its own stream, so that adding one disturbs no other. */
export const draw = {
  demand: 0,
  impressions: 1,
  clicks: 2,
  price: 3,
  rounding: 4,
  visits: 5,
  placed: 6,
  paid: 7,
  returned: 8,
  suggestion: 9,
  /** + block */
  examined: 1000,
  /** + age */
  arrival: 100,
  /** + age */
  value: 200,
} as const;
