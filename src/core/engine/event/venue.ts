import { exp } from '../../math/elementary.ts';
import { uniform, type StreamKey } from '../../math/keyed.ts';
import { normalQuantile } from '../../math/normalQuantile.ts';
import { poissonQuantile } from '../../math/poisson.ts';
import type { ClickLog } from '../../market/event/clickLog.ts';
import { draw } from '../draws.ts';
import type { Seat, SeatCounts, SeatTerms } from './seat.ts';

/** One stream of auctions in which seats meet: the searches of a keyword, or the impressions of an audience. */
export interface Venue {
  readonly key: StreamKey;
  readonly seats: readonly Seat[];
  readonly terms: readonly SeatTerms[];
  /** Of the stretch played last. */
  readonly counts: readonly SeatCounts[];
  /** Looks the day's market up; returns how many auctions are expected, before the day's noise. */
  readonly open: (day: number) => number;
  /** Share of the venue's auctions that a seat reaches today. */
  readonly reach: (seat: number) => number;
  /**
   * Plays auctions under the terms in force, all of them in budget. The same (day, block) gives the same auctions, a
   * shorter run the beginning of a longer one. Writes charges to `log`, whose bidders are seats, and what was won to `counts`.
   */
  readonly play: (auctions: number, day: number, block: number, log: ClickLog) => void;
}

/** A stream of its own below a key. */
export function derivedKey({ k0, k1, k2, k3 }: StreamKey, index: number): StreamKey {
  return { k0, k1, k2: k2 ^ 0x5bd1e995, k3: (k3 + Math.imul(index + 1, 0x9e3779b9)) | 0 };
}

/** How many auctions a day brings: Poisson around the expectation times the day's log-normal demand of mean 1. */
export function drawAuctions(key: StreamKey, day: number, expected: number, demandNoise: number): number {
  const z = demandNoise > 0 ? normalQuantile(uniform(key, day, draw.demand)) : 0;
  const demand = exp(demandNoise * z - 0.5 * demandNoise * demandNoise);
  return expected > 0 ? poissonQuantile(uniform(key, day, draw.impressions), expected * demand) : 0;
}

/**
 * The auctions of a venue's day on the clock of traffic, 0 to 1: number i of N is at (i + phase) / N, phase uniform, so that any
 * stretch of the clock brings its share on average, and venues interleave.
 */
export class VenueDay {
  readonly venue: Venue;
  readonly log: ClickLog;
  readonly auctions: number;
  readonly #phase: number;
  /** Next auction to play. */
  next = 0;

  constructor(venue: Venue, log: ClickLog, day: number, demandNoise: number) {
    this.venue = venue;
    this.log = log;
    this.auctions = drawAuctions(venue.key, day, venue.open(day), demandNoise);
    this.#phase = uniform(venue.key, day, draw.rounding);
  }

  timeOf(auction: number): number {
    return (auction + this.#phase) / this.auctions;
  }

  /** How many auctions come before a time. */
  before(time: number): number {
    if (time >= 1) return this.auctions;
    return Math.min(this.auctions, Math.max(0, Math.ceil(time * this.auctions - this.#phase)));
  }
}
