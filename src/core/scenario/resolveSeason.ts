import { pow } from '../math/elementary.ts';
import type { Resolution } from './resolution.ts';
import { onDay, type ResolvedSeason } from './resolved.ts';
import { festivalFactors, inflationFactor } from './shopCalendar.ts';

/** Factors of every day: weekday x formula x every event that covers the day. Weekday factors are taken as given, not normalised. */
export function resolveSeason(resolution: Resolution): ResolvedSeason {
  const { season } = resolution.scenario.market;
  season.events.forEach((event, i) => {
    if (event.to >= event.from) return;
    const path = ['market', 'season', 'events', i, 'to'];
    resolution.problem('scenario.event-ends-early', path, { value: event.to, from: event.from });
  });
  const always = [1, 1, 1, 1, 1, 1, 1];
  return {
    demand: factors(resolution, 'demand', season.weekdayDemand),
    conversion: factors(resolution, 'conversion', season.weekdayConversion),
    rivalBids: factors(resolution, 'rivalBids', always),
    ...calendarOf(resolution),
  };
}

function calendarOf({ scenario, days }: Resolution): Pick<ResolvedSeason, 'calendar'> {
  const announced = scenario.market.season.events.filter((event) => event.announced === true);
  if (announced.length === 0) return {};
  const factorsOf = (name: 'demand' | 'conversion'): number[] =>
    Array.from({ length: days }, (_, day) =>
      announced.reduce(
        (product, event) => (event.from <= day + 1 && day + 1 <= event.to ? product * event[name] : product),
        1,
      ),
    );
  return { calendar: { demand: factorsOf('demand'), conversion: factorsOf('conversion') } };
}

function factors(
  resolution: Resolution,
  name: 'demand' | 'conversion' | 'rivalBids',
  weekdayFactors: readonly number[],
): number[] {
  const { season } = resolution.scenario.market;
  const own = resolution.daily(season[name], ['market', 'season', name], undefined, 1);
  return Array.from({ length: resolution.days }, (_, day) => {
    const weekday = weekdayFactors[(resolution.firstWeekday + day) % 7]!;
    const events = season.events.filter((event) => event.from <= day + 1 && day + 1 <= event.to);
    const plain = events.reduce((product, event) => product * event[name], weekday * onDay(own, day));
    return shopOnDay(
      resolution,
      name,
      name === 'rivalBids' ? plain * inflation(resolution, day) : plain,
      day,
    );
  });
}

/** Growth of rivals' bids, day by day: (1 + rate)^(day / 30), 1 on the first day. */
function inflation({ scenario }: Resolution, day: number): number {
  const rate = scenario.market.rivals?.inflation ?? 0;
  return rate === 0 ? 1 : pow(1 + rate, day / 30);
}

/** Festivals and bid inflation of the `shop` block, on top of the season. */
function shopOnDay(
  resolution: Resolution,
  name: 'demand' | 'conversion' | 'rivalBids',
  plain: number,
  day: number,
): number {
  const { shop } = resolution.scenario;
  if (shop === undefined) return plain;
  const inflation = name === 'rivalBids' ? inflationFactor(shop.competition?.inflation ?? 0, day) : 1;
  return shop.festivals.reduce(
    (product, festival) => product * festivalFactors(festival, day)[name],
    plain * inflation,
  );
}
