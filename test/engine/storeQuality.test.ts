import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepare } from '../../src/core/engine/prepare.ts';
import type { RunResult, Tier } from '../../src/core/engine/result.ts';
import { run } from '../../src/core/engine/run.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';
import { hold } from '../../src/core/strategies/hold.ts';
import { marketInput, resolved } from '../laws/arbitraries.ts';

type QualityInput = NonNullable<NonNullable<ScenarioInput['market']>['quality']>;
type ShopInput = ScenarioInput['shop'];

const DAYS = 25;
const flat = [1, 1, 1, 1, 1, 1, 1];
const plan = (id: string, clickThroughRate: number, more: object = {}) => ({
  id,
  channel: 'search',
  product: id,
  bid: 1.4,
  dailyBudget: 1e6,
  clickThroughRate,
  keywords: [{ id: 'word', dailyQueries: 3000 }],
  ...more,
});

/** Two plans of one word each: `a` at the category's click-through and conversion unless stated, `b` always. */
function store(
  quality: QualityInput,
  a: Partial<Record<string, unknown>> = {},
  shop?: ShopInput,
): ScenarioInput {
  const { clickThroughRate = 0.06, conversionRate = 0.02, ...more } = a;
  return {
    name: 'quality',
    horizon: { days: DAYS },
    products: [
      { id: 'a', price: 100, unitCost: 40, conversionRate },
      { id: 'b', price: 100, unitCost: 40, conversionRate: 0.02 },
    ],
    market: { quality, season: { weekdayDemand: flat, weekdayConversion: flat } },
    plans: [plan('a', clickThroughRate as number, more), plan('b', 0.06)],
    ...(shop === undefined ? {} : { shop }),
  } as ScenarioInput;
}

const play = (input: ScenarioInput, tier: Tier = 'fluid'): RunResult =>
  run(prepare(resolved(input)), hold, { tier });
const qualityOf = ({ ledger }: RunResult, planIndex: number): Float64Array =>
  ledger.quality.subarray(planIndex * DAYS, (planIndex + 1) * DAYS);
const books = (input: ScenarioInput): string =>
  JSON.stringify(play(input).ledger, (_, value: unknown) =>
    value instanceof Float64Array ? [...value] : value,
  );

/** The score from the whole history, day by day: nothing carried over, all evidence summed anew. */
function slowQuality({ ledger }: RunResult, of: number, day: number, settings: Required<Settings>): number {
  const past = (halfLife: number, value: (s: number) => number): number => {
    let sum = 0;
    for (let s = 0; s < day; s++) sum += value(s) * 2 ** (-(day - 1 - s) / halfLife);
    return sum;
  };
  const held = (ratio: number): number => Math.min(1.2, Math.max(-1.2, Math.log(ratio)));
  const rates = [settings.clickThroughRate, 0.06];
  const conversions = [settings.conversionRate, 0.02];
  const clicks = (p: number, s: number): number => ledger.clicks[p * DAYS + s]!;
  const ctr = (p: number): number => (settings.start === 'mature' ? rates[p]! : 0.06);
  const seen = past(4, (s) => clicks(of, s));
  const predicted = (seen + 300 * ctr(of)) / (seen / rates[of]! + 300);
  const ownClicks = past(14, (s) => clicks(0, s) + clicks(1, s));
  const peerClicks = past(14, (s) => (0.06 * clicks(0, s)) / rates[0]! + (0.06 * clicks(1, s)) / rates[1]!);
  const orders = past(10, (s) => ledger.placedOrders[of * DAYS + s]!);
  const peerOrders = past(10, (s) => (clicks(of, s) * 0.97 * 0.02) / 0.92);
  const priorOrders = (800 * 0.02) / 0.92;
  const conversion = settings.start === 'mature' ? conversions[of]! / 0.02 : 1;
  const account = (ownClicks + 200 * settings.accountStart) / (peerClicks + 200);
  const experience = (orders + priorOrders * conversion) / (peerOrders + priorOrders);
  return Math.exp(0.5 * held(predicted / 0.06) + 0.2 * held(0.9 * experience) + 0.1 * held(1.1 * account));
}
interface Settings {
  clickThroughRate?: number;
  conversionRate?: number;
  start?: 'mature' | 'cold';
  accountStart?: number;
}

const learning: QualityInput = {
  account: { priorClicks: 200 },
  experience: { halfLifeDays: 10, priorVisits: 800 },
};

describe('account and experience of the quality score', () => {
  it('are the sums of the history in ln Q, on drawn days as on expected ones', () => {
    const rate = fc.double({ min: 0.005, max: 0.2, noNaN: true });
    fc.assert(
      fc.property(
        rate,
        rate,
        fc.constantFrom('mature', 'cold'),
        (clickThroughRate, conversionRate, start) => {
          const input = store({ ...learning, start }, { clickThroughRate, conversionRate });
          const scenario = prepare(
            resolved({ ...input, store: { accountQuality: 1.1, experience: 0.9 } } as ScenarioInput),
          );
          const result = run(scenario, hold, { tier: 'fluid' });
          const settings = { clickThroughRate, conversionRate, start, accountStart: scenario.accountStart };
          for (const of of [0, 1])
            for (const day of [0, 1, 2, 12, 24])
              expect(qualityOf(result, of)[day]! / slowQuality(result, of, day, settings)).toBeCloseTo(1, 7);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('left out or without weight, or cold and held: the bytes of constants', () => {
    fc.assert(
      fc.property(marketInput, (input) => {
        const of = (quality: QualityInput): string =>
          books({ ...input, market: { ...input.market, quality } });
        const weights = { account: 0, experience: 0 };
        expect(of({ weights, account: {}, experience: {} })).toBe(of({ weights }));
        const held = { start: 'cold', feedback: false } as const;
        expect(of({ ...held, account: {}, experience: {} })).toBe(of(held));
      }),
      { numRuns: 20 },
    );
  });

  it("a picture that draws more clicks lifts the account and so the other plan's score; without the block it does not", () => {
    const other = (clickThroughRate: number, quality: QualityInput): number =>
      qualityOf(play(store({ start: 'cold', ...quality }, { clickThroughRate })), 1)[DAYS - 1]!;
    let before = 0;
    for (const rate of [0.02, 0.04, 0.06, 0.09, 0.12]) {
      const score = other(rate, { account: {} });
      expect(score).toBeGreaterThan(before);
      expect(other(rate, {})).toBe(1);
      before = score;
    }
  });

  it('a new account climbs day by day, below what its clicks are worth', () => {
    const scores = qualityOf(
      play(
        store(
          { start: 'cold', weights: { clickThrough: 0, account: 1 }, account: { priorClicks: 5000 } },
          { clickThroughRate: 0.12 },
        ),
      ),
      1,
    );
    scores.slice(1).forEach((score, day) => expect(score).toBeGreaterThan(scores[day]!));
    expect(scores[0]).toBe(1);
    expect(scores[DAYS - 1]).toBeLessThan((0.12 + 0.06) / 2 / 0.06);
  });

  it('at rest a store that has run for long stays where it starts', () => {
    const one = (clickThroughRate: number, conversionRate: number): Float64Array => {
      const input = store({ account: {}, experience: {} }, { clickThroughRate, conversionRate });
      return qualityOf(play({ ...input, plans: input.plans!.slice(0, 1) }), 0);
    };
    for (const [ctr, cvr] of [
      [0.03, 0.05],
      [0.1, 0.004],
    ] as const) {
      const scores = one(ctr, cvr);
      expect(scores[0]).toBeCloseTo(
        (ctr / 0.06) ** 0.6 * Math.exp(0.2 * Math.max(-1.2, Math.log(cvr / 0.02))),
        9,
      );
      scores.forEach((score) => expect(score / scores[0]!).toBeCloseTo(1, 9));
    }
  });

  it("better conversion, a better page, better delivery raise the plan's own score, and no other's", () => {
    const of = (a: object, shop?: ShopInput) => {
      const result = play(store({ experience: {} }, a, shop));
      return [0, 1].map((p) => qualityOf(result, p)[DAYS - 1]!);
    };
    const [low, standing] = of({ conversionRate: 0.02 });
    const [high, unmoved] = of({ conversionRate: 0.03 });
    expect(high).toBeGreaterThan(low!);
    expect(unmoved).toBe(standing);
    const shop = (page: number, logistics = 1): ShopInput => ({
      conversion: { logistics },
      items: [{ product: 'a', page }],
    });
    const [plain, plainOther] = of({}, shop(1));
    const [page, pageOther] = of({}, shop(1.3));
    expect(page).toBeGreaterThan(plain!);
    expect(pageOther).toBeCloseTo(plainOther!, 12);
    const slow = of({}, shop(1, 0.85));
    expect(slow[0]).toBeLessThan(plain!);
    expect(slow[1]).toBeLessThan(plainOther!);
  });

  it('the shop of long standing starts where its conversion has held it', () => {
    const scores = qualityOf(
      play(
        store(
          { experience: {} },
          {},
          { conversion: { zeroSalesPenalty: 0 }, items: [{ product: 'a', page: 1.4 }] },
        ),
      ),
      0,
    );
    expect(scores[0]).toBeGreaterThan(1.05);
    scores.forEach((score) => expect(score / scores[0]!).toBeCloseTo(1, 2));
  });

  it.each(['stochastic', 'event'] as const)('is learned on %s days too', (tier) => {
    const score = (conversionRate: number): number => {
      const input = store({ start: 'cold', experience: { priorVisits: 50 } }, { conversionRate });
      return qualityOf(play(input, tier), 0)[DAYS - 1]!;
    };
    expect(score(0.06)).toBeGreaterThan(1.1);
    expect(score(0.006)).toBeLessThan(0.9);
  });
});
