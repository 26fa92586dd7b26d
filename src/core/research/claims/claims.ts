import type { Claim } from './claim.ts';
import {
  allScores,
  conversionFirst,
  dearerTraffic,
  expansion,
  leaders,
  lowQuality,
  noSales,
  paidBringsOrganic,
  presale,
} from './shopClaims.ts';
import { betterSource, clickThrough, displayClickPrice, testClicks, topRank } from './traffic.ts';

/** Every statement of the guide that the simulator tests, in order. */
export const claims: readonly Claim[] = [
  clickThrough,
  displayClickPrice,
  paidBringsOrganic,
  lowQuality,
  conversionFirst,
  betterSource,
  presale,
  allScores,
  dearerTraffic,
  leaders,
  expansion,
  noSales,
  testClicks,
  topRank,
];
