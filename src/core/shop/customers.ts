import { exp } from '../math/elementary.ts';
import type { ResolvedShop } from '../scenario/resolvedShop.ts';
import { stageShares } from './lifetime.ts';
import type { PreparedShop } from './prepareShop.ts';

/** Old customers by orders made: one, two, three and more; people in whole numbers where chance plays. */
export interface CustomerBook {
  readonly stages: Float64Array;
  /** Of them, buyers of an activity, who look for the next deal. */
  exposed: number;
  /** Habit of the membership day, 0..1. */
  habit: number;
  /** Messages of the last seven days, decayed. */
  recentMessages: number;
}

export function emptyCustomers({ shop }: PreparedShop): CustomerBook {
  const { customers } = shop;
  const stages = new Float64Array(3);
  if (customers !== null) {
    const shares = stageShares(customers);
    stages[1] = Math.round(customers.base * shares[1]);
    stages[2] = Math.round(customers.base * shares[2]);
    stages[0] = Math.max(0, Math.round(customers.base) - stages[1] - stages[2]);
  }
  return { stages, exposed: 0, habit: customers?.membership?.habit ?? 0, recentMessages: 0 };
}

/** Probability that a customer decides today: to buy again, or to leave; the mean wait is `intervalDays`. */
export function decisionProbability(intervalDays: number): number {
  return 1 - exp(-1 / intervalDays);
}

/** Old customers altogether. */
export function customerCount(book: CustomerBook): number {
  return book.stages[0]! + book.stages[1]! + book.stages[2]!;
}

/** New buyers join those of one order; buyers of an activity are remembered as such. */
export function admitCustomers(
  book: CustomerBook,
  customers: ResolvedShop['customers'],
  newcomers: number,
  activityOrders: number,
): void {
  if (customers === null) return;
  book.stages[0]! += newcomers;
  book.exposed += activityOrders;
}

/** Moves buyers of a stage one stage on; never more than are there. Returns those moved. */
export function advance(book: CustomerBook, stage: number, orders: number): number {
  const moved = Math.min(book.stages[stage]!, orders);
  book.stages[stage]! -= moved;
  book.stages[Math.min(2, stage + 1)]! += moved;
  return moved;
}

/**
 * Factor of a day on old customers' visits (A30): 1 + lift x habit on the membership day, less on the day before and after by
 * half of what is cannibalised, 1 else.
 * @param weekday 0 Monday .. 6 Sunday
 */
export function membershipFactor(
  membership: { readonly lift: number; readonly cannibalised: number },
  membershipWeekday: number,
  weekday: number,
  habit: number,
): number {
  const extra = membership.lift * habit;
  const distance = (weekday - membershipWeekday + 7) % 7;
  if (distance === 0) return 1 + extra;
  return distance === 1 || distance === 6 ? Math.max(0, 1 - 0.5 * membership.cannibalised * extra) : 1;
}

/** Habit after another week with its membership day: kept, then h + g(1 - h); stays in [0, 1]. */
export function nextHabit(membership: { gain: number; decay: number }, habit: number): number {
  const kept = habit * membership.decay;
  return kept + membership.gain * (1 - kept);
}
