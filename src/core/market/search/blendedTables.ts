import { exp, log } from '../../math/elementary.ts';
import { addColumns, type ColumnTable } from '../columnTable.ts';
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
 * higher bid never shows less. The error is below 0.2 % of the whole (test/market/blendedTables.test.ts).
 */
export class BlendedTables {
  readonly #make: (field: RivalField) => ColumnTable;
  readonly #families = new Map<string, Family>();

  constructor(make: (field: RivalField) => ColumnTable) {
    this.#make = make;
  }

  /** A place to evaluate fields that differ from `field` in count and reserve only; it remembers where it stood last. */
  blend(field: Pick<RivalField, 'activity' | 'sd'>): Blend {
    const key = `${field.activity}|${field.sd}`;
    let family = this.#families.get(key);
    if (family === undefined) {
      const { activity, sd } = field;
      family = { activity, sd, tables: new Map() };
      this.#families.set(key, family);
    }
    return { family, node: -1, place: NaN, corners: [] };
  }

  /**
   * Writes every column at own log score `x` (in medians).
   * @param count rivals, whole or not
   * @param reserve least score shown, in medians
   */
  evaluate(blend: Blend, count: number, reserve: number, x: number, out: Float64Array): void {
    const position = log(reserve) / RESERVE_STEP;
    const place = Math.floor(position);
    const node = nodeBelow(count);
    if (blend.node !== node || blend.place !== place) {
      blend.node = node;
      blend.place = place;
      blend.corners.length = 0;
    }
    const right = position - place;
    const below = countNodes[node]!;
    const more = Math.min(1, (count - below) / (countNodes[node + 1]! - below));
    out.fill(0);
    for (let corner = 0; corner < 4; corner++) {
      const weight = (corner < 2 ? 1 - more : more) * ((corner & 1) === 0 ? 1 - right : right);
      if (weight === 0) continue;
      const table = (blend.corners[corner] ??= this.#table(
        blend.family,
        countNodes[node + (corner >> 1)]!,
        place + (corner & 1),
      ));
      addColumns(table, x, weight, out);
    }
  }

  #table({ activity, sd, tables }: Family, count: number, place: number): ColumnTable {
    const key = count * 4096 + place + 2048;
    let table = tables.get(key);
    if (table === undefined) {
      table = this.#make({ count, activity, sd, reserve: exp(place * RESERVE_STEP) });
      tables.set(key, table);
    }
    return table;
  }
}

interface Family extends Pick<RivalField, 'activity' | 'sd'> {
  readonly tables: Map<number, ColumnTable>;
}

/** Where one cell stands among the nodes. */
export interface Blend {
  readonly family: Family;
  node: number;
  place: number;
  /** Tables at (count, reserve), (count, next), (next, reserve), (next, next); made when first met. */
  readonly corners: (ColumnTable | undefined)[];
}

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
