import { fc } from '@fast-check/vitest';
import type { MechanismId } from '../../../src/core/scenario/resolved.ts';
import type { EventMarket } from '../../../src/core/market/event/eventMarket.ts';
import { streamKey } from '../../../src/core/math/keyed.ts';
import { plainRandom } from './reference.ts';

export interface MarketShape {
  readonly bidders: number;
  readonly slots: number;
  readonly reserve: number;
  readonly tick: number;
  /** Share of bidders with a budget, and its size in bids. */
  readonly budgeted: number;
  readonly budgetInBids: number;
  readonly activity: 'always' | 'mixed';
  readonly seed: number;
  /** Default GSP. */
  readonly mechanism?: MechanismId;
}

/** A random market of a shape: log-normal bids and qualities, noise, CTR 2-30 %. */
export function randomMarket(shape: MarketShape): EventMarket {
  const random = plainRandom(shape.seed);
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const column = (draw: () => number) => Float64Array.from({ length: shape.bidders }, draw);
  const bids = column(() => Math.exp(0.5 * normal()));
  return {
    keys: Array.from({ length: shape.bidders }, (_, i) => streamKey(shape.seed, `bidder/${i}`)),
    bids,
    qualities: column(() => Math.exp(-0.3 + 0.4 * normal())),
    noiseSd: column(() => 0.2 + 0.4 * random()),
    activity: column(() => (shape.activity === 'always' || random() < 0.3 ? 1 : 0.2 + 0.8 * random())),
    clickThroughRates: column(() => 0.02 + 0.28 * random()),
    budgets: bids.map((bid) => (random() < shape.budgeted ? bid * shape.budgetInBids : Infinity)),
    positionEffects: Float64Array.from({ length: shape.slots }, (_, j) => 1 / (1 + 0.6 * j)),
    reserve: shape.reserve,
    tick: shape.tick,
    mechanism: shape.mechanism ?? 'gsp',
  };
}

export const marketShapes: fc.Arbitrary<MarketShape> = fc.record({
  bidders: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 60 })),
  slots: fc.integer({ min: 1, max: 8 }),
  reserve: fc.constantFrom(0, 0.05, 0.5, 1.5),
  tick: fc.constantFrom(0, 0.01, 0.1),
  budgeted: fc.constantFrom(0, 0.3, 1),
  budgetInBids: fc.constantFrom(1, 5, 30),
  activity: fc.constantFrom('always', 'mixed'),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  mechanism: fc.constantFrom('gsp', 'vcg', 'first-price'),
});
