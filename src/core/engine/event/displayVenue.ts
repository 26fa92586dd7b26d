import { emptyDelivery, type DisplayAuctions } from '../../contract/channel.ts';
import type { ClickLog } from '../../market/event/clickLog.ts';
import { clickWord } from '../../market/event/laneStates.ts';
import { pow } from '../../math/elementary.ts';
import { bulkStream } from '../../math/fill.ts';
import type { StreamKey } from '../../math/keyed.ts';
import { WordReader } from '../../math/wordReader.ts';
import { auctionsOf, clearCounts, nothingWon, type Seat, type SeatCounts, type SeatTerms } from './seat.ts';
import { derivedKey, type Venue } from './venue.ts';

/** A seat in a stretch: what it bids for 1000 impressions, and what an impression of it brings. */
interface Entrant {
  readonly seat: number;
  readonly cpm: number;
  readonly share: number;
  /** P(the best rival is below). */
  readonly beats: number;
  readonly clickRate: number;
  /** Counts as so many impressions at full click-through. */
  readonly normalised: number;
  /** 1000 for bids on impressions; what a CPC bid is multiplied with otherwise. */
  readonly perEvent: number;
  readonly billsClicks: boolean;
}

/** An audience's impressions: the highest CPM of the seats against the best rival's, drawn from its law. */
export class DisplayVenue implements Venue {
  readonly key: StreamKey;
  readonly seats: readonly Seat[];
  readonly terms: readonly SeatTerms[];
  readonly counts: readonly SeatCounts[];
  readonly #delivery = emptyDelivery();
  #today: readonly DisplayAuctions[] = [];
  #expected = 0;

  constructor(key: StreamKey, seats: readonly Seat[]) {
    this.key = derivedKey(key, 0);
    this.seats = seats;
    this.terms = seats.map(() => ({ bid: 0, share: 1 }));
    this.counts = seats.map(nothingWon);
  }

  open(day: number): number {
    this.#today = this.seats.map((seat) => {
      const auctions = auctionsOf(seat, day);
      if (auctions.kind !== 'display') throw new TypeError('an audience is no keyword');
      return auctions;
    });
    this.#expected = Math.max(...this.#today.map(({ opportunities }) => opportunities));
    return this.#expected;
  }

  reach(seat: number): number {
    return this.#expected > 0 ? this.#today[seat]!.opportunities / this.#expected : 0;
  }

  play(auctions: number, day: number, block: number, log: ClickLog): void {
    log.length = 0;
    for (const count of this.counts) clearCounts(count);
    const entrants = this.#entrants(day);
    if (entrants.length === 0) return;
    const { marketCpm, winExponent, reserve, tick, mechanism } = this.#today[0]!;
    // Two words an auction, whoever wins, and each seat mixes its own from the second: more bid or more seats move no other draw.
    const levels = new WordReader(bulkStream(this.key, day, block));
    const words = new WordReader(bulkStream(this.key, day, block, 1));
    const salts = this.seats.map(({ state, cell }) => bulkStream(state.cellKeys.keys[cell]!, day, block));
    let word = 0;
    const chance = (seat: number, use: number): number =>
      (clickWord(word, salts[seat]![use]!) + 0.5) * 2 ** -32;
    const takesPart = ({ seat, share }: Entrant): boolean => share >= 1 || chance(seat, 0) < share;
    for (let t = 0; t < auctions; t++) {
      const level = levels.uniform();
      word = words.next();
      const present = entrants.filter(takesPart);
      const [first, second] = present;
      if (first === undefined || level >= first.beats) continue;
      const count = this.counts[first.seat]!;
      count.impressions += 1;
      count.normalisedImpressions += first.normalised;
      const clicked = chance(first.seat, 1) < first.clickRate;
      if (first.billsClicks && !clicked) continue;
      // The best rival's CPM at this level of its distribution function.
      const rival = marketCpm * pow(level / (1 - level), 1 / winExponent);
      const next = Math.max(rival, second?.cpm ?? 0) + tick;
      const cpm = mechanism === 'first-price' ? first.cpm : Math.min(first.cpm, Math.max(reserve, next));
      log.add(t, first.seat, cpm / first.perEvent, clicked ? 1 : 0);
    }
  }

  /** Who can win under the terms in force, highest CPM first. */
  #entrants(day: number): Entrant[] {
    const out = this.#delivery;
    return this.seats
      .flatMap(({ state, plan, cell, cellOfPlan }, seat): Entrant[] => {
        const { bid, share } = this.terms[seat]!;
        const { marketCpm, winExponent, reserve } = this.#today[seat]!;
        const market = state.prepared.markets[plan]!;
        const billsClicks = market.bills === 'click';
        const perEvent = billsClicks ? 1000 * state.predicted[cell]! : 1000;
        const cpm = bid * this.#today[seat]!.bidFactor * (billsClicks ? perEvent : 1);
        if (!(cpm >= reserve) || !(perEvent > 0) || share === 0) return [];
        const rivalBids = state.rivals === null ? 1 : state.rivals.bids[cell]!;
        market.deliver(cellOfPlan, day, bid, state.quality[cell]!, state.predicted[cell]!, out, rivalBids);
        const rate = out.impressions > 0 ? out.clicks / out.impressions : 0;
        return [
          {
            seat,
            cpm,
            share: share * this.reach(seat),
            beats: 1 / (1 + pow(marketCpm / cpm, winExponent)),
            clickRate: Math.min(1, rate * state.clickFactor[cell]!),
            normalised: out.impressions > 0 ? out.normalisedImpressions / out.impressions : 0,
            perEvent,
            billsClicks,
          },
        ];
      })
      .sort((a, b) => b.cpm - a.cpm || a.seat - b.seat);
  }
}
