import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellDay } from '../../src/core/contract/cellDay.ts';
import { emptyCellFields, type CellFields } from '../../src/core/contract/cellFields.ts';
import { deliveryBlock } from '../../src/core/contract/deliveryBlock.ts';
import { columnTable } from '../../src/core/market/columnTable.ts';
import { expectCells, type CellList } from '../../src/core/market/search/expectCells.ts';
import { expectHours, type BidHours } from '../../src/core/market/search/expectHours.ts';
import { searchColumns } from '../../src/core/market/search/searchTable.ts';
import type { DayTerms } from '../../src/core/market/search/searchTerms.ts';
import { wasmExpect } from '../../src/core/market/search/wasmExpect.ts';
import { wasmExpectCells, wasmExpectHours } from '../../src/core/market/search/wasmExpectDays.ts';
import { log } from '../../src/core/math/elementary.ts';
import { logAll } from '../../src/core/math/logAll.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** Up to where factors of hours and keywords leave them finite. */
const anyBid = fc.oneof(between(0, 5), fc.constantFrom(0, 5e-324, 1e-310, 1e-300, 1e-3, 1e300, 1e306));

const terms: fc.Arbitrary<DayTerms> = fc.record({
  reserve: fc.oneof(fc.constant(0), between(0, 2)),
  tick: fc.constantFrom(0, 0.01, 0.5),
  lowestNoise: between(0.2, 1),
  converts: fc.boolean(),
  paysBid: fc.boolean(),
  demand: between(0, 2),
});

const table = (converts: boolean) =>
  fc
    .record({
      rows: fc.integer({ min: 2, max: 9 }),
      from: between(-4, 0.5),
      step: between(0.05, 1),
      values: fc.array(between(0, 3), { minLength: 8, maxLength: 80 }),
    })
    .map(({ rows, from, step, values }) => {
      const columns = Array.from({ length: searchColumns - (converts ? 0 : 1) }, (_, c) =>
        Float64Array.from({ length: rows }, (__, row) => values[(7 * c + 3 * row) % values.length]!),
      );
      return columnTable(from, step, columns);
    });

interface Store {
  readonly fields: CellFields;
  readonly terms: DayTerms;
  readonly list: CellList;
  readonly own: { readonly quality: Float64Array; readonly clickFactor: Float64Array };
}

/** A store's cells with tables, qualities and bids of any size, and the list of some of them in any order. */
const stores: fc.Arbitrary<Store> = terms.chain((ownTerms) =>
  fc
    .record({
      tables: fc.array(table(ownTerms.converts), { minLength: 1, maxLength: 4 }),
      cell: fc.array(fc.tuple(between(0.1, 4), between(0, 1), between(0.2, 3), between(0, 2), anyBid), {
        minLength: 1,
        maxLength: 30,
      }),
      cells: fc.integer({ min: 1, max: 600 }),
      skip: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ tables, cell, cells, skip }) => {
      const fields = emptyCellFields(cells);
      const own = { quality: new Float64Array(cells), clickFactor: new Float64Array(cells) };
      const list = { cells: new Int32Array(cells), bids: new Float64Array(cells), count: 0 };
      for (let c = 0; c < cells; c++) {
        const [median, rate, quality, factor, bid] = cell[c % cell.length]!;
        const { from, step, rows, nodes } = tables[c % tables.length]!;
        fields.bidFactor[c] = 0.5 + (c % 3);
        fields.clickThroughRate[c] = rate;
        fields.queries[c] = 100 * (c % 7);
        fields.median[c] = median;
        fields.nodes[c] = nodes;
        fields.from[c] = from;
        fields.step[c] = step;
        fields.lastPiece[c] = rows - 2;
        own.quality[c] = quality;
        own.clickFactor[c] = factor;
        if (c % skip === 0) {
          list.cells[list.count] = cells - 1 - c;
          list.bids[list.count++] = bid;
        }
      }
      return { fields, terms: ownTerms, list, own };
    }),
);

function emptyDay(cells: number): CellDay {
  const column = () => new Float64Array(cells).fill(-1);
  return {
    opportunities: column(),
    impressions: column(),
    clicks: column(),
    cost: column(),
    rankSum: column(),
    normalisedImpressions: column(),
    uncappedImpressions: column(),
    hourConversion: column(),
  };
}

describe('logAll', () => {
  it('gives the bytes of log', () => {
    fc.assert(
      fc.property(fc.float64Array({ minLength: 1, maxLength: 300 }), (values) => {
        const out = Float64Array.from(values);
        logAll(out, new Int32Array(out.buffer), out.length);
        expect(out).toEqual(values.map((x) => log(x)));
      }),
    );
  });
});

describe('the kernel of expected days', () => {
  const whole = { served: 0.9999999999999999, converting: 1.01 };

  it('gives the bytes of expectCells, whatever the bids, however many cells', () => {
    fc.assert(
      fc.property(stores, ({ fields, terms: ownTerms, list, own }) => {
        const kernel = wasmExpect(fields, ownTerms, [])!;
        const [plain, wasm] = [emptyDay(fields.median.length), emptyDay(fields.median.length)];
        expectCells(fields, ownTerms, list, own, whole, plain, null);
        wasmExpectCells(kernel, list, own, whole, ownTerms.demand, wasm);
        expect(wasm).toEqual(plain);
      }),
    );
  });

  it('gives the bytes of expectHours, for 1 to 25 bids a day', () => {
    fc.assert(
      fc.property(
        stores,
        fc.array(fc.tuple(between(0, 3), between(0, 1)), { minLength: 1, maxLength: 25 }),
        anyBid,
        ({ fields, terms: ownTerms, own }, groups, bid) => {
          const values = Float64Array.from(groups, ([factor]) => factor).sort();
          const weights = Float64Array.from(groups, ([, weight]) => weight);
          const hours: BidHours = { bids: { values, logs: values.map(log) }, weights };
          const kernel = wasmExpect(fields, ownTerms, [null, hours])!;
          const size = groups.length;
          const days = [0, 1].map(() => ({
            today: emptyDay(fields.median.length),
            deliveries: deliveryBlock(size + 1),
            costRate: new Float64Array(size).fill(0.5),
          }));
          const [plain, wasm] = days as [(typeof days)[0], (typeof days)[0]];
          for (let cell = 0; cell < Math.min(3, fields.median.length); cell++) {
            expectHours(fields, ownTerms, cell, bid, hours, own, plain.today, plain, 1);
            wasmExpectHours(kernel, 1, cell, bid, size, own, ownTerms, wasm.today, wasm, 1);
          }
          expect(wasm).toEqual(plain);
        },
      ),
    );
  });

  it('starts anew where its memory is full, and leaves a store that never fits to TypeScript', () => {
    const [small, big] = [fc.sample(stores, { numRuns: 1, seed: 1 })[0]!, 4e6];
    const plainTerms = { ...small.terms, converts: false };
    const store = (nodes: Float64Array, more: Float64Array): CellFields => {
      const fields = emptyCellFields(2);
      fields.nodes[0] = nodes;
      fields.nodes[1] = more;
      return fields;
    };
    const tables = Array.from({ length: 4 }, () => new Float64Array(big));
    expect(wasmExpect(store(tables[0]!, tables[0]!), plainTerms, [])).not.toBeNull();
    expect(wasmExpect(store(tables[1]!, tables[1]!), plainTerms, [])).not.toBeNull();
    const tooLarge = store(tables[2]!, tables[3]!);
    expect(wasmExpect(tooLarge, plainTerms, [])).toBeNull();
    expect(wasmExpect(tooLarge, plainTerms, [])).toBeNull();
    const kernel = wasmExpect(small.fields, small.terms, [])!;
    const [plain, wasm] = [emptyDay(small.fields.median.length), emptyDay(small.fields.median.length)];
    expectCells(small.fields, small.terms, small.list, small.own, whole, plain, null);
    wasmExpectCells(kernel, small.list, small.own, whole, small.terms.demand, wasm);
    expect(wasm).toEqual(plain);
  });
});
