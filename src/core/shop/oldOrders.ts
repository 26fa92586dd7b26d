import { binomialQuantile } from '../math/binomial.ts';
import { pow } from '../math/elementary.ts';
import { uniform } from '../math/keyed.ts';
import { weekdays } from '../scenario/weekdays.ts';
import type { ResolvedShop } from '../scenario/resolvedShop.ts';
import { advance, customerCount, decisionProbability, membershipFactor, nextHabit } from './customers.ts';
import { shopDraw } from './draws.ts';
import { shopRating } from './openDay.ts';
import type { ShopState } from './shopState.ts';

type Customers = NonNullable<ResolvedShop['customers']>;

/** What old customers did today. */
export interface OldDay {
  orders: number;
  messages: number;
  messageCost: number;
  /** Mean price they paid relative to the usual one. */
  priceFactor: number;
}

/**
 * Old customers come back by themselves, on membership day, and after messages (docs/model.md, "Customers"). Nobody orders who
 * is not there: each order moves one customer one stage on.
 */
export function oldOrders(state: ShopState, day: number): OldDay {
  const { customers } = state.prepared.shop;
  const result: OldDay = { orders: 0, messages: 0, messageCost: 0, priceFactor: 1 };
  if (customers === null) return result;
  const book = state.customers;
  const before = customerCount(book);
  const weekday = (state.prepared.scenario.firstWeekday + day) % 7;
  const returning = comeBack(state, customers, day, weekday);
  const called = answerMessages(state, customers, day, result);
  result.orders = returning + called.orders;
  const { membership } = customers;
  const onDay = membership !== undefined && weekday === weekdays.indexOf(membership.weekday);
  const memberPrice = onDay ? 1 - membership.discount : 1;
  const exposed = before > 0 ? Math.min(1, book.exposed / before) : 0;
  const laterPrice = Math.max(0, ...state.prepared.shop.activities.map(({ laterPrice }) => laterPrice));
  const usual = memberPrice * (1 - laterPrice * exposed);
  result.priceFactor =
    result.orders > 0 ? (returning * usual + called.orders * called.price * usual) / result.orders : 1;
  if (onDay) book.habit = nextHabit(membership, book.habit);
  book.exposed *= 1 - decisionProbability(customers.intervalDays);
  return result;
}

/** Those who decide today buy again with the rate of their stage; the others who decide leave for good. */
function comeBack(state: ShopState, customers: Customers, day: number, weekday: number): number {
  const book = state.customers;
  const decides = decisionProbability(customers.intervalDays);
  const lift = returnFactor(state, customers, day, weekday);
  const rates = [customers.repeat1, customers.repeat2, customers.repeat3];
  let orders = 0;
  for (let stage = 2; stage >= 0; stage--) {
    const people = book.stages[stage]!;
    const buys = Math.min(1, decides * rates[stage]! * lift);
    const leaves = Math.min(1 - buys, decides * (1 - rates[stage]!));
    const back = binomial(state, day, shopDraw.repeat + stage, people, buys);
    const left = people - back;
    const gone = binomial(
      state,
      day,
      shopDraw.lost + stage,
      left,
      buys < 1 ? Math.min(1, leaves / (1 - buys)) : 0,
    );
    book.stages[stage]! -= Math.min(left, gone);
    orders += advance(book, stage, back);
  }
  return orders;
}

/** Satisfaction, membership day and new releases move repurchase. */
function returnFactor(state: ShopState, customers: Customers, day: number, weekday: number): number {
  const { membership, releaseLift } = customers;
  const { shop, startRating } = state.prepared;
  const satisfied = pow(shopRating(state) / startRating, customers.satisfaction);
  const member =
    membership === undefined
      ? 1
      : membershipFactor(membership, weekdays.indexOf(membership.weekday), weekday, state.customers.habit);
  const fresh = shop.items.some(
    ({ releaseDay }) => releaseDay !== null && releaseDay <= day && day < releaseDay + 7,
  );
  return satisfied * member * (fresh ? 1 + releaseLift : 1);
}

/** Messages of the day: additional orders, costs, and less response the more often customers are written to. */
function answerMessages(
  state: ShopState,
  customers: Customers,
  day: number,
  result: OldDay,
): { orders: number; price: number } {
  const book = state.customers;
  let orders = 0;
  let paid = 0;
  book.recentMessages *= 6 / 7;
  customers.messages.forEach((message, m) => {
    const since = day + 1 - message.day;
    if (since < 0 || (message.every === 0 ? since !== 0 : since % message.every !== 0)) return;
    const chance =
      message.response * (message.due ? message.dueFactor : 1) * pow(customers.fatigue, book.recentMessages);
    for (let stage = 2; stage >= 0; stage--) {
      const reached = book.stages[stage]! * message.share;
      const people = state.stochastic ? Math.floor(reached) : reached;
      const answers = advance(
        book,
        stage,
        binomial(state, day, shopDraw.message + m * 4 + stage, people, Math.min(1, chance)),
      );
      result.messages += people;
      result.messageCost += people * message.cost;
      orders += answers;
      paid += answers * (1 - message.discount);
    }
    book.recentMessages += 1;
  });
  return { orders, price: orders > 0 ? paid / orders : 1 };
}

function binomial(state: ShopState, day: number, channel: number, n: number, p: number): number {
  if (!state.stochastic) return n * p;
  return n > 0 ? binomialQuantile(uniform(state.storeKey, day, channel), n, p) : 0;
}
