/**
 * The rank buckets that platforms report: first, 2-3, 4-6, 7-10, 11-15, 16-20, 20+ (docs/model.md, "Landscapes").
 * Ranks are 1-based; both ends belong to the bucket.
 */
export const rankBuckets = [
  { first: 1, last: 1 },
  { first: 2, last: 3 },
  { first: 4, last: 6 },
  { first: 7, last: 10 },
  { first: 11, last: 15 },
  { first: 16, last: 20 },
  { first: 21, last: Infinity },
] as const;

/** Place in `rankBuckets` of a 1-based rank. */
export function bucketOfRank(rank: number): number {
  return rankBuckets.findIndex(({ last }) => rank <= last);
}
