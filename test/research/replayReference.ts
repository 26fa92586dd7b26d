/** The replay of docs/strategies.md as plainly as it can be written: one row an array, no tables kept flat, no bisection. */

export interface Row {
  readonly clicked: number;
  readonly price: number;
  readonly predicted: number;
}

interface History {
  readonly impressions: number;
  readonly clicks: number;
  readonly cost: number;
  readonly priceCounts: readonly number[];
}

const CAP = 300;

export function slowHistory(rows: readonly Row[]): History {
  const priceCounts = new Array<number>(CAP + 1).fill(0);
  for (const { price } of rows) priceCounts[Math.min(price, CAP)]! += 1;
  return {
    impressions: rows.length,
    clicks: rows.filter(({ clicked }) => clicked === 1).length,
    cost: rows.reduce((sum, { price }) => sum + price, 0),
    priceCounts,
  };
}

/** V[t][b]: clicks expected of t auctions with money b. */
export function slowProgram(history: History, length: number, budget: number): number[][] {
  const meanRate = history.clicks / history.impressions;
  const all = history.priceCounts.reduce((sum, count) => sum + count, 0) + CAP + 1;
  const V = [new Array<number>(budget + 1).fill(0)];
  for (let t = 1; t <= length; t++) {
    const before = V[t - 1]!;
    V[t] = before.map((stay, b) => {
      let value = stay;
      for (let p = 0; p <= Math.min(b, CAP); p++) {
        const gain = meanRate + before[b - p]! - stay;
        if (gain >= 0) value += ((history.priceCounts[p]! + 1) / all) * gain;
      }
      return value;
    });
  }
  return V;
}

type Bid = (predicted: number, left: number, money: number) => number;

export function slowReplay(rows: readonly Row[], bid: Bid, length: number, budget: number) {
  const totals = { auctions: 0, impressions: 0, clicks: 0, cost: 0 };
  for (let start = 0; start < rows.length; start += length) {
    let money = budget;
    rows.slice(start, start + length).forEach(({ clicked, price, predicted }, k) => {
      totals.auctions += 1;
      const offer = Math.min(Math.floor(bid(predicted, length - k, money)), money, CAP);
      if (offer < price) return;
      totals.impressions += 1;
      totals.clicks += clicked;
      totals.cost += price;
      money -= price;
    });
  }
  return totals;
}

/** The five bidders by name. */
export function slowBidders(
  history: History,
  base: number,
  constant: number,
  length: number,
  budget: number,
) {
  const meanRate = history.clicks / history.impressions;
  const V = slowProgram(history, length, budget);
  const largest = (rate: number, left: number, money: number): number => {
    let best = -1;
    for (let p = 0; p <= Math.min(money, CAP); p++)
      if (rate + V[left - 1]![money - p]! - V[left - 1]![money]! >= 0) best = p;
    return best;
  };
  return {
    constant: () => constant,
    mcpc: (predicted) => predicted * (history.cost / history.clicks),
    linear: (predicted) => (base * predicted) / meanRate,
    'program-mean': (_, left, money) => largest(meanRate, left, money),
    'program-own': (predicted, left, money) => largest(predicted, left, money),
  } satisfies Record<string, Bid>;
}
