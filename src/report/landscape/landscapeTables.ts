import type {
  Landscape,
  LandscapePoint,
  QualityFigures,
} from '../../core/analysis/landscape/landscapeResult.ts';
import { rankBuckets } from '../../core/contract/rankBuckets.ts';
import { fill } from '../format/fill.ts';
import type { NumberFormat, Quantity } from '../format/numberFormat.ts';
import { plainText } from '../format/plainText.ts';
import type { Locale } from '../locales/en.ts';
import { undefinedCell, words, type Cell, type Column, type Table } from '../table.ts';
import { placeName } from './landscapeNames.ts';
import { pointToday } from './landscapeSentences.ts';

interface Parts {
  readonly landscapes: readonly Landscape[];
  readonly format: NumberFormat;
  readonly locale: Locale;
  readonly currency: string;
}

type Row = Readonly<Record<string, Cell>>;
const buckets = rankBuckets.map((_, bucket) => bucket);

/** A row a plan, keyword or audience: today's bid and where it stands, the suggested bids, what each place costs. */
export function placeTable({ landscapes, format, locale, currency }: Parts): Table {
  const { landscape: said } = locale;
  const perClick = fill(locale.units.perClick, { currency });
  const price = (key: string, label: string): Column => ({ key, label, unit: perClick, align: 'right' });
  return {
    caption: said.sections.bids,
    columns: [
      ...subjectColumns(locale),
      price('bidToday', said.columns.bidToday),
      price('low', said.columns.low),
      price('suggested', said.columns.suggested),
      price('high', said.columns.high),
      number('averagePosition', said.columns.averagePosition),
      number('quality', said.columns.quality, '1-10'),
      ...buckets.map((bucket) =>
        price(`bid${bucket}`, fill(said.columns.place, { place: placeName(bucket, locale) })),
      ),
    ],
    rows: landscapes.map((landscape) => ({
      ...subjectCells(landscape, locale),
      bidToday: format.cell('price', landscape.bidToday),
      low: format.cell('price', landscape.suggested.low),
      suggested: format.cell('price', landscape.suggested.suggested),
      high: format.cell('price', landscape.suggested.high),
      averagePosition: format.cell('quality', pointToday(landscape).averagePosition),
      quality:
        landscape.channel === 'search' ? format.cell('count', landscape.displayedQuality) : undefinedCell,
      ...byBucket('bid', (bucket) => format.cell('price', landscape.requiredBids[bucket]?.bid ?? null)),
    })),
  };
}

/** A row a bid: what it brings, what the last step cost, and where its ads stand. */
export function pointTable({ landscapes, format, locale, currency }: Parts): Table {
  const { landscape: said, units } = locale;
  const { columns } = said;
  const perDay = units.perDay;
  const money = fill(units.moneyPerDay, { currency });
  const perClick = fill(units.perClick, { currency });
  return {
    caption: said.sections.points,
    columns: [
      ...subjectColumns(locale),
      number('bid', columns.bid, currency),
      { key: 'mark', label: columns.mark, unit: null, align: 'left' },
      number('impressions', columns.impressions, perDay),
      number('clicks', columns.clicks, perDay),
      number('cost', columns.cost, money),
      number('costPerClick', columns.costPerClick, perClick),
      number('incrementalCostPerClick', columns.incrementalCostPerClick, perClick),
      number('orders', columns.orders, perDay),
      number('revenue', columns.revenue, money),
      number('profit', columns.profit, money),
      number('marginalRoas', columns.marginalRoas, units.revenuePerSpend),
      number('averagePosition', columns.averagePosition),
      number('lostToRank', columns.lostToRank, said.unit.share),
      ...buckets.map((bucket) =>
        number(`share${bucket}`, fill(columns.share, { place: placeName(bucket, locale) }), said.unit.share),
      ),
    ],
    rows: landscapes.flatMap((landscape) =>
      landscape.points.map((point) => ({
        ...subjectCells(landscape, locale),
        ...pointCells(landscape, point, format, locale),
      })),
    ),
  };
}

function pointCells(landscape: Landscape, point: LandscapePoint, format: NumberFormat, locale: Locale): Row {
  const { impressionsByRank, impressions } = point;
  return {
    bid: format.cell('price', point.bid),
    mark: words(marksOf(landscape, point.bid, locale).join(', ')),
    impressions: format.cell('impressions', impressions),
    clicks: format.cell('clicks', point.clicks),
    cost: format.cell('moneyPerDay', point.spend),
    costPerClick: format.cell('price', point.costPerClick),
    incrementalCostPerClick: format.cell('price', point.incrementalCostPerClick),
    orders: format.cell('orders', point.orders),
    revenue: format.cell('moneyPerDay', point.revenue),
    profit: format.cell('moneyPerDay', point.profit),
    marginalRoas: format.cell('ratio', point.marginalRoas),
    averagePosition: format.cell('quality', point.averagePosition),
    lostToRank: format.cell('fraction', point.lostToRank),
    ...byBucket('share', (bucket) =>
      format.cell(
        'fraction',
        impressionsByRank === null || impressions === 0 ? null : impressionsByRank[bucket]! / impressions,
      ),
    ),
  };
}

/** Which of the marked bids a bid is. */
export function marksOf({ bidToday, suggested }: Landscape, bid: number, locale: Locale): string[] {
  const { marks } = locale.landscape;
  // Bids of keywords are products of the plan's: compared beyond their last digits.
  const same = (other: number | null): boolean => other !== null && Math.abs(bid - other) <= 1e-9 * other;
  return [
    ...(same(bidToday) ? [marks.today] : []),
    ...(same(suggested.low) ? [marks.low] : []),
    ...(same(suggested.suggested) ? [marks.suggested] : []),
    ...(same(suggested.high) ? [marks.high] : []),
  ];
}

/** A row a plan and daily budget: today's, the next steps, and no limit. */
export function budgetTable({ landscapes, format, locale, currency }: Parts): Table {
  const { landscape: said, units } = locale;
  const { columns } = said;
  const money = fill(units.moneyPerDay, { currency });
  const views = landscapes.flatMap((landscape) =>
    landscape.budget === null ? [] : [{ landscape, budget: landscape.budget }],
  );
  return {
    caption: said.sections.budgets,
    columns: [
      { key: 'plan', label: columns.plan, unit: null, align: 'left' },
      { key: 'step', label: columns.step, unit: null, align: 'left' },
      number('dailyBudget', columns.dailyBudget, money),
      number('impressions', columns.impressions, units.perDay),
      number('clicks', columns.clicks, units.perDay),
      number('orders', columns.orders, units.perDay),
      number('cost', columns.cost, money),
      number('revenue', columns.revenue, money),
      number('marginalRoas', columns.marginalRoas, units.revenuePerSpend),
      number('lostToBudget', columns.lostToBudget, said.unit.share),
      number('lostToRank', columns.lostToRank, said.unit.share),
    ],
    rows: views.flatMap(({ landscape, budget }) =>
      [
        { step: said.steps.today, ...budget.today },
        ...budget.steps.map((point, k) => ({ step: fill(said.steps.step, { n: String(k + 1) }), ...point })),
        { step: said.steps.unlimited, dailyBudget: null, figures: budget.unlimited, marginalRoas: null },
      ].map(({ step, dailyBudget, figures, marginalRoas }) => ({
        plan: words(plainText(landscape.planId)),
        step: words(step),
        dailyBudget: format.cell('money', dailyBudget),
        impressions: format.cell('impressions', figures.impressions),
        clicks: format.cell('clicks', figures.clicks),
        orders: format.cell('orders', figures.orders),
        cost: format.cell('moneyPerDay', figures.spend),
        revenue: format.cell('moneyPerDay', figures.revenue),
        marginalRoas: format.cell('ratio', marginalRoas),
        lostToBudget: format.cell('fraction', figures.lostToBudget),
        lostToRank: format.cell('fraction', figures.lostToRank),
      })),
    ),
  };
}

const qualityFigures = [
  ['averagePosition', 'quality'],
  ['clicks', 'clicks'],
  ['costPerClick', 'price'],
  ['spend', 'moneyPerDay'],
] as const satisfies readonly (readonly [keyof QualityFigures, Quantity])[];

/** A row a plan and quality score: the first day at an equal bid, and at an equal rank. */
export function qualityTable({ landscapes, format, locale, currency }: Parts): Table {
  const { landscape: said, units } = locale;
  const { columns } = said;
  const unitOf = {
    averagePosition: null,
    clicks: units.perDay,
    costPerClick: fill(units.perClick, { currency }),
    spend: fill(units.moneyPerDay, { currency }),
  };
  const labelOf = {
    averagePosition: columns.averagePosition,
    clicks: columns.clicks,
    costPerClick: columns.costPerClick,
    spend: columns.cost,
  };
  const side = (key: 'equalBid' | 'equalRank'): Column[] =>
    qualityFigures.map(([figure]) =>
      number(`${key}-${figure}`, fill(columns[key], { figure: labelOf[figure] }), unitOf[figure]),
    );
  const cells = (key: string, figures: QualityFigures): Row =>
    Object.fromEntries(
      qualityFigures.map(([figure, quantity]) => [
        `${key}-${figure}`,
        format.cell(quantity, figures[figure]),
      ]),
    );
  return {
    caption: said.sections.quality,
    columns: [
      { key: 'plan', label: columns.plan, unit: null, align: 'left' },
      number('score', columns.quality, '1-10'),
      { key: 'mark', label: columns.mark, unit: null, align: 'left' },
      number('factor', columns.qualityFactor, said.unit.times),
      ...side('equalBid'),
      number('bid', columns.bidOfRank, currency),
      ...side('equalRank'),
    ],
    rows: landscapes.flatMap(({ planId, quality }) =>
      (quality?.rows ?? []).map((row) => ({
        plan: words(plainText(planId)),
        score: format.cell('count', row.displayed),
        mark: words(row.displayed === quality!.displayed ? said.marks.today : ''),
        factor: format.cell('ratio', row.factor),
        ...cells('equalBid', row.equalBid),
        bid: format.cell('price', row.equalRank.bid),
        ...cells('equalRank', row.equalRank),
      })),
    ),
  };
}

function number(key: string, label: string, unit: string | null = null): Column {
  return { key, label, unit, align: 'right' };
}

function subjectColumns({ landscape: { columns } }: Locale): Column[] {
  return [
    { key: 'plan', label: columns.plan, unit: null, align: 'left' },
    { key: 'keyword', label: columns.keyword, unit: null, align: 'left' },
  ];
}

function subjectCells({ planId, cellId }: Landscape, { landscape: { columns } }: Locale): Row {
  return {
    plan: words(plainText(planId)),
    keyword: words(cellId === null ? columns.whole : plainText(cellId)),
  };
}

function byBucket(name: string, cell: (bucket: number) => Cell): Row {
  return Object.fromEntries(buckets.map((bucket) => [`${name}${bucket}`, cell(bucket)]));
}
