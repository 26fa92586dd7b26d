import { ClickLog } from '../../market/event/clickLog.ts';
import { addCellRanks } from '../cellTotals.ts';
import { hoursOfDay } from '../hours.ts';
import { hoursOfSlot } from '../slots.ts';
import type { EngineState } from '../state.ts';
import type { Arena } from './marketplace.ts';
import { PlanDay, Purse } from './planDay.ts';
import { VenueDay } from './venue.ts';

/** Most auctions of a venue played at once: bounds the memory of a day. */
const LARGEST_BLOCK = 8192;
/** A plan whose forecast is below this share of its money will hardly run out, and needs no short blocks. */
const SAFE_SHARE = 0.25;

/** Called where a slot begins in stores with an intraday strategy: the factor on the store's bids from then on. */
export type SlotHook = (state: EngineState, slot: number, plans: readonly PlanDay[]) => number;

/** The course of one arena's day. */
interface Course {
  readonly day: number;
  readonly plans: readonly PlanDay[];
  readonly venues: readonly VenueDay[];
  /** Plan of each seat of each venue. */
  readonly seatPlans: readonly (readonly PlanDay[])[];
  /** Traffic before each hour; one more entry is 1. */
  readonly clock: Float64Array;
  readonly factors: Map<EngineState, number>;
  block: number;
  /** Conversion of the hours of this block's clicks, summed by venue and seat. */
  readonly converting: readonly Float64Array[];
}

const logs: ClickLog[] = [];

/**
 * Plays an arena's day up to the click, in the order of time, and writes `today` of its plans' cells.
 *
 * The clock of traffic is cut where bids may change (hours), and where a budget runs out. A stretch is first played as if all had
 * money; the charges of all venues, merged by time, say whether and when the first purse is empty. Then only the auctions up to
 * there are kept (played again to be counted: the same draws), and the rest of the stretch is drawn anew without the plan. That is
 * exact: what was discarded played no part in that decision. Memory grows with the block, never with the day.
 */
export function playDay(arena: Arena, day: number, onSlot?: SlotHook): void {
  const course = openDay(arena, day);
  const { plans, clock } = course;
  const purses = plans.some(
    ({ on, forecast, purse, storePurse }) =>
      on && (storePurse !== null || forecast > SAFE_SHARE * purse.money),
  );
  const changing = plans.some(
    ({ state, plan, smooth }) => smooth || state.prepared.hours[plan]!.factors.length > 1,
  );
  const intraday = plans.some(({ state }) => state.control === 'intraday');
  const hourly = purses || changing || intraday;
  for (let hour = 0; hour < hoursOfDay; hour++) {
    if (intraday && hour > 0 && hour % hoursOfSlot === 0 && onSlot !== undefined)
      for (const state of new Set(plans.map((one) => one.state)))
        if (state.control === 'intraday')
          course.factors.set(
            state,
            onSlot(
              state,
              hour / hoursOfSlot,
              plans.filter((one) => one.state === state),
            ),
          );
    if (hourly || hour === 0) playStretch(course, hour, clock[hour]!, hourly ? clock[hour + 1]! : 1);
  }
  closeDay(course);
}

function openDay({ plans, venues }: Arena, day: number): Course {
  const purses = new Map<EngineState, Purse>();
  for (const { state } of plans) {
    const { limits, market } = state.prepared.scenario;
    if (limits.enforceDailyBudget)
      purses.set(state, new Purse(limits.dailyBudget * (1 + market.overDelivery)));
  }
  const planDays = plans.map(({ state, plan }) => {
    for (let cell = state.prepared.cellStart[plan]!; cell < state.prepared.cellStart[plan + 1]!; cell++)
      for (const column of Object.values(state.today) as Float64Array[]) column[cell] = 0;
    return new PlanDay(state, plan, day, purses.get(state) ?? null);
  });
  const find = new Map(planDays.map((one) => [one.state, new Map<number, PlanDay>()]));
  for (const one of planDays) find.get(one.state)!.set(one.plan, one);
  const { hours, scenario } = plans[0]!.state.prepared;
  const clock = new Float64Array(hoursOfDay + 1);
  hours[0]!.traffic.forEach(
    (share, hour) => (clock[hour + 1] = hour + 1 < hoursOfDay ? clock[hour]! + share : 1),
  );
  return {
    day,
    plans: planDays,
    venues: venues.map(
      (venue, i) => new VenueDay(venue, (logs[i] ??= new ClickLog()), day, scenario.market.demandNoise),
    ),
    seatPlans: venues.map(({ seats }) => seats.map(({ state, plan }) => find.get(state)!.get(plan)!)),
    clock,
    factors: new Map(),
    block: 0,
    converting: venues.map(({ seats }) => new Float64Array(seats.length)),
  };
}

/** Plays a stretch of the clock that begins with an hour, block by block. */
function playStretch(course: Course, hour: number, from: number, to: number): void {
  const { venues, plans } = course;
  const shares = new Map(plans.map((plan) => [plan, plan.shareAt(hour)]));
  for (let time = from; time < to;) {
    setTerms(course, hour, shares);
    let end = to;
    for (const venue of venues)
      if (venue.before(to) - venue.next > LARGEST_BLOCK)
        end = Math.min(end, venue.timeOf(venue.next + LARGEST_BLOCK));
    const reached = playBlock(course, end);
    for (const plan of plans) if (plan.on) plan.pass(hour, reached - time, shares.get(plan)!);
    for (const plan of plans) if (plan.broke) plan.on = false;
    time = reached;
  }
}

function setTerms(
  { venues, seatPlans, factors }: Course,
  hour: number,
  shares: ReadonlyMap<PlanDay, number>,
): void {
  venues.forEach(({ venue }, v) =>
    venue.terms.forEach((terms, seat) => {
      const plan = seatPlans[v]![seat]!;
      terms.bid = plan.on ? plan.bidAt(hour) * (factors.get(plan.state) ?? 1) : 0;
      terms.share = shares.get(plan)!;
    }),
  );
}

/** Plays until a time, or until the first purse is empty; returns the time reached. */
function playBlock(course: Course, end: number): number {
  const { venues, day } = course;
  const counts = venues.map((venue) => venue.before(end) - venue.next);
  venues.forEach(({ venue, log }, v) => venue.play(counts[v]!, day, course.block, log));
  const cut = chargeInOrder(course);
  venues.forEach((one, v) => {
    const { venue, log } = one;
    let played = counts[v]!;
    if (cut !== undefined) {
      played =
        cut.venue === v ? cut.auction + 1 : Math.max(0, Math.min(played, one.before(cut.time) - one.next));
      if (played < counts[v]!) venue.play(played, day, course.block, log);
    }
    one.next += played;
    keep(venue, course.converting[v]!);
  });
  course.block += 1;
  return cut?.time ?? end;
}

/** Charges the clicks of all venues in the order of time, up to the auction in which a purse is empty. */
function chargeInOrder(course: Course): { venue: number; auction: number; time: number } | undefined {
  const { venues, seatPlans } = course;
  const at = new Int32Array(venues.length);
  for (;;) {
    let venue = -1;
    let time = Infinity;
    venues.forEach((one, v) => {
      if (at[v]! >= one.log.length) return;
      const own = one.timeOf(one.next + one.log.auctions[at[v]!]!);
      if (own < time) [venue, time] = [v, own];
    });
    if (venue < 0) return undefined;
    const { log } = venues[venue]!;
    const auction = log.auctions[at[venue]!]!;
    let spent = false;
    for (; at[venue]! < log.length && log.auctions[at[venue]!] === auction; at[venue]! += 1) {
      const entry = at[venue]!;
      const seat = log.bidders[entry]!;
      const plan = seatPlans[venue]![seat]!;
      // Two ads of one auction may empty one store's purse together.
      if (plan.broke) continue;
      book(
        course,
        plan,
        venues[venue]!.venue.seats[seat]!.cell,
        time,
        plan.charge(log.prices[entry]!),
        log.clicks[entry]!,
        (conversion) => (course.converting[venue]![seat]! += conversion),
      );
      spent ||= plan.broke;
    }
    if (spent) return { venue, auction, time };
  }
}

function book(
  { clock }: Course,
  { state, plan }: PlanDay,
  cell: number,
  time: number,
  cost: number,
  clicks: number,
  converts: (conversion: number) => void,
): void {
  const { today, prepared, hourly } = state;
  let hour = 0;
  while (hour + 1 < hoursOfDay && time >= clock[hour + 1]!) hour++;
  today.cost[cell]! += cost;
  hourly.spend[plan * hoursOfDay + hour]! += cost;
  if (clicks === 0) return;
  hourly.clicks[plan * hoursOfDay + hour]! += clicks;
  today.clicks[cell]! += clicks;
  converts(prepared.hours[plan]!.conversion[hour]!);
}

function keep({ seats, counts }: VenueDay['venue'], converting: Float64Array): void {
  seats.forEach(({ state: { today, cellTotals }, cell }, seat) => {
    const { impressions, rankSum, ranks, normalisedImpressions, rowConversion } = counts[seat]!;
    // A sum for now; closeDay divides it by the clicks.
    today.hourConversion[cell]! += converting[seat]! * rowConversion;
    converting[seat] = 0;
    today.impressions[cell]! += impressions;
    today.rankSum[cell]! += rankSum;
    if (cellTotals !== null) addCellRanks(cellTotals, cell, ranks);
    today.normalisedImpressions[cell]! += normalisedImpressions;
  });
}

/** What needs the whole day: what was on offer, what the budget missed, the mean conversion of the hours of the clicks. */
function closeDay({ venues, seatPlans, plans }: Course): void {
  for (const { state, plan, served } of plans) state.inBudget[plan] = Math.min(1, served);
  venues.forEach(({ venue, auctions }, v) =>
    venue.seats.forEach(({ state: { today }, cell }, seat) => {
      const { served } = seatPlans[v]![seat]!;
      const impressions = today.impressions[cell]!;
      const whole = served > 0 && served < 1 - 1e-9 ? impressions / served : impressions;
      today.uncappedImpressions[cell] = whole;
      today.opportunities[cell] = Math.max(whole, auctions * venue.reach(seat));
      const clicks = today.clicks[cell]!;
      today.hourConversion[cell] = clicks > 0 ? today.hourConversion[cell]! / clicks : 1;
    }),
  );
}
