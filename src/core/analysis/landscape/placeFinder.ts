import type { PreparedScenario } from '../../engine/prepare.ts';
import { startState } from '../../engine/state.ts';
import { onDay, type DisplayCell, type SearchCell } from '../../scenario/resolved.ts';
import type { CellGroup } from './deliveryFigures.ts';

/** Bids are not looked for beyond this many ticks (of 0.01: ten million). */
const MOST_TICKS = 2 ** 30;

/** Answers what a place costs; bids are those of the subject asked about: a plan's, or a keyword's own. */
export interface PlaceFinder {
  /**
   * P(an opportunity shows the ad at `rank` or better) at a bid, weighted by opportunities where there are several keywords; not
   * falling in the bid. Display: P(won).
   */
  readonly chance: (bid: number, rank: number) => number;
  /**
   * The least bid in whole ticks, at least the platform's minimum, with which `chance` reaches `level`; null where no bid does.
   * The plan's own limits are not minded: it says what the place costs.
   */
  readonly bidFor: (rank: number, level: number) => number | null;
}

/**
 * What places cost on the first day, at the quality of that morning and a schedule factor of 1 (docs/model.md, "Landscapes").
 * @returns a finder for some cells of a plan, whose bid is the plan's times `factor`
 */
export function placeFinder(prepared: PreparedScenario): (group: CellGroup, factor: number) => PlaceFinder {
  const { scenario } = prepared;
  const { quality, predicted } = startState(prepared, scenario.seed, 0, false);
  const ticks = 1 / scenario.market.bidTick;
  const least = Math.max(1, Math.ceil(scenario.market.minimumBid * ticks - 1e-9));
  return ({ plan, cells }, factor) => {
    const market = prepared.markets[plan]!;
    const first = prepared.cellStart[plan]!;
    const resolved = scenario.plans[plan]!.cells;
    const weights = cells.map((cell) => offeredOnFirstDay(resolved[cell - first]!));
    const total = weights.reduce((sum, value) => sum + value, 0);
    const chance = (bid: number, rank: number): number => {
      if (total === 0 || factor === 0) return 0;
      const reached = weights.map((weight, i) => {
        const cell = cells[i]!;
        if (weight === 0) return 0;
        return (
          weight * market.reachChance(cell - first, 0, bid / factor, quality[cell]!, predicted[cell]!, rank)
        );
      });
      return reached.reduce((sum, value) => sum + value, 0) / total;
    };
    return {
      chance,
      bidFor: (rank, level) => {
        const count = leastReaching(least, (n) => chance(n / ticks, rank) >= level);
        return count === null ? null : count / ticks;
      },
    };
  };
}

/** The smallest whole n >= least with `enough(n)`, a condition that stays true once true; null beyond MOST_TICKS. */
function leastReaching(least: number, enough: (n: number) => boolean): number | null {
  if (enough(least)) return least;
  let low = least;
  let high = 2 * least;
  while (!enough(high)) {
    if (high > MOST_TICKS) return null;
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function offeredOnFirstDay(cell: SearchCell | DisplayCell): number {
  return onDay('dailyQueries' in cell ? cell.dailyQueries : cell.dailyImpressions, 0);
}
