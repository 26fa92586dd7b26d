import type {
  BidFactors,
  CellDelivery,
  Channel,
  PlanMarket,
  SearchAuctions,
} from '../../contract/channel.ts';
import type { CellFields, FieldSource } from '../../contract/cellFields.ts';
import { deliveryBlock, readDelivery, type DeliveryBlock } from '../../contract/deliveryBlock.ts';
import { exp, log, pow } from '../../math/elementary.ts';
import { type ResolvedScenario, type ResolvedSearchPlan, type SearchCell } from '../../scenario/resolved.ts';
import { evaluateColumns, type ColumnTable } from '../columnTable.ts';
import type { Blend, BlendedTables } from './blendedTables.ts';
import { DailyFigures } from '../dailyFigures.ts';
import { rivalsMove } from '../rivalsMove.ts';
import { manyFields } from './manyFields.ts';
import { priceDelivery, type DeliveryTerms } from './priceDelivery.ts';
import type { PositionEffects } from './rankGrid.ts';
import { reachChance } from './reachChance.ts';
import { scoreOfRank, type RivalField } from './rivalField.ts';
import { blendedTables, rankTables, sharedTable } from './scenarioTables.ts';
import { searchColumn, searchColumns, searchTable } from './searchTable.ts';
import { searchTerms } from './searchTerms.ts';

/** Search ads: a generalised second-price auction a search, ranked by bid x quality (docs/model.md, "Search auction"). */
export const searchChannel: Channel = {
  id: 'search',
  prepare: (plan, scenario) => {
    if (plan.channel !== 'search') throw new TypeError(`plan ${plan.id} is not a search plan`);
    return new SearchMarket(plan, scenario);
  },
};

class SearchMarket implements PlanMarket {
  readonly bills = 'click';
  readonly cellIds: readonly string[];
  readonly clickThroughRate: Float64Array;
  readonly referenceClickThroughRate: Float64Array;
  readonly relevance: Float64Array;
  readonly fields: FieldSource | null;
  readonly #plan: ResolvedSearchPlan;
  readonly #scenario: ResolvedScenario;
  readonly #effects: PositionEffects;
  /** By cell, rival count and median bid: these move with season, entries and shocks, and come back. */
  readonly #tables: Map<number, Map<number, ColumnTable>>[] = [];
  /** Count, median and table each cell asked for last. */
  readonly #lastCount: Float64Array;
  readonly #lastMedian: Float64Array;
  readonly #lastTable: ColumnTable[] = [];
  readonly #columns = new Float64Array(searchColumns);
  /** Null: every field has a table of its own. */
  readonly #blended: BlendedTables | null;
  readonly #blends: readonly Blend[];
  readonly #ranked: BlendedTables;
  /** Made when ranks are first asked for. */
  #rankBlends: readonly Blend[] | undefined;
  readonly #terms: DeliveryTerms;
  /** Factors of the season by day. */
  readonly #demand: Float64Array;
  readonly #rivalBids: Float64Array;
  readonly #bidFactor: Float64Array;
  readonly #queries: DailyFigures;
  readonly #median: DailyFigures;
  readonly #rivals: DailyFigures;

  constructor(plan: ResolvedSearchPlan, scenario: ResolvedScenario) {
    this.#plan = plan;
    this.#scenario = scenario;
    this.#effects = positionEffects(scenario.market.search);
    this.#terms = { ...searchTerms(scenario.market), queries: 0, clickThroughRate: 0, scale: 1, lowest: 0 };
    this.#demand = Float64Array.from(scenario.season.demand);
    this.#rivalBids = Float64Array.from(scenario.season.rivalBids);
    this.#lastCount = new Float64Array(plan.cells.length);
    this.#lastMedian = new Float64Array(plan.cells.length).fill(NaN);
    this.cellIds = plan.cells.map((cell) => cell.id);
    this.clickThroughRate = Float64Array.from(plan.cells, (cell) => cell.clickThroughRate);
    this.referenceClickThroughRate = Float64Array.from(plan.cells, (cell) => cell.referenceClickThroughRate);
    this.relevance = Float64Array.from(plan.cells, (cell) => cell.relevance);
    this.#blended =
      manyFields(scenario) || rivalsMove(scenario) ? blendedTables(scenario, this.#effects) : null;
    this.#blends = plan.cells.flatMap((cell) => this.#blended?.blend(this.#field(cell, 0, 1)) ?? []);
    this.#ranked = rankTables(scenario, this.#effects);
    this.#bidFactor = Float64Array.from(plan.cells, (cell) => cell.bidFactor);
    this.#queries = new DailyFigures(plan.cells.map((cell) => cell.dailyQueries));
    this.#median = new DailyFigures(plan.cells.map((cell) => cell.rivals.medianBid));
    this.#rivals = new DailyFigures(plan.cells.map((cell) => cell.rivals.count));
    this.fields = this.#blended === null ? this.#fieldSource() : null;
  }

  deliver(
    index: number,
    day: number,
    planBid: number,
    quality: number,
    predicted: number,
    out: CellDelivery,
    rivalBids = 1,
    entered = 0,
  ): void {
    this.deliverHours(index, day, planBid, oneHour, quality, predicted, single, 0, rivalBids, entered);
    readDelivery(single, 0, out);
  }

  deliverHours(
    index: number,
    day: number,
    planBid: number,
    { values, logs }: BidFactors,
    quality: number,
    _predicted: number,
    out: DeliveryBlock,
    from: number,
    rivalBids: number,
    entered: number,
  ): void {
    const median = this.#medianBid(index, day) * rivalBids;
    const count = this.#rivals.at(index, day) + entered;
    const table = this.#blended === null ? this.#table(index, count, median) : null;
    const column = this.#columns;
    const bidFactor = this.#bidFactor[index]!;
    const terms = this.#terms;
    terms.queries = this.#queries.at(index, day) * this.#demand[day]!;
    terms.clickThroughRate = this.clickThroughRate[index]!;
    terms.scale = median / quality;
    terms.lowest = (terms.reserve / quality) * terms.lowestNoise;
    const wholeDay = planBid * bidFactor;
    const x = log((wholeDay * quality) / median);
    for (let g = 0; g < values.length; g++) {
      if (table === null)
        this.#blended!.evaluate(this.#blends[index]!, count, this.#leastScore(median), x + logs[g]!, column);
      else evaluateColumns(table, x + logs[g]!, column);
      priceDelivery(out, from + g, column, wholeDay * values[g]!, terms);
    }
  }

  rankShares(
    index: number,
    day: number,
    planBid: number,
    quality: number,
    out: Float64Array,
    rivalBids = 1,
    entered = 0,
  ): void {
    const median = this.#medianBid(index, day) * rivalBids;
    const count = this.#rivals.at(index, day) + entered;
    const x = log((planBid * this.#bidFactor[index]! * quality) / median);
    this.#evaluate(index, day, median, entered, x);
    this.#rankBlends ??= this.#plan.cells.map((cell) => this.#ranked.blend(this.#field(cell, 0, 1)));
    this.#ranked.evaluate(this.#rankBlends[index]!, count, this.#leastScore(median), x, out);
    let total = 0;
    for (let bucket = 0; bucket < out.length; bucket++) total += out[bucket]!;
    // Both tables are interpolated: ranks are told as parts of the impressions.
    const scale = total > 0 ? this.#columns[searchColumn.impressions]! / total : 0;
    for (let bucket = 0; bucket < out.length; bucket++) out[bucket]! *= scale;
  }

  reachChance(
    index: number,
    day: number,
    planBid: number,
    quality: number,
    _predicted: number,
    rank: number,
  ): number {
    const { slots, scoreNoise } = this.#scenario.market.search;
    const median = this.#medianBid(index, day);
    const field = this.#field(this.#plan.cells[index]!, this.#rivals.at(index, day), median);
    const x = log((planBid * this.#bidFactor[index]! * quality) / median);
    return reachChance(field, x, Math.min(rank, slots), scoreNoise);
  }

  auctions(index: number, day: number, rivalBids: number, entered: number): SearchAuctions {
    const cell = this.#plan.cells[index]!;
    const { market } = this.#scenario;
    const { activity, tick, reserve, scoreNoise } = market.search;
    const medianBid = this.#medianBid(index, day) * rivalBids;
    const count = this.#rivals.at(index, day) + entered;
    const { sd } = this.#field(cell, count, medianBid);
    return {
      kind: 'search',
      opportunities: this.#queries.at(index, day) * this.#demand[day]!,
      bidFactor: this.#bidFactor[index]!,
      clickThroughRate: this.clickThroughRate[index]!,
      noiseSd: scoreNoise,
      rivals: { count, medianBid, sd, activity },
      ...this.#effects,
      reserve,
      tick,
      mechanism: market.auction,
    };
  }

  typicalBid(day: number): number {
    const { cells } = this.#plan;
    const { suggestedRank } = this.#scenario.market.search;
    let weighted = 0;
    let weight = 0;
    for (const [index, cell] of cells.entries()) {
      const median = this.#medianBid(index, day);
      const field = this.#field(cell, this.#rivals.at(index, day), median);
      const queries = this.#queries.at(index, day);
      weighted += (queries * median * scoreOfRank(field, suggestedRank)) / cell.bidFactor;
      weight += queries;
    }
    return weight > 0 ? weighted / weight : 0;
  }

  /** The reserve in medians. Without one nothing is sold below a thousandth of the median: tables have to begin somewhere. */
  #leastScore(median: number): number {
    return Math.max(this.#terms.reserve / median, 1e-3);
  }

  #medianBid(index: number, day: number): number {
    return this.#median.at(index, day) * this.#rivalBids[day]!;
  }

  #field(cell: SearchCell, count: number, median: number): RivalField {
    const { activity, qualitySd, scoreNoise } = this.#scenario.market.search;
    const reserve = this.#leastScore(median);
    const variance = cell.rivals.bidSd ** 2 + qualitySd ** 2 + scoreNoise ** 2;
    return { count, activity, sd: Math.sqrt(variance), reserve };
  }

  /** Writes the columns of a cell's field at own log score `x` (in medians). */
  #evaluate(index: number, day: number, median: number, entered: number, x: number): void {
    const count = this.#rivals.at(index, day) + entered;
    if (this.#blended === null) return evaluateColumns(this.#table(index, count, median), x, this.#columns);
    const reserve = this.#leastScore(median);
    this.#blended.evaluate(this.#blends[index]!, count, reserve, x, this.#columns);
  }

  #fieldSource(): FieldSource {
    return {
      steady: this.#queries.steady && this.#median.steady && this.#rivals.steady,
      write: (day, out, at) => {
        out.bidFactor.set(this.#bidFactor, at);
        out.clickThroughRate.set(this.clickThroughRate, at);
        for (let c = 0; c < this.cellIds.length; c++) this.#writeFields(c, day, out, at + c);
      },
    };
  }

  #writeFields(index: number, day: number, out: CellFields, at: number): void {
    const median = this.#medianBid(index, day);
    const table = this.#table(index, this.#rivals.at(index, day), median);
    out.queries[at] = this.#queries.at(index, day);
    out.median[at] = median;
    out.nodes[at] = table.nodes;
    out.from[at] = table.from;
    out.step[at] = table.step;
    out.lastPiece[at] = table.rows - 2;
  }

  /** Tables depend on the rival field only; whoever shares a field shares its table. */
  #table(index: number, count: number, median: number): ColumnTable {
    if (this.#lastMedian[index] === median && this.#lastCount[index] === count)
      return this.#lastTable[index]!;
    let ofCell = this.#tables[index];
    if (ofCell === undefined) this.#tables[index] = ofCell = new Map();
    let ofCount = ofCell.get(count);
    if (ofCount === undefined) ofCell.set(count, (ofCount = new Map()));
    let table = ofCount.get(median);
    if (table === undefined) {
      const field = this.#field(this.#plan.cells[index]!, count, median);
      table = sharedTable(this.#scenario, field, () =>
        searchTable(
          field,
          this.#effects,
          this.#scenario.market.search.scoreNoise,
          this.#scenario.market.auction,
        ),
      );
      ofCount.set(median, table);
    }
    this.#lastCount[index] = count;
    this.#lastMedian[index] = median;
    this.#lastTable[index] = table;
    return table;
  }
}

const oneHour: BidFactors = { values: Float64Array.of(1), logs: Float64Array.of(0) };
const single = deliveryBlock(1);

function positionEffects(search: ResolvedScenario['market']['search']): PositionEffects {
  const rows = Array.from({ length: search.slots }, (_, row) => row);
  return {
    slots: search.slots,
    examination: Float64Array.from(rows, (row) => exp(-row / search.examinationRows)),
    clickThrough: Float64Array.from(rows, (row) => pow(row + 1, -search.positionExponent)),
    ...(search.conversionSlope === 0
      ? {}
      : { conversion: Float64Array.from(rows, (row) => pow(1 + search.conversionSlope, row)) }),
  };
}
