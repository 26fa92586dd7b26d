import { z } from 'zod';
import { identifier } from '../../field.ts';
import { spec, whole } from './spec.ts';

const visits = (description: string) => spec('visits/day', 0, 1e9, description, "the shop's report", 'own');

/** Deposits now, the balance on one day: orders placed, but nothing paid until then. */
const presaleSchema = z.strictObject({
  from: whole('day', 1, 3660, 'First day of deposits, counted from 1', "the shop's own"),
  to: whole('day', 1, 3660, 'Last day of deposits', "the shop's own"),
  balanceDay: whole('day', 1, 3660, 'Day on which balances are paid', "the shop's own"),
  balancePaid: spec('fraction', 0, 1, 'Deposits whose balance is paid', 'project default (.7-.97)').default(
    0.88,
  ),
  depositShare: spec(
    'fraction of price',
    0,
    1,
    'Deposit; kept where the balance is not paid',
    'assumption',
  ).default(0.1),
  preshippedShare: spec(
    'fraction',
    0,
    1,
    'Deposits sent to the last station before the balance (A57)',
    'ibmwl.com, people.cn; size assumed',
  ).default(0),
  preshipGain: spec('stars', 0, 1, 'Delivery score gained by pre-shipped orders', 'A57').default(0.15),
});

/** Goods get cheaper with volume (A15). */
const volumeDiscount = spec(
  'exponent',
  0,
  0.3,
  'Of the unit cost to recent sales over those of today, negative: cost x (sales/today)^-e',
  'assumption (A15: .05)',
).default(0);

/** Units in the warehouse and how they are replaced. An order takes one unit. */
const stockSchema = z.strictObject({
  units: whole(
    'units',
    0,
    1e9,
    'Units on the first morning; unset: the newsvendor quantity of the season',
    "the shop's own",
  ).optional(),
  orderUpTo: whole(
    'units',
    0,
    1e9,
    'Stock plus open orders after reordering; 0: never reordered',
    "the shop's own",
  ).default(0),
  reorderBelow: whole(
    'units',
    0,
    1e9,
    'Reorder when stock plus open orders fall to this',
    "the shop's own",
  ).default(0),
  leadDays: whole('days', 1, 365, 'Days from order to shelf', 'assumption', 'A').default(7),
  salvage: spec('fraction of cost', 0, 1, 'Worth of a unit left at the end', 'assumption').default(0.5),
  holdingCost: spec('fraction of cost/day', 0, 0.1, 'Cost of keeping a unit a day', 'assumption').default(0),
  demandCv: spec(
    'ratio',
    0.05,
    5,
    'Uncertainty of the season demand of a new item',
    'assumption (A69)',
  ).default(0.5),
});

/** What the shop knows of one product beyond its price; unset figures are those of a product in its steady state today. */
export const itemSchema = z.strictObject({
  product: identifier,
  referencePrice: spec(
    'currency/order',
    0.01,
    1e7,
    "Peers' price; default the product's own",
    "the shop's own",
    'own',
  ).optional(),
  uniqueness: spec(
    'ratio',
    0,
    1,
    'How little buyers can compare (A7); lowers price elasticity',
    'assumption',
  ).default(0.75),
  page: spec('factor', 0, 5, 'Conversion of the detail page; 1 = peers', 'docs/model.md; guide A11').default(
    1,
  ),
  recentSales: spec(
    'orders/30 days',
    0,
    1e9,
    'Orders of the last 30 days; default the steady state',
    "the shop's report",
    'own',
  ).optional(),
  reviews: spec(
    'reviews',
    0,
    1e9,
    'Reviews of the last half year; default the steady state',
    "the shop's report",
    'own',
  ).optional(),
  negativeShare: spec(
    'fraction',
    0,
    1,
    "Negative reviews among them; default one less the shop's praise rate",
    "the shop's report",
    'own',
  ).optional(),
  paidVisits: visits(
    "Paid visits today; default what today's plans bring in a week of expected values",
  ).optional(),
  organicVisits: visits('Organic search visits today; default organic.ratio x paidVisits').optional(),
  releaseDay: whole(
    'day',
    -3660,
    3660,
    'Day of release, counted from 1, before which it is not on sale; default long ago',
    "the shop's own",
  ).optional(),
  volumeDiscount,
  stock: stockSchema.optional().meta({ description: 'Units in the warehouse', fallback: 'endless' }),
  presale: presaleSchema.optional().meta({ description: 'Deposits now, balances later' }),
});
