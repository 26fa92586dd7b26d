import { z } from 'zod';
import { identifier, quantity, varying } from '../field.ts';

const share = (
  description: string,
  source: string,
  confidence: 'H' | 'M' | 'L' | 'K' | 'A' | 'own',
  max = 1,
  fallback?: string,
) =>
  quantity({
    unit: 'fraction',
    min: 0,
    max,
    description,
    source,
    confidence,
    ...(fallback === undefined ? {} : { fallback }),
  });

/** What is sold: its price, what each order costs, and how visits turn into paid orders. Money per order. */
export const productSchema = z.strictObject({
  id: identifier,
  name: z.string().optional().meta({ description: 'Name in reports', fallback: 'the id' }),
  price: quantity({
    unit: 'currency/order',
    min: 0.01,
    max: 1e7,
    description: 'Paid price of one order (average order value)',
    source: "the shop's own figure",
    confidence: 'own',
  }),
  listPrice: quantity({
    unit: 'currency/order',
    min: 0.01,
    max: 1e7,
    description:
      "Price in the promoter's books, where what an order really brings differs (baskets, discounts)",
    source: "the promoter's own",
    confidence: 'own',
    fallback: 'price',
  }).optional(),
  unitCost: quantity({
    unit: 'currency/order',
    min: 0,
    max: 1e7,
    description: 'Cost of the goods of one order',
    source: "the shop's own figure",
    confidence: 'own',
  }),
  commission: share(
    'Platform commission on kept revenue',
    'Tmall 5 % (3C 2 %), general knowledge',
    'K',
  ).default(0.05),
  paymentFee: share('Payment fee on kept revenue', 'assumption', 'A').default(0.006),
  shipping: quantity({
    unit: 'currency/order',
    min: 0,
    max: 1e5,
    description: 'Shipping and packing of one order',
    source: 'assumption',
    confidence: 'A',
  }).default(4),
  insurance: quantity({
    unit: 'currency/order',
    min: 0,
    max: 1e4,
    description: 'Freight insurance premium of one order',
    source: 'about 1 yuan; platforms charge about 0.6 + 4 x return rate',
    confidence: 'A',
  }).default(1),
  returnRate: share(
    'Paid orders that come back',
    'public category figures',
    'M',
    0.99,
    'by category',
  ).optional(),
  lossPerReturn: quantity({
    unit: 'currency/return',
    min: 0,
    max: 1e6,
    description: 'Handling and write-off of one returned order',
    source: 'assumption',
    confidence: 'A',
  }).default(8),
  conversionRate: varying({
    unit: 'paid orders/visit',
    min: 0,
    max: 1,
    description: 'Paid orders per visit, before plan and audience factors',
    fallback: 'by category',
    source: "practitioners' category figures",
    confidence: 'L',
  }).optional(),
  orderToPay: share('Placed orders that are paid', 'assumption, plausible .85-.97', 'A').default(0.92),
  orderValueCv: quantity({
    unit: 'ratio',
    min: 0,
    max: 3,
    description: 'Coefficient of variation of the value of one paid order',
    source: 'assumption',
    confidence: 'A',
  }).default(0.5),
});
