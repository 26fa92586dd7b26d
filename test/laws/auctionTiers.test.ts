import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ledgerColumns } from '../../src/core/engine/ledger.ts';
import { prepare } from '../../src/core/engine/prepare.ts';
import { run } from '../../src/core/engine/run.ts';
import { tiers } from '../../src/core/engine/tier.ts';
import { mechanisms } from '../../src/core/market/auction/mechanisms.ts';
import { ClickLog } from '../../src/core/market/event/clickLog.ts';
import type { EventMarket } from '../../src/core/market/event/eventMarket.ts';
import { runEvents } from '../../src/core/market/event/runEvents.ts';
import { streamKey } from '../../src/core/math/keyed.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';
import { hold } from '../../src/core/strategies/hold.ts';
import { marketShapes, randomMarket } from '../market/event/markets.ts';
import { resolved } from './arbitraries.ts';

/** One search and one display plan of equal terms. */
function store(
  auction: 'gsp' | 'vcg' | 'first-price',
  { bid = 1, rivals = 0, clickThroughRate = 0.3, queries = 400 } = {},
): ScenarioInput {
  return {
    name: 'tiers',
    horizon: { days: 3 },
    products: [{ id: 'p', price: 100, unitCost: 10 }],
    market: {
      auction,
      quality: { feedback: false },
      search: { scoreNoise: 0, reserve: 0.2, activity: 1, slots: 4 },
      minimumBid: 0.01,
    },
    plans: [
      {
        id: 's',
        channel: 'search',
        product: 'p',
        bid,
        dailyBudget: 1e9,
        keywords: [{ id: 'k', dailyQueries: queries, clickThroughRate, rivals: { count: rivals } }],
      },
      {
        id: 'd',
        channel: 'display',
        product: 'p',
        bidType: 'cpc',
        bid,
        dailyBudget: 1e9,
        audiences: [{ id: 'a', dailyImpressions: queries, clickThroughRate }],
      },
    ],
  };
}

describe.each(tiers)('%s tier', (tier) => {
  describe.each(mechanisms)('$id', ({ id, secondPrice }) => {
    it('a lone bidder above the reserve wins every search, and pays the reserve if others set prices', () => {
      const scenario = resolved(store(id));
      const { ledger } = run(prepare(scenario), hold, { tier });
      const at = 3;
      expect(ledger.impressions[at]! / ledger.opportunities[at]!).toBeCloseTo(1, 12);
      const price = ledger.spend[at]! / ledger.clicks[at]!;
      expect(price).toBeCloseTo(secondPrice ? 0.2 / ledger.quality[at]! : 1, 9);
    });

    it('nothing breaks with 1 rival or 10,000, CTR 0 or 1, and a bid at the tick', () => {
      for (const rivals of [1, 10_000])
        for (const clickThroughRate of [0, 1])
          for (const bid of [0.01, 2]) {
            const input = store(id, { rivals, clickThroughRate, bid, queries: 20 });
            const { ledger } = run(prepare(resolved(input)), hold, { tier });
            for (const column of ledgerColumns)
              for (const value of ledger[column]) expect(Number.isFinite(value)).toBe(true);
            for (let row = 0; row < 6; row++) {
              expect(ledger.spend[row]!).toBeLessThanOrEqual(ledger.clicks[row]! * bid * (1 + 1e-9));
              if (clickThroughRate === 0) expect(ledger.clicks[row]! + ledger.spend[row]!).toBe(0);
            }
          }
    });
  });
});

describe('every auction of the event tier', () => {
  const key = streamKey(9, 'laws');
  const clicksOf = (market: EventMarket): Map<string, number> => {
    const log = new ClickLog();
    runEvents(market, 200, key, 0, 0, log);
    return new Map(
      Array.from({ length: log.length }, (_, i) => [`${log.auctions[i]}/${log.bidders[i]}`, log.prices[i]!]),
    );
  };
  const unlimited = (market: EventMarket): EventMarket => ({
    ...market,
    budgets: market.bids.map(() => Infinity),
    clickThroughRates: market.bids.map(() => 1),
    positionEffects: market.positionEffects.map((_, slot) => 1 - 0.01 * slot),
  });

  test.prop([marketShapes, fc.double({ min: 1, max: 4, noNaN: true })])(
    'a higher reserve never lowers the price a surviving winner pays, and never shows more ads',
    (shape, factor) => {
      const market = unlimited(randomMarket({ ...shape, reserve: Math.max(0.05, shape.reserve) }));
      const low = clicksOf(market);
      const high = clicksOf({ ...market, reserve: market.reserve * factor });
      expect(high.size).toBeLessThanOrEqual(low.size);
      // Log scores are whole steps of 2^-18: a step of slack.
      for (const [where, price] of high) expect(price * (1 + 2e-5)).toBeGreaterThanOrEqual(low.get(where)!);
    },
  );

  test.prop([marketShapes])('price <= bid; price x quality >= reserve where scores are certain', (shape) => {
    const noisy = unlimited(randomMarket(shape));
    for (const [where, price] of clicksOf(noisy))
      expect(price).toBeLessThanOrEqual(noisy.bids[Number(where.split('/')[1])]!);
    const certain = { ...noisy, noiseSd: noisy.noiseSd.map(() => 0) };
    for (const [where, price] of clicksOf(certain)) {
      const bidder = Number(where.split('/')[1]);
      expect(price * certain.qualities[bidder]! * (1 + 2e-5)).toBeGreaterThanOrEqual(certain.reserve);
    }
  });
});
