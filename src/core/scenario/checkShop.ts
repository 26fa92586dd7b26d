import { nearest } from '../issues/nearest.ts';
import type { Resolution } from './resolution.ts';
import type { ShopInput } from './schema/shop/shop.ts';

/** What the schema cannot see of the `shop` block: names that must exist and be unique, days in order, shares that sum to 1. */
export function checkShop(resolution: Resolution, shop: ShopInput): void {
  const products = resolution.scenario.products.map(({ id }) => id);
  const known = (value: string, path: readonly (string | number)[]): void => {
    if (products.includes(value)) return;
    const near = nearest(value, products);
    resolution.problem('scenario.unknown-product', path, {
      value,
      candidates: products,
      ...(near === undefined ? {} : { near }),
    });
  };
  const unique = (ids: readonly string[], path: readonly (string | number)[], key: string): void => {
    ids.forEach((value, second) => {
      const first = ids.indexOf(value);
      if (first < second)
        resolution.problem('scenario.duplicate-id', [...path, second, key], {
          field: path.join('.'),
          value,
          first,
          second,
        });
    });
  };
  shop.items.forEach((item, i) => {
    known(item.product, ['shop', 'items', i, 'product']);
    checkPresale(resolution, item.presale, i);
  });
  unique(
    shop.items.map((item) => item.product),
    ['shop', 'items'],
    'product',
  );
  shop.activities.forEach((activity, i) => {
    if (activity.product !== undefined) known(activity.product, ['shop', 'activities', i, 'product']);
    if (activity.to < activity.from)
      resolution.problem('scenario.event-ends-early', ['shop', 'activities', i, 'to'], {
        value: activity.to,
        from: activity.from,
      });
  });
  for (const list of ['activities', 'festivals'] as const)
    unique(
      shop[list].map(({ id }) => id),
      ['shop', list],
      'id',
    );
  const stars = shop.reputation?.stars.reduce((sum, share) => sum + share, 0) ?? 1;
  if (Math.abs(stars - 1) > 1e-9)
    resolution.problem('shop.stars-sum', ['shop', 'reputation', 'stars'], { value: stars });
}

function checkPresale(
  resolution: Resolution,
  presale: ShopInput['items'][number]['presale'],
  i: number,
): void {
  if (presale === undefined) return;
  const path = ['shop', 'items', i, 'presale'];
  if (presale.to < presale.from)
    resolution.problem('scenario.event-ends-early', [...path, 'to'], {
      value: presale.to,
      from: presale.from,
    });
  if (presale.balanceDay <= presale.to)
    resolution.problem('shop.balance-before-end', [...path, 'balanceDay'], {
      value: presale.balanceDay,
      to: presale.to,
    });
}
