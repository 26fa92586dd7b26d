import type { SearchAuctions } from '../../contract/channel.ts';
import { bucketOfRank } from '../../contract/rankBuckets.ts';
import { ClickLog } from '../../market/event/clickLog.ts';
import { runConditional } from '../../market/event/conditional.ts';
import { conditionalTable, untabulated, type ConditionalTable } from '../../market/event/conditionalTable.ts';
import type { EventMarket } from '../../market/event/eventMarket.ts';
import type { FocalMarket } from '../../market/event/focalMarket.ts';
import { runEvents } from '../../market/event/runEvents.ts';
import { binomialQuantile } from '../../math/binomial.ts';
import { uniform, type StreamKey } from '../../math/keyed.ts';
import { draw } from '../draws.ts';
import { auctionsOf, clearCounts, nothingWon, type Seat, type SeatCounts, type SeatTerms } from './seat.ts';
import { derivedKey, type Venue } from './venue.ts';

/** From so many auctions on a table of ranks pays off. */
const TABLE_PAYS = 20_000;

/**
 * A keyword's searches: the seats and the rivals drawn from distributions, all of them drawn in every auction; or, where
 * the venue has one seat and `conditional` is set, that seat alone against the law of its rivals.
 */
export class SearchVenue implements Venue {
  readonly key: StreamKey;
  readonly seats: readonly Seat[];
  readonly terms: readonly SeatTerms[];
  readonly counts: readonly SeatCounts[];
  readonly #conditional: boolean;
  readonly #rivalKeys: StreamKey[] = [];
  #today: readonly SearchAuctions[] = [];
  #expected = 0;
  #positionEffects = new Float64Array(0);
  #table: ConditionalTable | undefined;

  constructor(key: StreamKey, seats: readonly Seat[], conditional: boolean) {
    this.key = derivedKey(key, 0);
    this.seats = seats;
    this.terms = seats.map(() => ({ bid: 0, share: 1 }));
    this.counts = seats.map(nothingWon);
    this.#conditional = conditional && seats.length === 1;
  }

  open(day: number): number {
    this.#today = this.seats.map((seat) => {
      const auctions = auctionsOf(seat, day);
      if (auctions.kind !== 'search') throw new TypeError('a keyword is no audience');
      // Advertisers are whole, whatever a formula of days says.
      return { ...auctions, rivals: { ...auctions.rivals, count: Math.round(auctions.rivals.count) } };
    });
    this.#expected = Math.max(...this.#today.map(({ opportunities }) => opportunities));
    const { examination, clickThrough, rivals } = this.#today[0]!;
    this.#positionEffects = examination.map((share, slot) => share * clickThrough[slot]!);
    for (let i = this.#rivalKeys.length; i < rivals.count; i++)
      this.#rivalKeys.push(derivedKey(this.key, i + 1));
    return this.#expected;
  }

  reach(seat: number): number {
    return this.#expected > 0 ? this.#today[seat]!.opportunities / this.#expected : 0;
  }

  play(auctions: number, day: number, block: number, log: ClickLog): void {
    log.length = 0;
    for (const count of this.counts) clearCounts(count);
    if (auctions === 0 || this.terms.every(({ bid, share }) => bid === 0 || share === 0)) return;
    const seats = this.seats.length;
    if (this.#conditional && this.reach(0) * this.terms[0]!.share === 1) {
      const table = this.#tableFor(auctions);
      const { impressions, clicks } = runConditional(table, auctions, this.key, day, block, log);
      log.bidders.fill(0, 0, log.length);
      this.#count(0, impressions, clicks, 1, day, block);
      return;
    }
    const market = this.#eventMarket();
    const bidders = market.bids.length;
    const { impressions, clicks } = runEvents(market, auctions, this.key, day, block, log);
    for (let seat = 0; seat < seats; seat++)
      this.#count(seat, impressions.subarray(seat), clicks.subarray(seat), bidders, day, block);
  }

  /** Of the ads shown some are looked at: all that were clicked, and of the others their share. */
  #count(
    seat: number,
    shown: ArrayLike<number>,
    clicks: ArrayLike<number>,
    stride: number,
    day: number,
    block: number,
  ): void {
    const count = this.counts[seat]!;
    const { examination, clickThrough, conversion } = this.#today[seat]!;
    let clicked = 0;
    let converting = 0;
    const rate = this.#clickRate(seat);
    const key = this.seats[seat]!.state.cellKeys.keys[this.seats[seat]!.cell]!;
    for (let slot = 0; slot < examination.length; slot++) {
      const ads = shown[slot * stride]!;
      if (ads === 0) continue;
      const own = clicks[slot * stride]!;
      clicked += own;
      converting += own * (conversion?.[slot] ?? 1);
      const clickShare = rate * clickThrough[slot]!;
      const looked = (examination[slot]! * (1 - clickShare)) / (1 - examination[slot]! * clickShare);
      const others =
        looked < 1 && ads > own
          ? binomialQuantile(uniform(key, day, draw.examined + block, slot), ads - own, looked)
          : ads - own;
      const seen = own + others;
      count.impressions += seen;
      count.rankSum += seen * (slot + 1);
      count.ranks[bucketOfRank(slot + 1)]! += seen;
      count.normalisedImpressions += seen * clickThrough[slot]!;
    }
    if (clicked > 0) count.rowConversion = converting / clicked;
  }

  #clickRate(seat: number): number {
    const { state, cell } = this.seats[seat]!;
    return Math.min(1, this.#today[seat]!.clickThroughRate * state.clickFactor[cell]!);
  }

  #eventMarket(): EventMarket {
    const { rivals, reserve, tick, mechanism } = this.#today[0]!;
    const seats = this.seats.length;
    const column = (own: (seat: number) => number, rival: number): Float64Array => {
      const values = new Float64Array(seats + rivals.count).fill(rival, seats);
      for (let seat = 0; seat < seats; seat++) values[seat] = own(seat);
      return values;
    };
    return {
      keys: [
        ...this.seats.map(({ state, cell }) => state.cellKeys.keys[cell]!),
        ...this.#rivalKeys.slice(0, rivals.count),
      ],
      bids: column((seat) => this.terms[seat]!.bid * this.#today[seat]!.bidFactor, rivals.medianBid),
      qualities: column((seat) => this.seats[seat]!.state.quality[this.seats[seat]!.cell]!, 1),
      noiseSd: column((seat) => this.#today[seat]!.noiseSd, rivals.sd),
      activity: column((seat) => this.terms[seat]!.share * this.reach(seat), rivals.activity),
      clickThroughRates: column((seat) => this.#clickRate(seat), 0),
      budgets: column(() => Infinity, Infinity),
      positionEffects: this.#positionEffects,
      reserve,
      tick,
      mechanism,
    };
  }

  #tableFor(auctions: number): ConditionalTable {
    const { rivals, reserve, tick, mechanism, noiseSd, bidFactor } = this.#today[0]!;
    const { state, cell } = this.seats[0]!;
    const market: FocalMarket = {
      bid: this.terms[0]!.bid * bidFactor,
      quality: state.quality[cell]!,
      noiseSd,
      clickThroughRate: this.#clickRate(0),
      budget: Infinity,
      rivals: rivals.count,
      rivalMedian: rivals.medianBid,
      rivalSd: rivals.sd,
      rivalActivity: rivals.activity,
      positionEffects: this.#positionEffects,
      reserve,
      tick,
      mechanism,
    };
    if (auctions < TABLE_PAYS) return untabulated(market);
    if (this.#table === undefined || !sameMarket(this.#table.market, market))
      this.#table = conditionalTable(market);
    return this.#table;
  }
}

function sameMarket(a: FocalMarket, b: FocalMarket): boolean {
  return (Object.keys(a) as (keyof FocalMarket)[]).every((name) => a[name] === b[name]);
}
