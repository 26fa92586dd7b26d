import type { FoldedCreatives } from './foldCreatives.ts';
import { audiencePresets, categoryPresets, matchPresets, tierPresets } from './presets.ts';
import type { Resolution } from './resolution.ts';
import type { DailySeries, DisplayCell, SearchCell } from './resolved.ts';
import type { DisplayPlan, SearchPlan } from './schema/plan.ts';
import { fieldAt } from './schemaField.ts';
import { multiplySeries } from './series.ts';

/** Where a plan stands while it is resolved: its place in the file, its 1-based place in id order. */
export interface PlanPlace {
  readonly index: number;
  readonly order: number;
}

/** The keywords of a search plan with tier, match, category and creatives worked in, sorted by id. */
export function resolveSearchCells(
  resolution: Resolution,
  plan: SearchPlan,
  place: PlanPlace,
  planBid: number,
  creatives: FoldedCreatives,
): SearchCell[] {
  const { market } = resolution.scenario;
  const category = categoryPresets[market.category];
  const cells = plan.keywords.map((keyword, j): SearchCell => {
    const path = ['plans', place.index, 'keywords', j];
    const tier = tierPresets[keyword.tier];
    const match = matchPresets[keyword.match];
    const daily = (name: 'dailyQueries' | 'conversionFactor', base: number): DailySeries =>
      resolution.daily(keyword[name] ?? base, [...path, name], place.order, base);
    const medianBid = tier.medianBid * category.medianBidScale;
    const clickThroughRate = keyword.clickThroughRate ?? plan.clickThroughRate ?? category.clickThroughRate;
    if (keyword.bid !== undefined && keyword.bid > 0 && planBid === 0)
      resolution.problem('scenario.keyword-bid-without-plan-bid', [...path, 'bid'], { value: keyword.bid });
    return {
      id: keyword.id,
      bidFactor: keyword.bid === undefined || planBid === 0 ? 1 : keyword.bid / planBid,
      dailyQueries: multiplySeries(resolution.days, daily('dailyQueries', tier.dailyQueries), match.reach),
      clickThroughRate: clickThroughRate * creatives.clickThroughFactor,
      referenceClickThroughRate: category.clickThroughRate,
      conversionFactor: multiplySeries(resolution.days, daily('conversionFactor', 1), match.conversionFactor),
      relevance: keyword.relevance,
      rivals: {
        count: keyword.rivals.count ?? tier.rivals,
        medianBid: resolution.daily(
          keyword.rivals.medianBid ?? medianBid,
          [...path, 'rivals', 'medianBid'],
          place.order,
          medianBid,
        ),
        bidSd: keyword.rivals.bidSd ?? market.search.bidSd,
      },
    };
  });
  return cells.sort(byId);
}

/** The audiences of a display plan with audience presets, market CPM and creatives worked in, sorted by id. */
export function resolveDisplayCells(
  resolution: Resolution,
  plan: DisplayPlan,
  place: PlanPlace,
  creatives: FoldedCreatives,
): DisplayCell[] {
  const { display } = resolution.scenario.market;
  const marketPath = ['market', 'display', 'marketCpm'];
  const usualCpm = fieldAt(marketPath)!.default as number;
  const marketCpm = resolution.daily(display.marketCpm, marketPath, undefined, usualCpm);
  const cells = plan.audiences.map((audience, j): DisplayCell => {
    const path = ['plans', place.index, 'audiences', j];
    const preset = audiencePresets[audience.kind];
    const daily = (
      name: 'dailyImpressions' | 'conversionFactor' | 'marketCpm',
      base: DailySeries,
    ): DailySeries => {
      const own = audience[name];
      return own === undefined ? base : resolution.daily(own, [...path, name], place.order, base);
    };
    const planRate = (plan.clickThroughRate ?? display.clickThroughRate) * preset.clickThroughFactor;
    return {
      id: audience.id,
      dailyImpressions: daily('dailyImpressions', preset.dailyImpressions),
      clickThroughRate: (audience.clickThroughRate ?? planRate) * creatives.clickThroughFactor,
      referenceClickThroughRate: display.clickThroughRate * preset.clickThroughFactor,
      conversionFactor: daily('conversionFactor', preset.conversionFactor),
      marketCpm: daily('marketCpm', marketCpm),
      audienceSize: audience.audienceSize ?? null,
    };
  });
  return cells.sort(byId);
}

/** Order of ids by code units: the same on every machine and in every language. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
