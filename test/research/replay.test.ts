import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linearBidder, mcpcBidder } from '../../src/core/research/replay/bidders.ts';
import { budgetProgram, largestWorthwhile } from '../../src/core/research/replay/budgetProgram.ts';
import { historyOf, PRICE_CAP, type AuctionLog } from '../../src/core/research/replay/log.ts';
import { replayBidders } from '../../src/core/research/replay/replayBidders.ts';
import { episodeBudget, replayLog } from '../../src/core/research/replay/replayLog.ts';
import { slowBidders, slowHistory, slowReplay } from './replayReference.ts';

const entry = fc.tuple(
  fc.constantFrom(0, 1),
  fc.integer({ min: 0, max: 40 }),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const logOf = (rows: readonly (readonly [number, number, number])[]): AuctionLog => ({
  clicked: Uint8Array.from(rows, ([clicked]) => clicked),
  price: Int32Array.from(rows, ([, price]) => price),
  predicted: Float64Array.from(rows, ([, , predicted]) => predicted),
});
const logs = fc.array(entry, { minLength: 1, maxLength: 60 }).map(logOf);

/** Expected clicks by plain recursion over all policies of the next price limit. */
function slowValue(chance: readonly number[], rate: number, left: number, money: number): number {
  if (left === 0) return 0;
  const later = slowValue(chance, rate, left - 1, money);
  let best = later;
  let sum = 0;
  let mass = 0;
  for (let limit = 0; limit <= Math.min(money, chance.length - 1); limit++) {
    mass += chance[limit]!;
    sum += chance[limit]! * (rate + slowValue(chance, rate, left - 1, money - limit));
    best = Math.max(best, sum + (1 - mass) * later);
  }
  return best;
}

describe('replay', () => {
  it('never spends more than the budget of an episode, and pays market prices', () => {
    fc.assert(
      fc.property(
        logs,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 100 }),
        (log, length, budget) => {
          const totals = replayLog(log, { name: 'all', bid: () => Infinity }, { length, budget });
          expect(totals.cost).toBeLessThanOrEqual(budget * Math.ceil(log.price.length / length));
          expect(totals.impressions).toBeLessThanOrEqual(totals.auctions);
          expect(totals.clicks).toBeLessThanOrEqual(totals.impressions);
        },
      ),
    );
  });

  it('wins at a bid equal to the market price and loses one below; bids are floored', () => {
    const log = logOf([
      [1, 10, 0.1],
      [0, 11, 0.1],
      [1, 10, 0.1],
    ]);
    const bids = [10, 10.99, 9.99];
    let i = 0;
    const totals = replayLog(log, { name: 'given', bid: () => bids[i++]! }, { length: 3, budget: 100 });
    expect(totals).toMatchObject({ impressions: 1, clicks: 1, cost: 10, winRate: 1 / 3 });
  });

  it('the program equals plain recursion over every policy', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 4, maxLength: 4 }),
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        (counts, rate) => {
          const priceCounts = new Float64Array(PRICE_CAP + 1);
          priceCounts.set(counts);
          const history = { impressions: 1, clicks: 1, cost: 1, priceCounts };
          const program = budgetProgram(history, rate, 4, 6);
          const total = priceCounts.reduce((sum, count) => sum + count + 1, 0);
          const chance = Array.from(priceCounts, (count) => (count + 1) / total);
          for (let left = 0; left <= 4; left++)
            for (let money = 0; money <= 6; money++)
              expect(program.value[left * 7 + money]!).toBeCloseTo(slowValue(chance, rate, left, money), 12);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('the largest worthwhile price is the last whose gain is not negative', () => {
    const history = historyOf(
      logOf(Array.from({ length: 50 }, (_, i) => [i % 7 === 0 ? 1 : 0, (i * 13) % 60, 0.1])),
    );
    const program = budgetProgram(history, 0.1, 30, 200);
    for (const rate of [0, 0.01, 0.1, 0.5])
      for (const left of [1, 2, 10, 30])
        for (const money of [0, 1, 50, 200]) {
          const row = (left - 1) * 201;
          let slow = -1;
          for (let p = 0; p <= Math.min(money, PRICE_CAP); p++)
            if (rate + program.value[row + money - p]! - program.value[row + money]! >= 0) slow = p;
          expect(largestWorthwhile(program, rate, left, money)).toBe(slow);
        }
  });

  it('the program wins more clicks than bids in proportion to the rate on its own market, and needs no tuning', () => {
    const rows = Array.from({ length: 20_000 }, (_, i): [number, number, number] => {
      const h = Math.imul(i + 1, 0x9e3779b1) >>> 0;
      const price = 5 + (h % 120);
      return [(h >>> 8) % 50 === 0 ? 1 : 0, price, 0.02];
    });
    const log = logOf(rows);
    const history = historyOf(log);
    const budget = episodeBudget(history.cost / history.impressions, 1 / 16, 1000);
    const outcome = replayBidders({ log, history, tune: log, episode: 1000, budgetFraction: 1 / 16 });
    const clicks = Object.fromEntries(outcome.bidders.map((totals) => [totals.bidder, totals.clicks]));
    expect(outcome.budget).toBe(budget);
    expect(clicks['program-mean']!).toBeGreaterThan(clicks['mcpc']!);
    expect(replayLog(log, mcpcBidder(history.cost / history.clicks), { length: 1000, budget }).clicks).toBe(
      clicks['mcpc'],
    );
    expect(
      replayLog(log, linearBidder(outcome.baseBid!, history.clicks / history.impressions), {
        length: 1000,
        budget,
      }).clicks,
    ).toBe(clicks['linear']);
  });
});

describe('every bidder', () => {
  const row = fc.record({
    clicked: fc.constantFrom(0, 1),
    price: fc.integer({ min: 0, max: 40 }),
    predicted: fc.double({ min: 0, max: 0.6, noNaN: true }),
  });
  const rows = fc.array(row, { minLength: 3, maxLength: 40 });
  it('wins what the plain reference wins, on any log and history', () => {
    fc.assert(
      fc.property(
        rows,
        rows,
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(0.1, 0.5, 1),
        fc.integer({ min: 1, max: 60 }),
        (log, past, length, fraction, base) => {
          const known = [{ clicked: 1, price: 7, predicted: 0.1 }, ...past];
          const outcome = replayBidders({
            log: logOf(log.map(({ clicked, price, predicted }) => [clicked, price, predicted])),
            history: historyOf(
              logOf(known.map(({ clicked, price, predicted }) => [clicked, price, predicted])),
            ),
            baseBid: base,
            episode: length,
            budgetFraction: fraction,
          });
          const history = slowHistory(known);
          const budget = Math.floor((history.cost / history.impressions) * fraction * length);
          expect(outcome.budget).toBe(budget);
          const bidders = slowBidders(history, base, outcome.constantBid, length, budget);
          expect(outcome.bidders.map(({ bidder }) => bidder)).toEqual(Object.keys(bidders));
          for (const { bidder, cpm, costPerClick, winRate, ...counts } of outcome.bidders) {
            const slow = slowReplay(log, bidders[bidder as keyof typeof bidders], length, budget);
            expect(counts, bidder).toEqual({ ...slow });
            expect(winRate).toBe(slow.impressions / slow.auctions);
            if (slow.impressions > 0) expect(cpm).toBe(slow.cost / slow.impressions);
            if (slow.clicks > 0) expect(costPerClick).toBe(slow.cost / 1000 / slow.clicks);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the verb', () => {
  const rows = Array.from({ length: 400 }, (_, i): [number, number, number] => {
    const h = Math.imul(i + 1, 0x9e3779b1) >>> 0;
    return [(h >>> 8) % 9 === 0 ? 1 : 0, h % 90, ((h >>> 16) % 100) / 500];
  });
  const lines = (separator: string): string => rows.map((one) => one.join(separator)).join('\n');
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bidwright-replay-'));
    const { priceCounts, ...totals } = historyOf(logOf(rows));
    const files = {
      'commas.csv': `click,price,pctr\r\n${lines(',').replaceAll('\n', '\r\n')}\r\n`,
      'spaces.txt': lines(' '),
      'history.json': JSON.stringify({ ...totals, priceCounts: [...priceCounts] }),
      'broken.txt': `${lines(' ')}\n1 x 0.1\n`,
    };
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const replay = (
    log: string,
    history: string,
    ...more: string[]
  ): Promise<{ code: number; out: string; err: string }> =>
    new Promise((resolve) => {
      const args = [
        'dist/cli.js',
        'replay',
        join(folder, log),
        '--history',
        join(folder, history),
        '--episode',
        '50',
        ...more,
      ];
      execFile(process.execPath, args, (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
      });
    });

  it('reads commas with a head, spaces without one, and a histogram for a log, alike', async () => {
    const outs = await Promise.all([
      replay('commas.csv', 'commas.csv', '--base-bid', '30', '--json'),
      replay('spaces.txt', 'spaces.txt', '--base-bid', '30', '--json'),
      replay('spaces.txt', 'history.json', '--base-bid', '30', '--json'),
    ]);
    const [first, ...others] = outs.map(({ out }) => out);
    expect(JSON.parse(first!)).toMatchObject({ episode: 50, baseBid: 30 });
    for (const other of others) expect(other).toBe(first);
  });

  it('tunes the linear base for most clicks on the log it is given', async () => {
    const { out } = await replay(
      'spaces.txt',
      'history.json',
      '--tune',
      join(folder, 'commas.csv'),
      '--json',
    );
    const { baseBid, budget, bidders } = JSON.parse(out);
    const history = slowHistory(rows.map(([clicked, price, predicted]) => ({ clicked, price, predicted })));
    const log = rows.map(([clicked, price, predicted]) => ({ clicked, price, predicted }));
    const clicksAt = (base: number): number =>
      slowReplay(log, (predicted) => (base * predicted) / (history.clicks / history.impressions), 50, budget)
        .clicks;
    const most = Math.max(...Array.from({ length: 300 }, (_, k) => clicksAt(k + 1)));
    expect(clicksAt(baseBid)).toBe(most);
    expect(bidders.find(({ bidder }: { bidder: string }) => bidder === 'linear').clicks).toBe(most);
  });

  it('says the line of a row that is none, with exit code 2', async () => {
    const { code, err } = await replay('broken.txt', 'history.json', '--base-bid', '30');
    expect(code).toBe(2);
    expect(err).toContain('broken.txt:401:1');
  });
});
