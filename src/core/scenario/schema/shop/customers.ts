import { z } from 'zod';
import { identifier } from '../../field.ts';
import { spec, whole } from './spec.ts';

const repeat = (from: number, value: number) =>
  spec('probability', 0, 0.99, `A buyer of ${from} orders comes back`, 'Shopify/opensend', 'M').default(
    value,
  );

/** One message to old customers: incremental orders at a cost, wearing out when repeated (A20, A48). */
const messageSchema = z.strictObject({
  id: identifier,
  day: whole('day', 1, 3660, 'Day, counted from 1', "the shop's own"),
  every: whole('days', 0, 3660, 'Repeated every so many days; 0: once', "the shop's own").default(0),
  share: spec('fraction', 0, 1, 'Old customers addressed', "the shop's own", 'own').default(1),
  cost: spec('currency/message', 0, 100, 'Cost of a message', 'rlut.cn: .03-.06 yuan', 'M').default(0.05),
  response: spec('orders/message', 0, 1, 'Additional orders a message', 'project default (.1-1.5 %)').default(
    0.004,
  ),
  due: z
    .boolean()
    .default(false)
    .meta({ description: 'Sent near the next purchase (0.9 of the usual interval)' }),
  dueFactor: spec('factor', 0, 10, 'Response of those who are due', 'assumption (A48)').default(1.5),
  discount: spec('fraction of price', 0, 0.9, 'Coupon', 'operators: 5-8 % of order value', 'L').default(0),
});

/** Weekly membership day (A30): a habit that grows with attendance. */
const membershipSchema = z.strictObject({
  weekday: z
    .enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])
    .meta({ description: 'Day of the week' }),
  lift: spec(
    'factor',
    0,
    5,
    'Extra visits of old customers at full habit',
    'project default: x1.8',
    'A',
  ).default(0.8),
  habit: spec('fraction', 0, 1, 'Habit on the first day', 'assumption').default(0),
  gain: spec('fraction', 0, 1, 'Habit gained a membership day: h + g(1 - h)', 'A30').default(0.1),
  decay: spec('factor/week', 0, 1, 'Habit kept a week', 'A30').default(0.97),
  discount: spec('fraction of price', 0, 0.9, 'Discount to members on the day', 'A30: 10-30 %').default(0.1),
  cannibalised: spec('fraction', 0, 1, 'Extra visits taken from the two days around', 'A30').default(0.15),
});

/** Old customers: how many, how often they come back, how they are spoken to (docs/model.md). */
export const customersSchema = z.strictObject({
  base: spec('people', 0, 1e9, 'Old customers on the first day', "the shop's own", 'own').default(0),
  repeat1: repeat(1, 0.25),
  repeat2: repeat(2, 0.45),
  repeat3: repeat(3, 0.54),
  intervalDays: spec(
    'days',
    1,
    730,
    'Mean days until the next order, or until the customer is lost',
    'assumption',
  ).default(90),
  satisfaction: spec(
    'exponent',
    0,
    20,
    'Of repurchase to the mean score over its level today',
    'assumption',
  ).default(2),
  conversionFactor: spec(
    'factor',
    0.1,
    50,
    'Conversion of an old customer relative to the product',
    'A20: 2.5-3',
  ).default(2.8),
  fatigue: spec(
    'factor',
    0,
    1,
    'Response kept for each message of the last seven days',
    'assumption',
  ).default(0.8),
  releaseLift: spec(
    'factor',
    0,
    10,
    'Extra repurchases in the week of a release (A69)',
    'assumption',
  ).default(0.2),
  creditLifetime: spec(
    'fraction',
    0,
    1,
    'Part of future profit credited to a new buyer',
    'docs/model.md',
  ).default(1),
  dailyDiscount: spec(
    'factor/day',
    0.9,
    1,
    'Worth today of a unit of profit a day later',
    'assumption',
  ).default(0.9997),
  messages: z.array(messageSchema).default([]).meta({ description: 'Messages to old customers' }),
  membership: membershipSchema.optional().meta({ description: 'A weekly day for members' }),
});

/** What lies in one order (A14, A22, A28, A55). */
export const basketSchema = z.strictObject({
  attachRate: spec('orders/order', 0, 5, 'Related items sold with an order (A22: .15)', 'assumption').default(
    0.15,
  ),
  attachPrice: spec('ratio', 0, 10, 'Price of a related item over that of the product', 'assumption').default(
    0.5,
  ),
  threshold: spec(
    'fraction of price',
    0,
    10,
    'Order value that earns a gift; 0: none (A55)',
    "the shop's own",
    'own',
  ).default(0),
  thresholdGap: spec('fraction', 0, 1, 'Gap within which buyers add', 'A55').default(0.3),
  thresholdAdd: spec('probability', 0, 1, 'They add up to the threshold', 'A55').default(0.25),
  thresholdGift: spec(
    'fraction of price',
    0,
    1,
    'Cost of the gift of an order above the threshold',
    'assumption',
  ).default(0.03),
  categories: whole('categories', 0, 100, 'Categories added to the shop (A28)', "the shop's own").default(0),
  categoryAttach: spec(
    'orders/order',
    0,
    5,
    'Related orders a category adds where traffic is large',
    'assumption',
  ).default(0.08),
  categoryPrice: spec(
    'ratio',
    0,
    10,
    'Price in the added category over that of the product',
    'assumption',
  ).default(0.8),
  categoryVisitors: spec(
    'visits/day',
    1,
    1e9,
    'UV0: visitors at which it works, a(1 - e^(-UV/UV0))',
    'A28',
  ).default(3000),
  categoryCost: spec('currency/day', 0, 1e7, 'Fixed cost of a category', "the shop's own", 'own').default(
    150,
  ),
});
