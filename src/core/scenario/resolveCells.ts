import type { FoldedCreatives } from './foldCreatives.ts';
import { audiencePresets, categoryPresets, matchPresets, tierPresets } from './presets.ts';
import type { Resolution } from './resolution.ts';
import type { CellOrigin, DailySeries, DisplayCell, SearchCell } from './resolved.ts';
import type { DisplayPlan, SearchPlan } from './schema/plan.ts';
import { fieldAt } from './schemaField.ts';
import { searchSources, type SearchSource } from './searchSources.ts';
import { splitCells } from './splitCells.ts';
import { multiplySeries } from './series.ts';

type Keyword = SearchPlan['keywords'][number];

/** Where a plan stands while it is resolved: its place in the file, its 1-based place in id order. */
export interface PlanPlace {
  readonly index: number;
  readonly order: number;
}

/** The markets of a search plan with tier, match, terms, category, creatives and bid factors worked in, sorted by id. */
export function resolveSearchCells(
  resolution: Resolution,
  plan: SearchPlan,
  place: PlanPlace,
  planBid: number,
  creatives: FoldedCreatives,
): SearchCell[] {
  const sources = searchSources(resolution, plan, place.index);
  const cells = sources.map((source) =>
    source.term === null
      ? keywordCell(resolution, plan, place, planBid, creatives, source)
      : termCell(resolution, plan, place, planBid, creatives, source, source.term),
  );
  return splitCells(resolution, plan, cells).sort(byId);
}

/** A keyword's own searches. */
function keywordCell(
  resolution: Resolution,
  plan: SearchPlan,
  place: PlanPlace,
  planBid: number,
  creatives: FoldedCreatives,
  source: SearchSource,
): SearchCell {
  const keyword = plan.keywords[source.keyword]!;
  const path = ['plans', place.index, 'keywords', source.keyword];
  const tier = tierPresets[keyword.tier];
  const daily = (name: 'dailyQueries' | 'conversionFactor', usual: number): DailySeries =>
    resolution.daily(keyword[name] ?? usual, [...path, name], place.order, usual);
  const base = baseCell(resolution, plan, place, planBid, creatives, source);
  return {
    ...base,
    id: keyword.id,
    origin: originOf(keyword, source, keyword.text ?? keyword.id, base.bidFactor),
    dailyQueries: multiplySeries(resolution.days, daily('dailyQueries', tier.dailyQueries), source.reach),
    conversionFactor: multiplySeries(
      resolution.days,
      daily('conversionFactor', 1),
      matchPresets[source.match].conversionFactor,
    ),
    relevance: keyword.relevance,
    rivals: resolveRivals(resolution, place, keyword.id, tier, [
      { rivals: keyword.rivals, path: [...path, 'rivals'] },
    ]),
  };
}

/** A term of the market, reached by a keyword. Its draws are the term's own, whichever keyword reaches it. */
function termCell(
  resolution: Resolution,
  plan: SearchPlan,
  place: PlanPlace,
  planBid: number,
  creatives: FoldedCreatives,
  source: SearchSource,
  index: number,
): SearchCell {
  const keyword = plan.keywords[source.keyword]!;
  const path = ['plans', place.index, 'keywords', source.keyword];
  const term = resolution.scenario.market.search.terms[index]!;
  const termPath = ['market', 'search', 'terms', index];
  const tier = tierPresets[term.tier];
  const match = matchPresets[source.match];
  const base = baseCell(resolution, plan, place, planBid, creatives, source);
  const daily = (name: 'dailyQueries' | 'conversionFactor', usual: number): DailySeries =>
    resolution.daily(term[name] ?? usual, [...termPath, name], place.order, usual);
  return {
    ...base,
    id: `term/${term.text}`,
    origin: originOf(keyword, source, term.text, base.bidFactor),
    dailyQueries: daily('dailyQueries', tier.dailyQueries),
    clickThroughRate: base.clickThroughRate * term.clickThroughFactor,
    conversionFactor: multiplySeries(
      resolution.days,
      resolution.daily(keyword.conversionFactor, [...path, 'conversionFactor'], place.order, 1),
      daily('conversionFactor', match.conversionFactor),
    ),
    relevance: keyword.relevance * (term.relevance ?? match.relevance),
    rivals: resolveRivals(resolution, place, keyword.id, tier, [
      { rivals: term.rivals, path: [...termPath, 'rivals'] },
      { rivals: keyword.rivals, path: [...path, 'rivals'] },
    ]),
  };
}

/** What a cell has from its keyword alone. */
function baseCell(
  resolution: Resolution,
  plan: SearchPlan,
  place: PlanPlace,
  planBid: number,
  creatives: FoldedCreatives,
  source: SearchSource,
): Pick<SearchCell, 'brand' | 'bidFactor' | 'clickThroughRate' | 'referenceClickThroughRate'> {
  const keyword = plan.keywords[source.keyword]!;
  const category = categoryPresets[resolution.scenario.market.category];
  const clickThroughRate = keyword.clickThroughRate ?? plan.clickThroughRate ?? category.clickThroughRate;
  return {
    brand: keyword.brand,
    bidFactor: bidFactor(resolution, keyword.bid, planBid, [
      'plans',
      place.index,
      'keywords',
      source.keyword,
      'bid',
    ]),
    clickThroughRate: clickThroughRate * creatives.clickThroughFactor,
    referenceClickThroughRate: category.clickThroughRate,
  };
}

function originOf(keyword: Keyword, source: SearchSource, words: string, bidFactor: number): CellOrigin {
  return {
    keyword: keyword.id,
    bidFactor,
    words,
    match: source.match,
    term: source.term !== null,
    device: null,
    premium: null,
  };
}

/** The rivals of a cell: the first place that states a figure, else the tier. Advertisers come and leave on their dates. */
function resolveRivals(
  resolution: Resolution,
  place: PlanPlace,
  keywordId: string,
  tier: (typeof tierPresets)[keyof typeof tierPresets],
  places: readonly { readonly rivals: Keyword['rivals']; readonly path: readonly (string | number)[] }[],
): SearchCell['rivals'] {
  const { market } = resolution.scenario;
  const first = <N extends keyof Keyword['rivals']>(name: N) =>
    places.find(({ rivals }) => rivals[name] !== undefined);
  const medianBid = tier.medianBid * categoryPresets[market.category].medianBidScale;
  const stated = first('medianBid') ?? places[0]!;
  const count = first('count')?.rivals.count ?? tier.rivals;
  const entries = (market.rivals?.entries ?? []).filter(
    ({ keywords }) => keywords === undefined || keywords.includes(keywordId),
  );
  return {
    count:
      entries.length === 0
        ? count
        : Array.from({ length: resolution.days }, (_, day) =>
            entries.reduce(
              (sum, entry) => (entry.day <= day + 1 ? Math.max(0, sum + entry.count) : sum),
              count,
            ),
          ),
    medianBid: resolution.daily(
      stated.rivals.medianBid ?? medianBid,
      [...stated.path, 'medianBid'],
      place.order,
      medianBid,
    ),
    bidSd: first('bidSd')?.rivals.bidSd ?? market.search.bidSd,
  };
}

/** An own bid relative to the plan's; notes a problem where there is nothing to relate it to, or the platform would refuse it. */
function bidFactor(
  resolution: Resolution,
  bid: number | undefined,
  planBid: number,
  path: readonly (string | number)[],
): number {
  const { minimumBid } = resolution.scenario.market;
  if (bid === undefined) return 1;
  if (bid > 0 && bid < minimumBid)
    resolution.problem('scenario.bid-below-platform', path, { value: bid, min: minimumBid });
  if (planBid !== 0) return bid / planBid;
  if (bid > 0) resolution.problem('scenario.keyword-bid-without-plan-bid', path, { value: bid });
  return 1;
}

/** The audiences of a display plan with audience presets, market CPM and creatives worked in, sorted by id. */
export function resolveDisplayCells(
  resolution: Resolution,
  plan: DisplayPlan,
  place: PlanPlace,
  planBid: number,
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
      bidFactor: bidFactor(resolution, audience.bid, planBid, [...path, 'bid']),
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
