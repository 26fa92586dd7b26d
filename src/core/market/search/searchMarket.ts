import type { CellDelivery, Channel, PlanMarket } from '../../contract/channel.ts';
import { exp, log, pow } from '../../math/elementary.ts';
import { type ResolvedScenario, type ResolvedSearchPlan, type SearchCell } from '../../scenario/resolved.ts';
import { evaluateColumns, type ColumnTable } from '../columnTable.ts';
import { BlendedTables, type Blend } from './blendedTables.ts';
import { DailyFigures } from '../dailyFigures.ts';
import { rivalsMove } from '../rivalsMove.ts';
import { nodeTable } from './nodeTable.ts';
import type { PositionEffects } from './rankGrid.ts';
import { rankShareTable } from './rankShareTable.ts';
import { reachChance } from './reachChance.ts';
import { scoreOfRank, type RivalField } from './rivalField.ts';
import { searchColumn, searchColumns, searchTable } from './searchTable.ts';

/** Own noise factors beyond e^(4 sd) are taken as impossible when the lowest price is bounded. */
const NOISE_REACH = 4;

/** Plans of more cells share tables between fields that are alike. */
const OWN_TABLES = 256;

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
  readonly #plan: ResolvedSearchPlan;
  readonly #scenario: ResolvedScenario;
  readonly #effects: PositionEffects;
  /** By cell, rival count and median bid: these move with season, entries and shocks, and come back. */
  readonly #tables: Map<number, Map<number, ColumnTable>>[] = [];
  /** Count, median and table each cell asked for last. */
  readonly #lastCount: Float64Array;
  readonly #lastMedian: Float64Array;
  readonly #lastTable: ColumnTable[] = [];
  /** The price of the highest own noise relative to none. */
  readonly #lowestNoise: number;
  readonly #columns = new Float64Array(searchColumns);
  /** Null: every field has a table of its own. */
  readonly #blended: BlendedTables | null;
  readonly #blends: readonly Blend[];
  readonly #ranked: BlendedTables;
  /** Made when ranks are first asked for. */
  #rankBlends: readonly Blend[] | undefined;
  readonly #bidFactor: Float64Array;
  readonly #queries: DailyFigures;
  readonly #median: DailyFigures;
  readonly #rivals: DailyFigures;

  constructor(plan: ResolvedSearchPlan, scenario: ResolvedScenario) {
    this.#plan = plan;
    this.#scenario = scenario;
    this.#effects = positionEffects(scenario.market.search);
    this.#lastCount = new Float64Array(plan.cells.length);
    this.#lastMedian = new Float64Array(plan.cells.length).fill(NaN);
    this.#lowestNoise = exp(-NOISE_REACH * scenario.market.search.scoreNoise);
    this.cellIds = plan.cells.map((cell) => cell.id);
    this.clickThroughRate = Float64Array.from(plan.cells, (cell) => cell.clickThroughRate);
    this.referenceClickThroughRate = Float64Array.from(plan.cells, (cell) => cell.referenceClickThroughRate);
    this.relevance = Float64Array.from(plan.cells, (cell) => cell.relevance);
    this.#blended =
      plan.cells.length > OWN_TABLES || rivalsMove(scenario) ? blendedTables(scenario, this.#effects) : null;
    this.#blends = plan.cells.flatMap((cell) => this.#blended?.blend(this.#field(cell, 0, 1)) ?? []);
    this.#ranked = rankTables(scenario, this.#effects);
    this.#bidFactor = Float64Array.from(plan.cells, (cell) => cell.bidFactor);
    this.#queries = new DailyFigures(plan.cells.map((cell) => cell.dailyQueries));
    this.#median = new DailyFigures(plan.cells.map((cell) => cell.rivals.medianBid));
    this.#rivals = new DailyFigures(plan.cells.map((cell) => cell.rivals.count));
  }

  deliver(
    index: number,
    day: number,
    planBid: number,
    quality: number,
    _predicted: number,
    out: CellDelivery,
    rivalBids = 1,
    entered = 0,
  ): void {
    const { market } = this.#scenario;
    const { tick, reserve, conversionSlope } = market.search;
    const median = this.#medianBid(index, day) * rivalBids;
    const bid = planBid * this.#bidFactor[index]!;
    const queries = this.#queries.at(index, day) * this.#scenario.season.demand[day]!;
    const column = this.#columns;
    this.#evaluate(index, day, median, entered, log((bid * quality) / median));
    const clickWeight = column[searchColumn.clicks]!;
    const scale = median / quality;
    const price = clickWeight > 0 ? meanPrice(column, scale, tick) / clickWeight : 0;
    const squared = clickWeight > 0 ? (column[searchColumn.priceSquared]! * scale * scale) / clickWeight : 0;
    const untickedPrice = clickWeight > 0 ? (column[searchColumn.price]! * scale) / clickWeight : 0;
    out.opportunities = queries;
    out.impressions = queries * column[searchColumn.impressions]!;
    out.rankSum = queries * column[searchColumn.rankSum]!;
    out.normalisedImpressions = queries * clickWeight;
    out.clicks = out.normalisedImpressions * this.clickThroughRate[index]!;
    out.lowestPrice = Math.min(bid, (reserve / quality) * this.#lowestNoise);
    out.highestPrice = bid;
    out.cost = out.clicks * Math.min(bid, Math.max(out.lowestPrice, price));
    out.priceVariance = Math.max(0, squared - untickedPrice * untickedPrice);
    out.conversion =
      conversionSlope !== 0 && clickWeight > 0 ? column[searchColumn.converted]! / clickWeight : 1;
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
    this.#ranked.evaluate(this.#rankBlends[index]!, count, leastScore(this.#scenario, median), x, out);
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

  #medianBid(index: number, day: number): number {
    return this.#median.at(index, day) * this.#scenario.season.rivalBids[day]!;
  }

  #field(cell: SearchCell, count: number, median: number): RivalField {
    const { activity, qualitySd, scoreNoise } = this.#scenario.market.search;
    const reserve = leastScore(this.#scenario, median);
    const variance = cell.rivals.bidSd ** 2 + qualitySd ** 2 + scoreNoise ** 2;
    return { count, activity, sd: Math.sqrt(variance), reserve };
  }

  /** Writes the columns of a cell's field at own log score `x` (in medians). */
  #evaluate(index: number, day: number, median: number, entered: number, x: number): void {
    const count = this.#rivals.at(index, day) + entered;
    if (this.#blended === null) return evaluateColumns(this.#table(index, count, median), x, this.#columns);
    const reserve = leastScore(this.#scenario, median);
    this.#blended.evaluate(this.#blends[index]!, count, reserve, x, this.#columns);
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
        searchTable(field, this.#effects, this.#scenario.market.search.scoreNoise),
      );
      ofCount.set(median, table);
    }
    this.#lastCount[index] = count;
    this.#lastMedian[index] = median;
    this.#lastTable[index] = table;
    return table;
  }
}

/** The reserve in medians. Without one nothing is sold below a thousandth of the median: the table has to begin somewhere. */
function leastScore({ market }: ResolvedScenario, median: number): number {
  return Math.max(market.search.reserve / median, 1e-3);
}

const blendedOf = new WeakMap<ResolvedScenario, BlendedTables>();

function blendedTables(scenario: ResolvedScenario, effects: PositionEffects): BlendedTables {
  let tables = blendedOf.get(scenario);
  if (tables === undefined) {
    const { scoreNoise } = scenario.market.search;
    tables = new BlendedTables((field) => nodeTable(field, effects, scoreNoise));
    blendedOf.set(scenario, tables);
  }
  return tables;
}

const rankedOf = new WeakMap<ResolvedScenario, BlendedTables>();

/** Tables of impressions by rank, blended for every plan: shares need no more. */
function rankTables(scenario: ResolvedScenario, effects: PositionEffects): BlendedTables {
  let tables = rankedOf.get(scenario);
  if (tables === undefined) {
    const { scoreNoise } = scenario.market.search;
    tables = new BlendedTables((field) => rankShareTable(field, effects, scoreNoise));
    rankedOf.set(scenario, tables);
  }
  return tables;
}

const tablesOf = new WeakMap<ResolvedScenario, Map<string, ColumnTable>>();

/** The table of a rival field under a scenario's market, made once for all of its plans. */
function sharedTable(scenario: ResolvedScenario, field: RivalField, make: () => ColumnTable): ColumnTable {
  let tables = tablesOf.get(scenario);
  if (tables === undefined) tablesOf.set(scenario, (tables = new Map()));
  const key = `${field.count}|${field.sd}|${field.reserve}`;
  let table = tables.get(key);
  if (table === undefined) tables.set(key, (table = make()));
  return table;
}

/** Click-weighted price: next score over own noisy quality, plus the tick where a rival stands below, less what passes the bid. */
function meanPrice(column: Float64Array, scale: number, tick: number): number {
  return (
    column[searchColumn.price]! * scale +
    tick * column[searchColumn.ticked]! -
    (0.5 * tick * tick * column[searchColumn.crowded]!) / scale
  );
}

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
