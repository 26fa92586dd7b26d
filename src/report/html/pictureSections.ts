import type { Charts } from '../charts/charts.ts';
import { fill } from '../format/fill.ts';
import type { PicturePlan } from '../model/pictures.ts';
import type { ReportModel } from '../model/reportModel.ts';
import type { Table } from '../table.ts';
import { escape } from './escape.ts';
import { figure, foldedTable, legend, legendMark, note } from './figure.ts';
import { htmlTable } from './htmlTable.ts';

export interface Section {
  readonly id: string;
  readonly title: string;
  /** HTML. */
  readonly content: string;
}

/** The pictures, each with its legend, its note and the data behind it. */
export function pictureSections(model: ReportModel, charts: Charts): Section[] {
  const { locale, pictures } = model;
  const { sections } = locale;
  if (pictures.rows.length === 0)
    return [
      ...shop(model, charts),
      { id: 'by-plan', title: sections.byPlan, content: note(locale.charts.none) },
    ];
  return [
    ...shop(model, charts),
    { id: 'by-plan', title: sections.byPlan, content: byPlan(model, charts) },
    { id: 'frontier', title: sections.frontier, content: frontier(model, charts) },
    { id: 'by-day', title: sections.byDay, content: byDay(model, charts) },
    { id: 'quality', title: sections.quality, content: quality(model, charts) },
    { id: 'curves', title: sections.curves, content: curves(model, charts) },
  ];
}

/** The shop's figures and its organic visits; nothing where the scenario has no shop. */
function shop(model: ReportModel, charts: Charts): Section[] {
  if (model.shop === null) return [];
  const { title, picture } = model.locale.shopPart;
  const { table, notes } = model.shop;
  const drawn = `${legend(today(model), recommended(model))}<div class="panels">${figure(picture, charts.dayLines(model, 'organic'))}</div>`;
  return [{ id: 'shop', title, content: `${notes.map(note).join('')}${htmlTable(table)}${drawn}` }];
}

function byPlan(model: ReportModel, charts: Charts): string {
  const { legend: words, charts: titles } = model.locale;
  return `${note(model.pictures.rowsNote)}${legend(
    today(model),
    recommended(model),
    legendMark('<path d="M11 0V12" stroke="var(--break-even)" stroke-width="2"/>', words.breakEvenRevenue),
  )}<div class="panels">${figure(titled(model, titles.spendByPlan), charts.planDots(model, 'spend'))}${figure(titled(model, titles.revenueByPlan), charts.planDots(model, 'revenue'))}</div>`;
}

function frontier(model: ReportModel, charts: Charts): string {
  const { locale, data } = model;
  const drawn = figure(locale.charts.frontier, charts.frontierLine(model));
  return `${note(locale.frontierNote)}${legend(today(model), recommended(model))}<div class="panels">${drawn}</div>${details(model, data.frontier)}`;
}

function byDay(model: ReportModel, charts: Charts): string {
  const titles = model.locale.charts;
  return `${note(model.pictures.daysNote)}${legend(
    today(model),
    recommended(model),
    breakEven(model),
  )}<div class="panels">${figure(titled(model, titles.spendByDay), charts.dayLines(model, 'spend'))}${figure(titled(model, titles.roasByDay), charts.dayLines(model, 'roas'))}</div>${details(model, model.data.byDay)}`;
}

function quality(model: ReportModel, charts: Charts): string {
  const { locale, pictures } = model;
  const scored = pictures.panels.filter(charts.hasQuality);
  if (scored.length === 0) return note(locale.charts.noQuality);
  const aside = `<div class="aside"><p>${escape(locale.page.qualityHow)}</p><p>${escape(locale.equalRank)}</p></div>`;
  const panels = each(scored, (chosen) => charts.qualityPanel(model, chosen));
  return `${note(pictures.panelsNote)}${legend(
    today(model),
    recommended(model),
  )}<div class="panels">${figure(locale.charts.qualityStore, charts.qualityArrows(model))}${aside}</div>${panels}${details(model, model.data.quality)}`;
}

function curves(model: ReportModel, charts: Charts): string {
  const { locale, pictures } = model;
  const panels = each(pictures.panels, (chosen) => charts.responseCurve(model, chosen));
  return `${note(`${locale.curveNote} ${pictures.panelsNote}`)}${legend(
    today(model),
    recommended(model),
    breakEven(model),
  )}${panels}${details(model, model.data.curves)}`;
}

function titled({ currency }: ReportModel, template: string): string {
  return fill(template, { currency });
}

function each(plans: readonly PicturePlan[], draw: (chosen: PicturePlan) => string): string {
  return `<div class="small">${plans.map((chosen) => figure(chosen.row.name, draw(chosen))).join('\n')}</div>`;
}

function details({ locale }: ReportModel, table: Table): string {
  return foldedTable(`${locale.sections.data}: ${table.caption}`, table);
}

function today({ locale }: ReportModel): string {
  const shape =
    '<path d="M0 6H22" stroke="var(--today)" stroke-width="1.75"/><circle cx="11" cy="6" r="4" fill="var(--surface)" stroke="var(--today)" stroke-width="2"/>';
  return legendMark(shape, locale.legend.today);
}

function recommended({ locale }: ReportModel): string {
  const shape =
    '<path d="M0 6H22" stroke="var(--recommended)" stroke-width="2.25"/><circle cx="11" cy="6" r="4.5" fill="var(--recommended)"/>';
  return legendMark(shape, locale.legend.recommended);
}

function breakEven({ locale }: ReportModel): string {
  const shape = '<path d="M0 6H22" stroke="var(--break-even)" stroke-width="2" stroke-dasharray="5 3"/>';
  return legendMark(shape, locale.legend.breakEven);
}
