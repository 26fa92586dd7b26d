import {
  emptyDelivery,
  type BidFactors,
  type CellDelivery,
  type Channel,
  type DisplayAuctions,
  type PlanMarket,
} from '../../contract/channel.ts';
import { writeDelivery, type DeliveryBlock } from '../../contract/deliveryBlock.ts';
import { exp, log, logistic, pow } from '../../math/elementary.ts';
import {
  onDay,
  type DisplayCell,
  type ResolvedDisplayPlan,
  type ResolvedScenario,
} from '../../scenario/resolved.ts';
import { evaluateColumns, type ColumnTable } from '../columnTable.ts';
import { rivalsMove } from '../rivalsMove.ts';
import { displayColumn, displayColumns, displayTable } from './displayTable.ts';

/** Display ads: a CPM auction; a CPC bid competes with 1000 x CPC x predicted CTR (docs/model.md, "Display auction"). */
export const displayChannel: Channel = {
  id: 'display',
  prepare: (plan, scenario) => {
    if (plan.channel !== 'display') throw new TypeError(`plan ${plan.id} is not a display plan`);
    return new DisplayMarket(plan, scenario);
  },
};

/** Distance of nodes in ln(reserve / market CPM). */
const RESERVE_STEP = 0.05;

const delivery = emptyDelivery();

class DisplayMarket implements PlanMarket {
  readonly bills: 'click' | 'impression';
  readonly fields = null;
  readonly cellIds: readonly string[];
  readonly clickThroughRate: Float64Array;
  readonly referenceClickThroughRate: Float64Array;
  readonly relevance: Float64Array;
  readonly #plan: ResolvedDisplayPlan;
  readonly #scenario: ResolvedScenario;
  readonly #tables = new Map<number, ColumnTable>();
  readonly #columns = new Float64Array(displayColumns);
  readonly #part = new Float64Array(displayColumns);
  readonly #moves: boolean;

  constructor(plan: ResolvedDisplayPlan, scenario: ResolvedScenario) {
    this.#plan = plan;
    this.#scenario = scenario;
    this.#moves = rivalsMove(scenario);
    this.bills = plan.bidType === 'cpc' ? 'click' : 'impression';
    this.cellIds = plan.cells.map((cell) => cell.id);
    this.clickThroughRate = Float64Array.from(plan.cells, (cell) => cell.clickThroughRate);
    this.referenceClickThroughRate = Float64Array.from(plan.cells, (cell) => cell.referenceClickThroughRate);
    this.relevance = new Float64Array(plan.cells.length).fill(1);
  }

  deliver(
    index: number,
    day: number,
    planBid: number,
    _quality: number,
    predicted: number,
    out: CellDelivery,
    rivalBids = 1,
  ): void {
    const cell = this.#plan.cells[index]!;
    const { frequencyExponent } = this.#scenario.market.display;
    const tick = this.#tick();
    const market = this.#marketCpm(cell, day) * rivalBids;
    // What one billed event is worth in the CPM auction, and back: a CPC bid counts 1000 x predicted CTR.
    const cpmOfBid = this.bills === 'click' ? 1000 * predicted : 1;
    const bidCpm = planBid * cell.bidFactor * cpmOfBid;
    const column = this.#columns;
    this.#evaluate(market, bidCpm > 0 ? log(bidCpm / market) : -Infinity);
    const won = column[displayColumn.impressions]!;
    const offered = onDay(cell.dailyImpressions, day) * this.#scenario.season.demand[day]!;
    out.opportunities = offered;
    out.impressions = offered * won;
    out.rankSum = 0;
    out.conversion = 1;
    const frequency = cell.audienceSize === null ? 1 : Math.max(1, out.impressions / cell.audienceSize);
    out.normalisedImpressions = out.impressions * (frequency > 1 ? pow(frequency, -frequencyExponent) : 1);
    out.clicks = out.normalisedImpressions * cell.clickThroughRate;
    // A click that is expected never to come has no CPM, and wins nothing.
    const cpmOfEvent = this.bills === 'click' ? cpmOfBid : 1000;
    if (!(won > 0) || !(cpmOfEvent > 0)) return nothingSold(out, offered);
    const cpm = Math.min(bidCpm, Math.max(this.#reserve(), meanCpm(column, market, tick) / won));
    const plainCpm = (column[displayColumn.price]! * market) / won;
    const squaredCpm = (column[displayColumn.priceSquared]! * market * market) / won;
    out.lowestPrice = Math.min(bidCpm, this.#reserve()) / cpmOfEvent;
    out.highestPrice = bidCpm / cpmOfEvent;
    out.cost = ((this.bills === 'click' ? out.clicks : out.impressions) * cpm) / cpmOfEvent;
    out.priceVariance = Math.max(0, squaredCpm - plainCpm * plainCpm) / (cpmOfEvent * cpmOfEvent);
    if (this.#scenario.market.auction !== 'first-price') return;
    out.lowestPrice = out.highestPrice;
    out.cost = (this.bills === 'click' ? out.clicks : out.impressions) * out.highestPrice;
    out.priceVariance = 0;
  }

  auctions(index: number, day: number, rivalBids: number): DisplayAuctions {
    const cell = this.#plan.cells[index]!;
    const { market, season } = this.#scenario;
    const marketCpm = this.#marketCpm(cell, day) * rivalBids;
    return {
      kind: 'display',
      bidFactor: cell.bidFactor,
      opportunities: onDay(cell.dailyImpressions, day) * season.demand[day]!,
      marketCpm,
      winExponent: market.display.winExponent,
      // As in the table: nothing is sold below a thousandth of the market price.
      reserve: Math.max(this.#reserve(), 1e-3 * marketCpm),
      tick: this.#tick(),
      mechanism: market.auction,
    };
  }

  deliverHours(
    index: number,
    day: number,
    planBid: number,
    { values }: BidFactors,
    quality: number,
    predicted: number,
    out: DeliveryBlock,
    from: number,
    rivalBids: number,
  ): void {
    for (let g = 0; g < values.length; g++) {
      this.deliver(index, day, planBid * values[g]!, quality, predicted, delivery, rivalBids);
      writeDelivery(out, from + g, delivery);
    }
  }

  reachChance(index: number, day: number, planBid: number, _quality: number, predicted: number): number {
    const cell = this.#plan.cells[index]!;
    const market = this.#marketCpm(cell, day);
    const ratio = (planBid * cell.bidFactor * (this.bills === 'click' ? 1000 * predicted : 1)) / market;
    const { winExponent } = this.#scenario.market.display;
    return ratio >= this.#leastRatio(market) ? logistic(winExponent * log(ratio)) : 0;
  }

  typicalBid(day: number): number {
    let weighted = 0;
    let weight = 0;
    for (const cell of this.#plan.cells) {
      const offered = onDay(cell.dailyImpressions, day);
      const cpm = this.#marketCpm(cell, day);
      const bid = this.bills === 'click' ? cpm / (1000 * cell.referenceClickThroughRate) : cpm;
      weighted += (offered * bid) / cell.bidFactor;
      weight += offered;
    }
    return weight > 0 ? weighted / weight : 0;
  }

  #marketCpm(cell: DisplayCell, day: number): number {
    return onDay(cell.marketCpm, day) * this.#scenario.season.rivalBids[day]!;
  }

  /** Rounding a price up would break the truthfulness of VCG, which for one slot is the second price. */
  #tick(): number {
    const { auction, display } = this.#scenario.market;
    return auction === 'vcg' ? 0 : display.tick;
  }

  #reserve(): number {
    return this.#scenario.market.display.reserveCpm;
  }

  /** A store without a reserve still sells nothing below a thousandth of the market price. */
  #leastRatio(market: number): number {
    return Math.max(this.#reserve() / market, 1e-3);
  }

  /** Writes the columns at ln(bid / market). Where the market moves in every run, tables at nodes of the reserve are blended. */
  #evaluate(market: number, x: number): void {
    const reserve = this.#leastRatio(market);
    if (!this.#moves) return evaluateColumns(this.#table(reserve), x, this.#columns);
    const place = log(reserve) / RESERVE_STEP;
    const low = Math.floor(place);
    const part = this.#part;
    this.#columns.fill(0);
    for (const node of [low, low + 1]) {
      const weight = 1 - Math.abs(place - node);
      evaluateColumns(this.#table(exp(node * RESERVE_STEP)), x, part);
      for (let c = 0; c < displayColumns; c++) this.#columns[c]! += weight * part[c]!;
    }
  }

  #table(reserve: number): ColumnTable {
    let table = this.#tables.get(reserve);
    if (table === undefined) {
      table = displayTable(this.#scenario.market.display.winExponent, reserve);
      this.#tables.set(reserve, table);
    }
    return table;
  }
}

function nothingSold(out: CellDelivery, offered: number): void {
  Object.assign(out, emptyDelivery());
  out.opportunities = offered;
}

/** Impression-weighted CPM: the next one's plus the tick where one stood above the reserve, less what passes the bid. */
function meanCpm(column: Float64Array, market: number, tick: number): number {
  return (
    column[displayColumn.price]! * market +
    tick * column[displayColumn.ticked]! -
    (0.5 * tick * tick * column[displayColumn.crowded]!) / market
  );
}
