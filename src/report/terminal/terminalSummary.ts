import { fill } from '../format/fill.ts';
import { displayWidth, wrap } from '../format/displayWidth.ts';
import type { SettingChange, PlanRow } from '../model/planRows.ts';
import type { ReportModel } from '../model/reportModel.ts';
import type { RelaxedPart } from '../model/relaxedPart.ts';
import type { ShopPart } from '../model/shopPart.ts';
import type { StoreRow } from '../model/storeRows.ts';
import { painter, type TerminalOptions, type Tone } from './style.ts';
import { terminalTable } from './terminalTable.ts';

/** Rows before a long list stops and points to the files. */
const MOST_PLANS = 40;
const MOST_FINDINGS = 12;
/** [columns] */
const LEAST_WIDTH = 60;
const LEAST_REASON = 16;

type Paint = (tone: Tone, text: string) => string;

/**
 * What `bidwright optimize` prints: the recommendation, the store, a row a plan with its reason, findings, limits,
 * certificate, and the files written (paths). Fits `options.width` columns, 60 at least.
 */
export function terminalSummary(
  model: ReportModel,
  files: readonly string[],
  options: TerminalOptions,
): string {
  const paint = painter(options.colour);
  const width = Math.max(LEAST_WIDTH, options.width);
  const { sections } = model.locale;
  const section = (title: string, body: string): string => `${paint('strong', title)}\n${body}`;
  const parts = [
    [paint('strong', model.name), ...joined(model.facts, width).map((line) => paint('faint', line))].join(
      '\n',
    ),
    [
      ...wrap(model.headline, width).map((line) => paint('strong', line)),
      ...(model.target === null ? [] : wrap(model.target, width)),
      ...(model.moves === '' ? [] : wrap(model.moves, width)),
      ...(model.steps === null ? [] : wrap(model.steps, width)),
    ].join('\n'),
    storeSection(model, width, paint),
    section(sections.plans, planSection(model, width, paint)),
    ...(model.relaxed === null
      ? []
      : [section(model.relaxed.table.caption, relaxedSection(model.relaxed, width, paint))]),
    ...(model.findings.length === 0 ? [] : [section(sections.findings, findingSection(model, width, paint))]),
    ...(model.shop === null
      ? []
      : [section(model.shop.table.caption, shopSection(model.shop, width, paint))]),
    section(sections.limits, bullets(model.binding, width)),
    section(sections.certificate, wrap(model.certificate, width).join('\n')),
    ...(files.length === 0 ? [] : [section(sections.files, files.map((file) => `  ${file}`).join('\n'))]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** One line a metric; where that is too wide, unit and interval take a second line. */
function storeSection(model: ReportModel, width: number, paint: Paint): string {
  const oneLine = storeTableText(model, false, paint);
  const fits = oneLine.split('\n').every((line) => displayWidth(plainOf(line)) <= width);
  return fits ? oneLine : storeTableText(model, true, paint);
}

function storeTableText({ store, locale: { columns } }: ReportModel, stacked: boolean, paint: Paint): string {
  const right = (head: string) => ({ head, align: 'right' }) as const;
  const left = (head: string) => ({ head, align: 'left' }) as const;
  const rows = store.map((row) => {
    const { label, unit, today, recommended, difference, low, high } = row;
    const interval = low.value === null ? low.text : `${low.text} …${stacked ? '\n' : ' '}${high.text}`;
    const figures = [today.text, recommended.text, paint(toneOf(row), difference.text), interval];
    const faintUnit = paint('faint', unit);
    return stacked ? [`${label}\n${faintUnit}`, ...figures] : [label, ...figures, faintUnit];
  });
  const heads = [
    left(columns.metric),
    right(columns.today),
    right(columns.recommended),
    right(columns.difference),
    right(columns.interval),
    ...(stacked ? [] : [left(columns.unit)]),
  ];
  return terminalTable(heads, rows, (text) => paint('strong', text));
}

/** Bids and budgets side by side; spend and revenue are in the page. */
function relaxedSection({ table, notes }: RelaxedPart, width: number, paint: Paint): string {
  const shown = table.columns.filter(({ key }) => !/^(spend|revenue)-/.test(key));
  const heads = shown.map(({ label, align }) => ({ head: label.replace(', ', ',\n'), align }));
  const rows = table.rows.slice(0, MOST_PLANS).map((row) => shown.map(({ key }) => row[key]!.text));
  return [
    terminalTable(heads, rows, (text) => paint('strong', text)),
    ...notes.flatMap((text) => wrap(text, width)),
  ].join('\n');
}

/** The shop's figures, a line each, and how they add up. */
function shopSection({ table, notes }: ShopPart, width: number, paint: Paint): string {
  const keys = ['metric', 'today', 'recommended', 'difference'] as const;
  const heads = keys.map((key) => {
    const { label, align } = table.columns.find((column) => column.key === key)!;
    return { head: label, align };
  });
  const rows = table.rows.map((row) => keys.map((key) => row[key]!.text));
  return [
    terminalTable(heads, rows, (text) => paint('strong', text)),
    ...notes.flatMap((text) => wrap(text, width)),
  ].join('\n');
}

function toneOf({ verdict }: StoreRow): Tone {
  return verdict === 'better'
    ? 'good'
    : verdict === 'worse'
      ? 'bad'
      : verdict === 'neutral'
        ? 'accent'
        : 'faint';
}

function planSection({ plans, locale, currency }: ReportModel, width: number, paint: Paint): string {
  const { columns, units } = locale;
  const shown = plans.slice(0, MOST_PLANS);
  const setting = (row: PlanRow, { today, recommended, change }: SettingChange): string => {
    const before = row.onToday ? today.text : locale.off;
    const after = row.onRecommended ? recommended.text : locale.off;
    const moved = row.onToday && row.onRecommended && change.value !== null && change.value !== 0;
    return [
      before === after ? after : `${before} → ${after}`,
      ...(moved ? [paint('accent', `${change.text}%`)] : []),
    ].join('\n');
  };
  const cells = shown.map((row) => ({
    plan: `${row.name}\n${paint(row.action === 'pause' ? 'warning' : 'faint', row.actionText)}`,
    bid: setting(row, row.bid),
    budget: setting(row, row.budget),
    reason: row.reason,
  }));
  const heads = {
    bid: `${columns.bid} [${currency}]`,
    budget: `${columns.budget}\n[${fill(units.moneyPerDay, { currency })}]`,
  };
  const widest = (texts: readonly string[], most: number): number =>
    Math.min(
      most,
      Math.max(...texts.flatMap((text) => text.split('\n')).map((line) => displayWidth(plainOf(line)))),
    );
  const planWidth = widest(
    [columns.plan, ...cells.map(({ plan }) => plan)],
    Math.max(14, Math.floor(width / 4)),
  );
  const bidWidth = widest([heads.bid, ...cells.map(({ bid }) => bid)], width);
  const budgetWidth = widest([heads.budget, ...cells.map(({ budget }) => budget)], width);
  const reasonWidth = Math.max(LEAST_REASON, width - planWidth - bidWidth - budgetWidth - 6);
  const table = terminalTable(
    [
      { head: columns.plan, align: 'left', width: planWidth },
      { head: heads.bid, align: 'right' },
      { head: heads.budget, align: 'right' },
      { head: columns.reason, align: 'left', width: reasonWidth },
    ],
    cells.map(({ plan, bid, budget, reason }) => [plan, bid, budget, reason]),
    (text) => paint('faint', text),
  );
  const left = plans.length - shown.length;
  return left === 0 ? table : `${table}\n${paint('faint', fill(locale.morePlans, { n: String(left) }))}`;
}

/* oxlint-disable no-control-regex -- colour codes are the subject */
function plainOf(painted: string): string {
  return painted.replace(/\u001b\[\d+m/g, '');
}

function findingSection({ findings, locale }: ReportModel, width: number, paint: Paint): string {
  const list = bullets(findings.slice(0, MOST_FINDINGS), width);
  const left = findings.length - MOST_FINDINGS;
  return left <= 0 ? list : `${list}\n${paint('faint', fill(locale.moreFindings, { n: String(left) }))}`;
}

function bullets(items: readonly string[], width: number): string {
  return items
    .flatMap((item) => wrap(item, width - 2).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`))
    .join('\n');
}

/** Items joined by dots, broken only between items. */
function joined(items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    const longer = `${last} · ${item}`;
    if (last !== undefined && displayWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(item);
  }
  return lines;
}
