import { binomialQuantiles } from '../math/binomial.ts';
import { uniformColumns } from '../math/uniformColumns.ts';
import { draw } from './draws.ts';
import type { EngineState } from './state.ts';

/** What follows the clicks of the day, by flat cell, before the shop's stock; valid where there are clicks. */
export interface Funnel {
  readonly visits: Float64Array;
  readonly placed: Float64Array;
  readonly paid: Float64Array;
  /** Columns by place in the batch. */
  readonly cells: Int32Array;
  readonly placeRate: Float64Array;
  readonly payRate: Float64Array;
  readonly visitRate: Float64Array;
  readonly chances: readonly [Float64Array, Float64Array, Float64Array];
  readonly counts: Float64Array;
}

export function emptyFunnel(cells: number): Funnel {
  const column = (): Float64Array => new Float64Array(cells);
  return {
    visits: column(),
    placed: column(),
    paid: column(),
    cells: new Int32Array(cells),
    placeRate: column(),
    payRate: column(),
    visitRate: column(),
    chances: [column(), column(), column()],
    counts: column(),
  };
}

/** Visits, orders placed and orders paid of every cell with clicks today: expected, or a binomial draw of each from the one before. */
export function drawFunnels(state: EngineState, day: number): void {
  const { funnel, stochastic, cellKeys } = state;
  const { cells, visits, placed, paid, placeRate, payRate, visitRate, chances, counts } = funnel;
  const { clicks } = state.today;
  const { clickToVisit } = state.prepared.scenario.market;
  const count = readRates(state, day);
  if (!stochastic) {
    for (let i = 0; i < count; i++) {
      const c = cells[i]!;
      visits[c] = clicks[c]! * clickToVisit;
      placed[c] = visits[c] * placeRate[i]!;
      paid[c] = placed[c] * payRate[i]!;
    }
    return;
  }
  uniformColumns(cellKeys, cells, count, day, draw.visits, chances);
  for (let i = 0; i < count; i++) counts[i] = clicks[cells[i]!]!;
  visitRate.fill(clickToVisit, 0, count);
  binomialQuantiles(chances[0], counts, visitRate, count, counts);
  for (let i = 0; i < count; i++) visits[cells[i]!] = counts[i]!;
  binomialQuantiles(chances[1], counts, placeRate, count, counts);
  for (let i = 0; i < count; i++) placed[cells[i]!] = counts[i]!;
  binomialQuantiles(chances[2], counts, payRate, count, counts);
  for (let i = 0; i < count; i++) paid[cells[i]!] = counts[i]!;
}

/** Lists the cells with clicks, with the orders placed a visit and the share of them that is paid. Returns how many there are. */
function readRates({ prepared, funnel, shop, today }: EngineState, day: number): number {
  const { scenario, cellStart, conversionRate, conversionFactor } = prepared;
  const { cells, placeRate, payRate } = funnel;
  const season = scenario.season.conversion[day]!;
  let count = 0;
  for (let plan = 0; plan < scenario.plans.length; plan++) {
    const rate = conversionRate.at(plan, day);
    const { orderToPay } = scenario.plans[plan]!;
    let shopFactor = 1;
    // Of today's placed orders: of deposits, those whose balance follows.
    let pays = orderToPay;
    if (shop !== null) {
      const item = shop.prepared.shop.planItem[plan]!;
      shopFactor = shop.today.conversion[item]!;
      if (shop.today.presaleAge[item]! > 0) pays = shop.prepared.shop.items[item]!.presale!.balancePaid;
    }
    for (let cell = cellStart[plan]!; cell < cellStart[plan + 1]!; cell++) {
      if (today.clicks[cell] === 0) continue;
      const paidRate =
        rate * conversionFactor.at(cell, day) * season * today.hourConversion[cell]! * shopFactor;
      cells[count] = cell;
      // Orders placed a visit: the paid rate over the share that pays, at most 1.
      placeRate[count] = orderToPay > 0 ? Math.min(1, paidRate / orderToPay) : 0;
      payRate[count++] = pays;
    }
  }
  return count;
}
