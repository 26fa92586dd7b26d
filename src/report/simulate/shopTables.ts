import type { ShopResult } from '../../core/engine/shopResult.ts';
import { words, type Cell, type Column, type Table } from '../table.ts';

/** The shop's ledger of one run, every column unrounded: a row a product and day, and a row a day of the store. */
export function shopTables(shop: ShopResult, days: number): { readonly items: Table; readonly store: Table } {
  const { items, store } = shop.ledger;
  return {
    items: {
      caption: 'shop-items',
      columns: [column('product'), column('day'), ...Object.keys(items).map(column)],
      rows: shop.itemIds.flatMap((id, item) =>
        everyDay(days, (day) => ({ product: words(id), ...cellsAt(items, item * days + day) })),
      ),
    },
    store: {
      caption: 'shop-store',
      columns: [column('day'), ...Object.keys(store).map(column)],
      rows: everyDay(days, (day) => cellsAt(store, day)),
    },
  };
}

type Row = Record<string, Cell>;

function everyDay(days: number, row: (day: number) => Row): Row[] {
  return Array.from({ length: days }, (_, day) => ({ day: number(day + 1), ...row(day) }));
}

function cellsAt(columns: Readonly<Record<string, Float64Array>>, at: number): Row {
  return Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, number(values[at]!)]));
}

function number(value: number): Cell {
  return { text: String(value), value };
}

function column(key: string): Column {
  return { key, label: key, unit: null, align: 'right' };
}
