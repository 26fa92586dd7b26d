import { rankBuckets } from '../../core/contract/rankBuckets.ts';
import { wrap } from '../format/displayWidth.ts';
import { fill } from '../format/fill.ts';
import type { Locale } from '../locales/en.ts';
import { words, type Cell, type Table } from '../table.ts';
import { painter, type TerminalOptions } from '../terminal/style.ts';
import { tableText } from '../terminal/tableText.ts';
import type { LandscapeModel, LandscapeView } from './landscapeModel.ts';
import { placeName } from './landscapeNames.ts';

/** Curves printed; the files have all. */
const MOST_CURVES = 12;
/** Bids of a curve beside the marked ones. */
const BIDS = 6;
/** Longest bar [columns]. */
const BAR = 16;

/** Figures of the table of quality scores that fit a line. */
const sides = ['equalBid', 'equalRank'].flatMap((side) => [
  `${side}-averagePosition`,
  `${side}-clicks`,
  `${side}-costPerClick`,
]);

/** What `bidwright landscape` prints: a row a subject, then each curve as a list of bids with a bar. */
export function landscapeText(
  model: LandscapeModel,
  files: readonly string[],
  options: TerminalOptions,
): string {
  const paint = painter(options.colour);
  const { locale, quality, places, landscapes } = model;
  const cells = landscapes.some(({ landscape }) => landscape.cellId !== null);
  const bids = ['plan', ...(cells ? ['keyword'] : []), 'bidToday', 'low', 'suggested', 'high'];
  const ranks = ['averagePosition', 'quality', 'bid0', 'bid1', 'bid2', 'bid3'];
  const ranked = landscapes.some(({ landscape }) => landscape.requiredBids.length > 0);
  const section = (title: string, body: string): string => `${paint('strong', title)}\n${body}`;
  const heading = `${paint('strong', model.name)}\n${paint('faint', model.facts.join(' · '))}`;
  const shown = (table: Table, keys: readonly string[]): string =>
    tableText(shortHeads(table, locale), keys, options, locale);
  const parts = [
    heading,
    section(places.caption, shown(places, ranked ? [...bids, ...ranks] : bids)),
    ...landscapes.slice(0, MOST_CURVES).map((view) => curveText(model, view, options)),
    ...(quality.rows.length === 0
      ? []
      : [
          section(quality.caption, shown(quality, ['plan', 'score', 'mark', 'factor', ...sides])),
          wrap(locale.landscape.qualityReading, options.width).join('\n'),
        ]),
    ...(files.length === 0 ? [] : [files.map((file) => `  ${file}`).join('\n')]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function curveText(model: LandscapeModel, view: LandscapeView, options: TerminalOptions): string {
  const paint = painter(options.colour);
  const { sentences, subject, landscape } = view;
  const text = [sentences.today, sentences.budget].filter((part) => part !== '').join(' ');
  const said = fill(model.locale.landscape.subjectSays, { subject, text });
  const rows = rowsOf(model, view);
  const most = Math.max(...landscape.points.map(({ clicks }) => clicks));
  const table: Table = {
    caption: subject,
    columns: [
      ...model.points.columns,
      { key: 'curve', label: model.locale.landscape.columns.curve, unit: null, align: 'left' },
    ],
    rows: rows.map(({ cells, clicks }) => ({ ...cells, curve: words(bar(clicks, most)) })),
  };
  const keys = ['bid', 'mark', 'impressions', 'clicks', 'costPerClick', 'incrementalCostPerClick', 'orders'];
  const more = landscape.requiredBids.length > 0 ? ['averagePosition', 'curve'] : ['curve'];
  return [
    ...wrap(said, options.width).map((line) => paint('strong', line)),
    tableText(shortHeads(table, model.locale), [...keys, ...more], options, model.locale),
  ].join('\n');
}

interface CurveRow {
  readonly cells: Readonly<Record<string, Cell>>;
  readonly clicks: number;
}

/** The marked bids and a few between, of the rows of the table of points. */
function rowsOf({ points, landscapes }: LandscapeModel, { index, landscape }: LandscapeView): CurveRow[] {
  const first = landscapes.slice(0, index).reduce((sum, before) => sum + before.landscape.points.length, 0);
  const own = landscape.points.map((point, i): CurveRow => ({
    cells: points.rows[first + i]!,
    clicks: point.clicks,
  }));
  const every = Math.max(1, Math.floor(own.length / BIDS));
  return own.filter(({ cells }, i) => cells['mark']!.value !== '' || i % every === 0 || i === own.length - 1);
}

function bar(value: number, most: number): string {
  const eighths = most > 0 ? Math.round((8 * BAR * value) / most) : 0;
  const rest = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8]!;
  return '█'.repeat(Math.floor(eighths / 8)) + rest;
}

/** The same table with heads of few letters and no units. */
function shortHeads(table: Table, locale: Locale): Table {
  const { short } = locale.landscape;
  const side = (template: string, prefix: string): Record<string, string> => ({
    [`${prefix}-averagePosition`]: fill(template, { figure: short.position }),
    [`${prefix}-clicks`]: fill(template, { figure: short.clicks }),
    [`${prefix}-costPerClick`]: fill(template, { figure: short.price }),
  });
  const labels: Record<string, string> = {
    costPerClick: short.costPerClick,
    incrementalCostPerClick: short.incrementalCostPerClick,
    averagePosition: short.averagePosition,
    quality: short.quality,
    score: short.quality,
    factor: short.factor,
    ...Object.fromEntries(
      rankBuckets.map((_, bucket) => [
        `bid${bucket}`,
        fill(short.place, { place: placeName(bucket, locale, true) }),
      ]),
    ),
    ...side(short.equalBid, 'equalBid'),
    ...side(short.equalRank, 'equalRank'),
  };
  const columns = table.columns.map((column) => ({
    ...column,
    label: labels[column.key] ?? column.label,
    unit: null,
  }));
  return { ...table, columns };
}
