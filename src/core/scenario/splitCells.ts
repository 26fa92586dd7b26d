import { exp } from '../math/elementary.ts';
import { streamKey, uniform } from '../math/keyed.ts';
import { normalQuantile } from '../math/normalQuantile.ts';
import type { Resolution } from './resolution.ts';
import { onDay, type SearchCell } from './resolved.ts';
import { devicesSchema } from './schema/bidFactors.ts';
import type { SearchPlan } from './schema/plan.ts';
import { multiplySeries } from './series.ts';

/** A part of a cell's searches: who searches, how they click and buy, and what is bid for them. */
interface Part {
  readonly suffix: string;
  readonly device: 'mobile' | 'desktop' | null;
  readonly premium: string | null;
  readonly share: number;
  readonly bid: number;
  readonly clickThrough: number;
  readonly conversion: number;
}

/**
 * Splits search cells by device and by the plan's premiums, and applies device, premium and smart factors to their bids:
 * final bid = keyword bid x device x premium x smart (x hour, in the engine). Cells of a plan without any of these are returned
 * as they are. The platform compares click-through with that of peers on the same device and before the same people, so
 * neither moves the quality score.
 */
export function splitCells(resolution: Resolution, plan: SearchPlan, cells: SearchCell[]): SearchCell[] {
  const parts = partsOf(resolution, plan);
  const split =
    parts.length === 0
      ? cells
      : cells.flatMap((cell) => parts.map((part) => partOfCell(resolution.days, cell, part)));
  return plan.smartBidding === undefined ? split : smartCells(resolution, plan, plan.smartBidding, split);
}

function partsOf({ scenario }: Resolution, plan: SearchPlan): Part[] {
  const { devices } = scenario.market.search;
  if (devices === undefined && plan.mobilePercent === undefined && plan.premiums.length === 0) return [];
  const { mobileShare, desktopClickThrough, desktopConversion } = devices ?? devicesSchema.parse({});
  const byDevice: Part[] =
    devices === undefined && plan.mobilePercent === undefined
      ? [everybody]
      : [
          {
            ...everybody,
            suffix: '/mobile',
            device: 'mobile',
            share: mobileShare,
            bid: (plan.mobilePercent ?? 100) / 100,
          },
          {
            ...everybody,
            suffix: '/desktop',
            device: 'desktop',
            share: 1 - mobileShare,
            clickThrough: desktopClickThrough,
            conversion: desktopConversion,
          },
        ];
  const rest = Math.max(0, 1 - plan.premiums.reduce((sum, { share }) => sum + share, 0));
  return byDevice.flatMap((part) => [
    { ...part, share: part.share * rest },
    ...plan.premiums.map((premium) => ({
      suffix: `${part.suffix}/${premium.id}`,
      device: part.device,
      premium: premium.id,
      share: part.share * premium.share,
      bid: part.bid * (premium.percent / 100),
      clickThrough: part.clickThrough * premium.clickThroughFactor,
      conversion: part.conversion * premium.conversionFactor,
    })),
  ]);
}

const everybody: Part = {
  suffix: '',
  device: null,
  premium: null,
  share: 1,
  bid: 1,
  clickThrough: 1,
  conversion: 1,
};

function partOfCell(days: number, cell: SearchCell, part: Part): SearchCell {
  return {
    ...cell,
    id: `${cell.id}${part.suffix}`,
    origin: { ...cell.origin, device: part.device, premium: part.premium },
    bidFactor: cell.bidFactor * part.bid,
    dailyQueries: multiplySeries(days, cell.dailyQueries, part.share),
    clickThroughRate: cell.clickThroughRate * part.clickThrough,
    referenceClickThroughRate: cell.referenceClickThroughRate * part.clickThrough,
    conversionFactor: multiplySeries(days, cell.conversionFactor, part.conversion),
  };
}

/** Smart factor of a cell: predicted rate over the plan's mean of day 1, within 1/(1+P) and 1+P, P the greatest premium. */
function smartCells(
  { scenario }: Resolution,
  plan: SearchPlan,
  smart: NonNullable<SearchPlan['smartBidding']>,
  cells: readonly SearchCell[],
): SearchCell[] {
  const orders = smart.target === 'orders';
  const rate = (cell: SearchCell): number =>
    orders ? onDay(cell.conversionFactor, 0) : cell.clickThroughRate;
  const weight = (cell: SearchCell): number =>
    onDay(cell.dailyQueries, 0) * (orders ? cell.clickThroughRate : 1);
  const total = cells.reduce((sum, cell) => sum + weight(cell), 0);
  const mean = cells.reduce((sum, cell) => sum + weight(cell) * rate(cell), 0) / total;
  const most = 1 + smart.maxPremiumPercent / 100;
  const { predictionNoise: sd } = smart;
  return cells.map((cell) => {
    const z = normalQuantile(uniform(streamKey(scenario.seed, `smart/${plan.id}/${cell.id}`), 0, 0));
    const predicted = mean > 0 ? (rate(cell) / mean) * exp(sd * z - 0.5 * sd * sd) : 1;
    return { ...cell, bidFactor: cell.bidFactor * Math.min(most, Math.max(1 / most, predicted)) };
  });
}
