import { rankBuckets } from '../../contract/rankBuckets.ts';
import type { PreparedScenario } from '../../engine/prepare.ts';
import { displayedQuality } from '../../market/quality.ts';
import { bidRange } from '../optimize/bidGrid.ts';
import { budgetViews } from './budgetView.ts';
import { deliveryFigures, type DeliveryFigures } from './deliveryFigures.ts';
import { landscapeBids } from './landscapeBids.ts';
import { landscapePoints } from './landscapePoints.ts';
import type { Landscape, LandscapeResult, RequiredBid, SuggestedBids } from './landscapeResult.ts';
import { runTrials } from './landscapeRuns.ts';
import { placeFinder, type PlaceFinder } from './placeFinder.ts';
import { qualityLever } from './qualityLever.ts';
import { subjectsOf, type Subject } from './subjects.ts';

export interface LandscapeOptions {
  /** This plan and its keywords or audiences; default: every plan as a whole. */
  readonly planId?: string;
  /** This keyword or audience alone, of the plan named or of every plan that has it. */
  readonly cellId?: string;
  /** Bids of a curve, beside the marked ones; default 21. */
  readonly points?: number;
  /** Show what another quality score would do. */
  readonly quality?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What the quantiles of a suggestion are called, and which they are. */
const levels = { low: 0.25, suggested: 0.5, high: 0.75 } as const;

/**
 * Bid landscapes of plans, keywords and audiences: what each bid brings (the fluid engine itself, run over the whole horizon at
 * every bid), what places cost, what today's budget misses, what quality is worth (docs/model.md, "Landscapes").
 * Throws InputError `landscape.plan` or `landscape.keyword` where the scenario has no such subject.
 */
export function landscape(prepared: PreparedScenario, options: LandscapeOptions = {}): LandscapeResult {
  const { scenario } = prepared;
  const finderOf = placeFinder(prepared);
  const subjects = subjectsOf(prepared, options).map((subject) => {
    const finder = finderOf(subject.group, subject.bidFactor);
    return { ...subject, finder, suggested: suggestedBids(prepared, subject, finder) };
  });
  const plans = [...new Set(subjects.map(({ group }) => group.plan))];
  const bids = plans.map((plan) =>
    landscapeBids({
      today: scenario.plans[plan]!.bid,
      marks: subjects.filter(({ group }) => group.plan === plan).flatMap(planBidsOf),
      fallback: prepared.markets[plan]!.typicalBid(0),
      points: options.points ?? 21,
      tick: scenario.market.bidTick,
      range: bidRange(prepared, plan),
    }),
  );
  const figures = figuresAt(prepared, plans, bids, subjects, options.onProgress);
  const whole = subjects.filter(({ cellId }) => cellId === null);
  const budgets = budgetViews(
    prepared,
    whole.map(({ group }) => group.plan),
  );
  const { name, description, currency, days, seed } = scenario;
  return {
    version: 1,
    kind: 'landscape',
    scenario: { name, description, currency, days, seed },
    landscapes: subjects.map((subject, s): Landscape => {
      const { plan } = subject.group;
      const resolved = scenario.plans[plan]!;
      const ranked = prepared.markets[plan]!.rankShares !== undefined;
      const points = landscapePoints(
        bids[plans.indexOf(plan)]!.map((bid) => bid * subject.bidFactor),
        figures[s]!,
      );
      const bidToday = resolved.bid * subject.bidFactor;
      const atToday = points.find(({ bid }) => bid >= bidToday) ?? points.at(-1)!;
      return {
        planId: resolved.id,
        planName: resolved.name,
        cellId: subject.cellId,
        channel: resolved.channel,
        bidsFor: resolved.channel === 'display' && resolved.bidType === 'cpm' ? 'impressions' : 'click',
        enabled: resolved.enabled,
        bidToday,
        displayedQuality: displayedQuality(atToday.quality, scenario.market.quality.spread),
        suggestedRank: ranked ? suggestedRank(prepared) : null,
        suggested: subject.suggested,
        requiredBids: ranked ? requiredBids(prepared, subject.finder) : [],
        points,
        budget: subject.cellId === null ? budgets.get(plan)! : null,
        quality:
          subject.cellId === null && ranked && options.quality === true ? qualityLever(prepared, plan) : null,
      };
    }),
  };
}

/** The marked bids of a subject, as bids of its plan. */
function planBidsOf({ suggested, bidFactor }: Subject & { suggested: SuggestedBids }): number[] {
  return Object.values(suggested)
    .filter((bid): bid is number => bid !== null)
    .map((bid) => bid / bidFactor);
}

/** Figures of every subject at every bid of its plan's list. */
function figuresAt(
  prepared: PreparedScenario,
  plans: readonly number[],
  bids: readonly (readonly number[])[],
  subjects: readonly Subject[],
  onProgress?: (done: number, total: number) => void,
): DeliveryFigures[][] {
  const figures = subjects.map((): DeliveryFigures[] => []);
  const places = Math.max(0, ...bids.map((list) => list.length));
  for (let place = 0; place < places; place++) {
    const here = plans.filter((_, i) => place < bids[i]!.length);
    const trials = here.map((plan) => ({
      plan,
      bid: bids[plans.indexOf(plan)]![place]!,
      dailyBudget: Number.MAX_VALUE,
    }));
    const runs = runTrials(prepared, trials);
    subjects.forEach((subject, s) => {
      const at = here.indexOf(subject.group.plan);
      if (at >= 0) figures[s]!.push(deliveryFigures(prepared, [runs[at]!], subject.group));
    });
    onProgress?.(place + 1, places);
  }
  return figures;
}

/** The platform's suggestion aims at an expected rank, which may be a fraction. */
function suggestedRank({ scenario }: PreparedScenario): number {
  const { suggestedRank, slots } = scenario.market.search;
  return Math.min(slots, Math.max(1, Math.round(suggestedRank)));
}

function suggestedBids(prepared: PreparedScenario, { group }: Subject, finder: PlaceFinder): SuggestedBids {
  const rank = prepared.markets[group.plan]!.rankShares === undefined ? 1 : suggestedRank(prepared);
  return {
    low: finder.bidFor(rank, levels.low),
    suggested: finder.bidFor(rank, levels.suggested),
    high: finder.bidFor(rank, levels.high),
  };
}

function requiredBids({ scenario }: PreparedScenario, finder: PlaceFinder): RequiredBid[] {
  const { slots } = scenario.market.search;
  return rankBuckets.map(({ first, last }) => ({
    firstRank: first,
    lastRank: last,
    bid: first > slots ? null : finder.bidFor(Math.min(last, slots), levels.suggested),
  }));
}
