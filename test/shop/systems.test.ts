import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exp } from '../../src/core/math/elementary.ts';
import { gammaQuantile } from '../../src/core/math/gammaQuantile.ts';
import { basketFactor, thresholdEffect } from '../../src/core/shop/basket.ts';
import { logitFactor } from '../../src/core/shop/clickShift.ts';
import { conversionFactor, negativesFactor, salesFactor } from '../../src/core/shop/conversionFactor.ts';
import { conversionKpi, paymentKpi } from '../../src/core/shop/conversionKpi.ts';
import { membershipFactor, nextHabit } from '../../src/core/shop/customers.ts';
import { gini } from '../../src/core/shop/gini.ts';
import { lifetimeOrders, stageShares } from '../../src/core/shop/lifetime.ts';
import { mixAndRate } from '../../src/core/shop/mixAndRate.ts';
import { newsvendor } from '../../src/core/shop/newsvendor.ts';
import { emptyRatingWindow, praiseOf, putRatings, scoreOf } from '../../src/core/shop/ratingWindow.ts';
import { chatFactor, erlangC, serviceReply } from '../../src/core/shop/serviceReply.ts';
import {
  commonLevels,
  meanStars,
  shiftForLoss,
  starModel,
  starProbabilities,
} from '../../src/core/shop/stars.ts';
import { festivalFactors } from '../../src/core/scenario/shopCalendar.ts';
import { conversionSchema, serviceSchema } from '../../src/core/scenario/schema/shop/conversion.ts';
import { basketSchema, customersSchema } from '../../src/core/scenario/schema/shop/customers.ts';
import { festivalSchema } from '../../src/core/scenario/schema/shop/activities.ts';

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const conversion = conversionSchema.parse({});
const peers = {
  priceRatio: 1,
  uniqueness: 0.75,
  page: 1,
  ratingRatio: 1,
  reviews: 500,
  peerReviews: 500,
  negativeShare: 0.015,
  recentSales: 1e6,
};

describe('conversion', () => {
  test('is 1 at the level of peers', () => {
    expect(conversionFactor(conversion, peers)).toBe(1);
  });

  test("has the sources' sizes: price -2, rating .417, bad delivery -15 %, a never-sold product -30 %", () => {
    expect(conversionFactor(conversion, { ...peers, priceRatio: 1.1 })).toBeCloseTo(1.1 ** -2, 12);
    expect(conversionFactor(conversion, { ...peers, ratingRatio: 0.98 })).toBeCloseTo(0.98 ** 0.417, 12);
    expect(conversionFactor({ ...conversion, logistics: 0.85 }, peers)).toBeCloseTo(0.85, 12);
    expect(salesFactor(conversion, 0)).toBeCloseTo(0.7, 12);
    expect(conversionFactor({ ...conversion, shopType: 'flagship' }, peers)).toBeCloseTo(1.15, 12);
  });

  test('one complaint on the first page costs each of its readers half of the purchases; a good answer takes .3 of that away', () => {
    const view = { reviews: 20, negativeShare: 0.05 };
    const alone = { ...conversion, peerNegativeShare: 0 };
    expect(negativesFactor(alone, view)).toBeCloseTo((1 - 0.514) ** 0.04, 12);
    const answered = { ...alone, answeredShare: 1 };
    expect(negativesFactor(answered, view)).toBeCloseTo((1 - 0.514) ** (0.04 * 0.7), 12);
    // More reviews of the same kind are not more on the first page.
    expect(negativesFactor(alone, { ...view, reviews: 5000 })).toBe(negativesFactor(alone, view));
  });

  test('falls with price and bad reviews, rises with rating, reviews and sales', () => {
    const up = [
      ['priceRatio', -1],
      ['negativeShare', -1],
      ['ratingRatio', 1],
      ['reviews', 1],
      ['recentSales', 1],
    ] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...up),
        fc.double({ min: 1.01, max: 3, noNaN: true }),
        ([field, sign], factor) => {
          const view = { ...peers, recentSales: 5 };
          const more = conversionFactor(conversion, { ...view, [field]: view[field] * factor });
          expect(sign * (more - conversionFactor(conversion, view))).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  test('a shifted click-through rate stays a rate, and 0 leaves it alone', () => {
    fc.assert(
      fc.property(fraction, fc.double({ min: -30, max: 30, noNaN: true }), (p, shift) => {
        const moved = p * logitFactor(p, exp(shift));
        expect(moved).toBeGreaterThanOrEqual(0);
        expect(moved).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
    expect(logitFactor(0.04, exp(0))).toBe(1);
  });
});

describe('chat service', () => {
  const service = serviceSchema.parse({ staff: 4 });

  test("Erlang's C is the sum of the queue's states", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (c, use) => {
          const load = c * use;
          let term = 1;
          let sum = 1;
          for (let k = 1; k < c; k++) sum += term *= load / k;
          const waiting = ((term * load) / c) * (c / (c - load));
          expect(erlangC(c, load)).toBeCloseTo(waiting / (sum + waiting), 10);
        },
      ),
    );
  });

  test('more visitors are answered worse, more staff better; as peers it brings nothing', () => {
    const busy = [100, 500, 1500, 4000, 1e5].map((visits) => serviceReply(service, visits));
    expect([...busy].sort((a, b) => b - a)).toEqual(busy);
    expect(busy[0]).toBeGreaterThan(0.99);
    expect(busy[4]).toBe(0);
    expect(serviceReply({ ...service, staff: 6 }, 4000)).toBeGreaterThan(serviceReply(service, 4000));
    expect(chatFactor(service, service.peerReply)).toBe(1);
  });
});

describe('stars', () => {
  const model = starModel([0.88, 0.07, 0.03, 0.01, 0.01], 0.7);
  const out = new Float64Array(5);

  test('today they have the shares and the mean that were asked for', () => {
    const shares = [0, 0, 0, 0, 0];
    for (const level of commonLevels)
      starProbabilities(model, 0, level, 0, out).forEach((p, star) => (shares[star]! += p / 5));
    [0.01, 0.01, 0.03, 0.07, 0.88].forEach((share, star) => expect(shares[star]).toBeCloseTo(share, 9));
    expect(meanStars(model, 0)).toBeCloseTo(4.8, 9);
  });

  test('probabilities are probabilities and the mean rises with satisfaction and recovery, in [1, 5]', () => {
    const shift = fc.double({ min: -9, max: 9, noNaN: true });
    fc.assert(
      fc.property(shift, fraction, (at, raised) => {
        const p = starProbabilities(model, at, commonLevels[1]!, raised, out);
        for (const value of p) expect(value).toBeGreaterThanOrEqual(0);
        expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        const mean = meanStars(model, at, raised);
        expect(mean).toBeGreaterThanOrEqual(1);
        expect(mean).toBeLessThanOrEqual(5);
        expect(meanStars(model, at + 0.1, raised)).toBeGreaterThanOrEqual(mean - 1e-12);
        expect(mean).toBeGreaterThanOrEqual(meanStars(model, at, 0) - 1e-12);
      }),
    );
  });

  test('a loss in stars becomes the shift that loses them', () => {
    for (const loss of [0, 0.05, 0.25, 0.5, 1])
      expect(meanStars(model, shiftForLoss(model, loss))).toBeCloseTo(4.8 - loss, 8);
  });

  test('a score is the plain mean of the ratings in the window', () => {
    const day = fc.record({
      ratings: fc.integer({ min: 0, max: 9 }),
      star: fc.integer({ min: 1, max: 5 }),
      bad: fraction,
    });
    fc.assert(
      fc.property(
        fc.array(day, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 15 }),
        (days, size) => {
          const window = emptyRatingWindow(size);
          days.forEach(({ ratings, star, bad }, at) => {
            const stars = [ratings * star, ratings, ratings * 5];
            putRatings(window, at, ratings, stars, Math.round(ratings * bad));
          });
          const seen = days.slice(-size);
          const all = seen.flatMap(({ ratings, star }) => Array.from({ length: ratings }, () => star));
          if (all.length === 0) expect(scoreOf(window, 0, 4.8)).toBe(4.8);
          else expect(scoreOf(window, 0, 0)).toBeCloseTo(all.reduce((a, b) => a + b, 0) / all.length, 12);
          const bad = seen.reduce((sum, one) => sum + Math.round(one.ratings * one.bad), 0);
          if (all.length > 0) expect(praiseOf(window, 0)).toBeCloseTo(1 - bad / all.length, 12);
        },
      ),
    );
  });
});

describe('customers', () => {
  const customers = customersSchema.parse({});

  test('the stages at rest are those a steady inflow settles into', () => {
    let stages = [0, 0, 0];
    const p = 0.2;
    for (let day = 0; day < 3000; day++) {
      const [a, b, c] = stages as [number, number, number];
      stages = [
        a * (1 - p) + 10,
        b * (1 - p) + a * p * customers.repeat1,
        c * (1 - p) + p * (b * customers.repeat2 + c * customers.repeat3),
      ];
    }
    const total = stages.reduce((x, y) => x + y, 0);
    stageShares(customers).forEach((share, k) => expect(share).toBeCloseTo(stages[k]! / total, 9));
  });

  test('lifetime orders are the discounted chain of repeats, summed term by term', () => {
    const delay = customers.dailyDiscount ** customers.intervalDays;
    let reach = 1;
    let sum = 0;
    for (let k = 1; k < 400; k++) {
      reach *= (k === 1 ? customers.repeat1 : k === 2 ? customers.repeat2 : customers.repeat3) * delay;
      sum += reach;
    }
    expect(lifetimeOrders(customers)).toBeCloseTo(sum, 10);
  });

  test('the membership habit stays in [0, 1]; the day gains more than its neighbours lose', () => {
    const membership = { lift: 0.8, cannibalised: 0.15, gain: 0.1, decay: 0.97 };
    fc.assert(
      fc.property(fraction, fc.integer({ min: 0, max: 6 }), (habit, weekday) => {
        const next = nextHabit(membership, habit);
        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThanOrEqual(1);
        const week = [0, 1, 2, 3, 4, 5, 6].map((day) => membershipFactor(membership, weekday, day, habit));
        const total = week.reduce((a, b) => a + b, 0);
        expect(total).toBeCloseTo(7 + 0.8 * habit * (1 - 0.15), 9);
      }),
    );
  });
});

describe('the basket', () => {
  test('added categories work only where visitors are many', () => {
    const basket = basketSchema.parse({ attachRate: 0, categories: 2 });
    expect(basketFactor(basket, 0)).toBe(1);
    expect(basketFactor(basket, 3000)).toBeCloseTo(1 + 2 * 0.08 * 0.8 * (1 - Math.exp(-1)), 12);
  });

  test('the threshold gift agrees with a count over many order values', () => {
    const basket = basketSchema.parse({ threshold: 1.3, attachRate: 0 });
    const n = 20_000;
    let total = 0;
    let gifted = 0;
    for (let i = 0; i < n; i++) {
      const value = gammaQuantile((i + 0.5) / n, 4) / 4;
      const near = value >= 1.3 * 0.7 && value < 1.3;
      total += value + (near ? 0.25 * (1.3 - value) : 0);
      gifted += value >= 1.3 ? 1 : near ? 0.25 : 0;
    }
    const effect = thresholdEffect(basket, 0.5);
    expect(effect.factor).toBeCloseTo(total / n, 4);
    expect(effect.gifted).toBeCloseTo(gifted / n, 3);
    expect(thresholdEffect(basketSchema.parse({}), 0.5)).toEqual({ factor: 1, gifted: 0 });
  });
});

describe('stock and competition', () => {
  test('the newsvendor quantity earns more than fewer or more units', () => {
    const [mean, cv, gain, loss] = [200, 0.5, 60, 30];
    const demands = Array.from({ length: 5000 }, (_, i) => (gammaQuantile((i + 0.5) / 5000, 4) / 4) * mean);
    const profit = (units: number) =>
      demands.reduce(
        (sum, demand) => sum + gain * Math.min(units, demand) - loss * Math.max(0, units - demand),
        0,
      );
    const best = newsvendor(mean, cv, gain, loss);
    expect(profit(best)).toBeGreaterThan(profit(best - 3));
    expect(profit(best)).toBeGreaterThan(profit(best + 3));
    expect(newsvendor(0, cv, gain, loss)).toBe(0);
    expect(newsvendor(mean, cv, -1, loss)).toBe(0);
  });

  test('the Gini coefficient is half the mean difference over the mean', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 12 }),
        (values) => {
          const n = values.length;
          const mean = values.reduce((a, b) => a + b, 0) / n;
          fc.pre(mean > 1e-9);
          let differences = 0;
          for (const a of values) for (const b of values) differences += Math.abs(a - b);
          expect(gini(values)).toBeCloseTo(differences / (2 * n * n * mean), 9);
        },
      ),
    );
  });

  test('a festival makes buyers wait, come, and stay away', () => {
    const festival = festivalSchema.parse({ id: 'd11', day: 20 });
    const factors = Array.from({ length: 60 }, (_, day) => festivalFactors(festival, day));
    expect(factors[11]).toEqual({ demand: 1, conversion: 1, rivalBids: 1, carts: 1, returns: 1 });
    expect(factors[12]!.conversion).toBe(0.75);
    expect(factors[19]!.demand).toBe(5);
    expect(factors[33]!.demand).toBe(0.75);
    expect(factors[34]!.demand).toBe(1);
  });
});

describe('why conversion changed', () => {
  const parts = fc.array(
    fc.record({
      visits: fc.integer({ min: 0, max: 10_000 }),
      share: fraction,
      visits2: fc.integer({ min: 0, max: 10_000 }),
      share2: fraction,
    }),
    { minLength: 1, maxLength: 6 },
  );
  test('mix and rate add up to the change', () => {
    fc.assert(
      fc.property(parts, (list) => {
        const before = list.map(({ visits, share }) => ({ visits, orders: visits * share }));
        const after = list.map(({ visits2, share2 }) => ({ visits: visits2, orders: visits2 * share2 }));
        const total = (side: typeof before) => side.reduce((sum, { visits }) => sum + visits, 0);
        if (total(before) === 0 || total(after) === 0) return;
        const change = mixAndRate(before, after);
        expect(Math.abs(change.mix + change.rate - (change.after - change.before))).toBeLessThan(1e-12);
        // The other way round it is the same with the other sign.
        const back = mixAndRate(after, before);
        expect(Math.abs(back.mix + change.mix)).toBeLessThan(1e-12);
      }),
    );
  });

  test('only shares moved: all mix; only rates moved: all rate', () => {
    const shares = mixAndRate(
      [
        { visits: 100, orders: 10 },
        { visits: 100, orders: 2 },
      ],
      [
        { visits: 150, orders: 15 },
        { visits: 50, orders: 1 },
      ],
    );
    expect(shares.rate).toBeCloseTo(0, 12);
    expect(shares.mix).toBeCloseTo(0.02, 12);
    const rates = mixAndRate([{ visits: 100, orders: 10 }], [{ visits: 300, orders: 33 }]);
    expect(rates.mix).toBeCloseTo(0, 12);
    expect(rates.rate).toBeCloseTo(0.01, 12);
  });
});

describe('the conversion to watch', () => {
  const usual = { payment: 0.02, order: 0.0217 };

  test('is order conversion while deposits are taken: no payments are no alarm', () => {
    const day = { visits: 10_000, placed: 217, paid: 0, presale: true };
    expect(conversionKpi(day, usual)).toMatchObject({ rate: 'order', alarm: false });
    expect(paymentKpi(day, usual).alarm).toBe(true);
  });

  test('is payment conversion otherwise, and a real fall is seen', () => {
    const day = { visits: 10_000, placed: 217, paid: 200, presale: false };
    expect(conversionKpi(day, usual)).toMatchObject({ rate: 'payment', alarm: false, value: 0.02 });
    expect(conversionKpi({ ...day, paid: 120 }, usual).alarm).toBe(true);
    expect(conversionKpi({ ...day, presale: true, placed: 100 }, usual).alarm).toBe(true);
  });
});
