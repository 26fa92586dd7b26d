import { exp, log } from '../../math/elementary.ts';
import { evaluateColumns, type ColumnTable } from '../columnTable.ts';
import type { RivalField } from './rivalField.ts';

/** Distance of nodes in ln(reserve / median). */
const RESERVE_STEP = 0.05;
/** Fields of up to this many rivals have a node each; beyond, nodes are this much apart, relatively. */
const EVERY_COUNT = 24;
const COUNT_RATIO = 1.06;
const MOST_RIVALS = 40_000;

/**
 * Search tables for fields without end, from few: where thousands of keywords each have rivals of their own, or rivals move every
 * day, a table a field would take minutes and gigabytes. Tables stand at nodes of rival count and ln(reserve / median), are made
 * when first met, and figures between them are blended linearly, in all columns alike, so that prices stay within bids and a
 * higher bid never shows less. The error is below 0.3 % of a figure at the bids that are shown (test/market/blendedTables.test.ts).
 */
export class BlendedTables {
  readonly #make: (field: RivalField) => ColumnTable;
  readonly #families = new Map<string, Family>();
  readonly #part: Float64Array;

  constructor(columns: number, make: (field: RivalField) => ColumnTable) {
    this.#make = make;
    this.#part = new Float64Array(columns);
  }

  /** Tables of all fields that differ in count and reserve only. */
  family(field: RivalField): Family {
    const key = `${field.activity}|${field.sd}`;
    let family = this.#families.get(key);
    if (family === undefined) {
      family = { field, tables: new Map() };
      this.#families.set(key, family);
    }
    return family;
  }

  /**
   * Writes every column at own log score `x` (in medians).
   * @param count rivals, whole or not
   * @param reserve least score shown, in medians
   */
  evaluate(family: Family, count: number, reserve: number, x: number, out: Float64Array): void {
    const place = log(reserve) / RESERVE_STEP;
    const low = Math.floor(place);
    const right = place - low;
    const node = nodeBelow(count);
    const below = countNodes[node]!;
    const above = countNodes[node + 1]!;
    const more = Math.min(1, (count - below) / (above - below));
    out.fill(0);
    this.#add(family, below, low, x, (1 - more) * (1 - right), out);
    this.#add(family, below, low + 1, x, (1 - more) * right, out);
    this.#add(family, above, low, x, more * (1 - right), out);
    this.#add(family, above, low + 1, x, more * right, out);
  }

  #add(family: Family, count: number, place: number, x: number, weight: number, out: Float64Array): void {
    if (weight === 0) return;
    const key = count * 4096 + place + 2048;
    let table = family.tables.get(key);
    if (table === undefined) {
      const { activity, sd } = family.field;
      table = this.#make({ count, activity, sd, reserve: reserveAt(place) });
      family.tables.set(key, table);
    }
    evaluateColumns(table, x, this.#part);
    for (let c = 0; c < table.columns; c++) out[c]! += weight * this.#part[c]!;
  }
}

export interface Family {
  readonly field: Pick<RivalField, 'activity' | 'sd'>;
  readonly tables: Map<number, ColumnTable>;
}

const reserveAt = (place: number): number => exp(place * RESERVE_STEP);

const countNodes: readonly number[] = (() => {
  const nodes = Array.from({ length: EVERY_COUNT + 1 }, (_, count) => count);
  while (nodes.at(-1)! < MOST_RIVALS) nodes.push(Math.ceil(nodes.at(-1)! * COUNT_RATIO));
  return nodes;
})();

/** Index of the last node that is not above a count. */
function nodeBelow(count: number): number {
  if (count < EVERY_COUNT) return Math.floor(count);
  let low = EVERY_COUNT;
  let high = countNodes.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (countNodes[middle]! <= count) low = middle;
    else high = middle - 1;
  }
  return low;
}
