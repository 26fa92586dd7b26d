import { emptyCellFields, type CellFields } from '../contract/cellFields.ts';
import { rivalsMove } from '../market/rivalsMove.ts';
import type { CellList, WholeDay } from '../market/search/expectCells.ts';
import type { BidHours } from '../market/search/expectHours.ts';
import { searchTerms, type DayTerms } from '../market/search/searchTerms.ts';
import { wasmExpect, type ExpectKernel } from '../market/search/wasmExpect.ts';
import type { PreparedScenario } from './prepare.ts';

/** Working memory of a store's expected days, which are worked out as a batch. */
export interface DayBatch {
  readonly fields: CellFields;
  readonly terms: DayTerms;
  /** Hours of the plans whose markets write fields; null for the others. */
  readonly hours: readonly (BidHours | null)[];
  /** 1 for plans at their own bid all day. */
  readonly oneBid: Uint8Array;
  /** Some plan has a schedule. */
  readonly manyBids: boolean;
  readonly whole: WholeDay;
  /** Today's plans of one bid, and their cells. */
  readonly list: CellList;
  readonly plans: Int32Array;
  /** No field moves but by the season's factor on rivals' bids. */
  readonly steady: boolean;
  /** Of the day; null where TypeScript does as well, and where days are drawn: their prices need more of the tables. */
  kernel: ExpectKernel | null;
  /** The factor that the fields were written at; NaN before the first day. */
  rivalBids: number;
}

const batches = new WeakMap<PreparedScenario, DayBatch | null>();

/**
 * The batch of a prepared scenario's expected days, which all of its runs share; null where no plan's day is expected values alone:
 * they are worked out one by one.
 */
export function batchOf(prepared: PreparedScenario): DayBatch | null {
  let batch = batches.get(prepared);
  if (batch === undefined) batches.set(prepared, (batch = makeBatch(prepared)));
  return batch;
}

function makeBatch(prepared: PreparedScenario): DayBatch | null {
  const { scenario, markets, cellStart } = prepared;
  if (prepared.spillover !== null || rivalsMove(scenario)) return null;
  if (markets.every(({ fields }) => fields === null)) return null;
  const cells = cellStart[markets.length]!;
  const hours = prepared.hours.map(({ bids, offered }, plan) =>
    markets[plan]!.fields === null ? null : { bids, weights: offered.length === 1 ? one : offered },
  );
  const oneBid = hours.map(
    (plan) => plan !== null && plan.bids.values.length === 1 && plan.bids.values[0] === 1,
  );
  // Traffic and conversion by hour are the market's: the same for every plan of one bid.
  const whole = prepared.hours[oneBid.indexOf(true)]?.whole;
  return {
    fields: emptyCellFields(cells),
    terms: { ...searchTerms(scenario.market), demand: 1 },
    hours,
    oneBid: Uint8Array.from(oneBid, Number),
    manyBids: hours.some((plan, i) => plan !== null && !oneBid[i]),
    whole: { served: whole?.served[0] ?? 1, converting: whole?.converting[0] ?? 1 },
    list: { cells: new Int32Array(cells), bids: new Float64Array(cells), count: 0 },
    plans: new Int32Array(markets.length),
    steady: markets.every(({ fields }) => fields === null || fields.steady),
    kernel: null,
    rivalBids: NaN,
  };
}

const one = Float64Array.of(1);

/** Brings the fields of a batch to a day: all of them where the season moved rivals' bids, else those that are not steady. */
export function openBatch(
  batch: DayBatch,
  { scenario, markets, cellStart }: PreparedScenario,
  day: number,
  drawn: boolean,
): void {
  const rivalBids = scenario.season.rivalBids[day]!;
  const { fields, terms } = batch;
  const moved = rivalBids !== batch.rivalBids;
  terms.demand = scenario.season.demand[day]!;
  batch.rivalBids = rivalBids;
  const written = moved || !batch.steady;
  if (written) {
    fields.version++;
    for (let plan = 0; plan < markets.length; plan++) {
      const source = markets[plan]!.fields;
      if (source !== null && (moved || !source.steady)) source.write(day, fields, cellStart[plan]!);
    }
  }
  // To bring fields in costs more than one bid a cell gains; of fields that stand, or of many bids, it is a bargain.
  const worth = !drawn && (batch.manyBids || !written);
  batch.kernel = worth ? wasmExpect(fields, terms, batch.hours) : null;
}
