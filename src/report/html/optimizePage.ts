import { fill } from '../format/fill.ts';
import type { PicturePlan } from '../model/pictures.ts';
import type { ReportModel } from '../model/reportModel.ts';
import type { Table } from '../table.ts';
import { cards } from './cards.ts';
import { escape } from './escape.ts';
import { htmlTable } from './htmlTable.ts';
import { page } from './page.ts';
import { planTableHtml } from './planTableHtml.ts';

type Charts = typeof import('../charts/charts.ts');

/** report.html: one offline file that needs no script to be read. */
export async function optimizePage(model: ReportModel): Promise<string> {
  const charts = await import('../charts/charts.ts');
  const { locale, name } = model;
  const { sections } = locale;
  const links = [
    ['plans', sections.plans],
    ['by-plan', sections.byPlan],
    ['by-day', sections.byDay],
    ['quality', sections.quality],
    ['curves', sections.curves],
    ['reading', sections.reading],
  ] as const;
  const body = `<header class="top"><p class="mark">bidwright</p><h1><bdi>${escape(name)}</bdi></h1>
${model.description === '' ? '' : `<p class="soft">${escape(model.description)}</p>`}
<ul class="facts">${list(model.facts)}</ul></header>
<main>
<section class="hero" aria-label="${escape(sections.recommendation)}"><p class="say">${escape(model.headline)}</p>${model.moves === '' ? '' : `<p class="moves">${escape(model.moves)}</p>`}</section>
<section aria-label="${escape(sections.storeLong)}">${cards(model)}</section>
${notes(model)}
<nav>${links.map(([id, label]) => `<a href="#${id}">${escape(label)}</a>`).join('')}</nav>
<section id="plans"><h2>${escape(sections.plans)}</h2><div class="tools" hidden><input type="search" aria-label="${escape(locale.page.filter)}" placeholder="${escape(locale.page.filter)}"><span>${escape(locale.page.sortHint)}</span></div>${planTableHtml(model)}</section>
${pictureSections(model, charts)}
<section id="reading"><h2>${escape(sections.reading)}</h2><ul class="reading">${list(model.reading)}</ul></section>
</main>
<footer>bidwright</footer>`;
  return page({ language: locale.tag, title: fill(locale.page.optimizeTitle, { name }), body });
}

function list(items: readonly string[]): string {
  return items.map((item) => `<li>${escape(item)}</li>`).join('');
}

function notes({ locale: { sections }, findings, binding, certificate }: ReportModel): string {
  const box = (title: string, content: string): string =>
    `<section><h2>${escape(title)}</h2>${content}</section>`;
  return `<div class="notes">${findings.length === 0 ? '' : box(sections.findings, `<ul>${list(findings)}</ul>`)}${box(sections.limits, `<ul>${list(binding)}</ul>`)}${box(sections.certificate, `<p>${escape(certificate)}</p>`)}</div>`;
}

function pictureSections(model: ReportModel, charts: Charts): string {
  const { locale, pictures, data } = model;
  const { sections } = locale;
  const section = (id: string, title: string, note: string, content: string): string =>
    `<section id="${id}"><h2>${escape(title)}</h2>${note === '' ? '' : `<p class="note">${escape(note)}</p>`}${content}</section>`;
  if (pictures.rows.length === 0) return section('by-plan', sections.byPlan, locale.charts.none, '');
  const withQuality = pictures.panels.filter(charts.hasQuality);
  return [
    section(
      'by-plan',
      sections.byPlan,
      pictures.rowsNote,
      `${legend(model, true)}<div class="panels">${framed(fill(locale.charts.spendByPlan, { currency: model.currency }), charts.planDots(model, 'spend'))}${framed(fill(locale.charts.revenueByPlan, { currency: model.currency }), charts.planDots(model, 'revenue'))}</div>`,
    ),
    section(
      'by-day',
      sections.byDay,
      pictures.daysNote,
      `${legend(model, true)}<div class="panels">${framed(fill(locale.charts.spendByDay, { currency: model.currency }), charts.dayLines(model, 'spend'))}${framed(fill(locale.charts.roasByDay, { currency: model.currency }), charts.dayLines(model, 'roas'))}</div>${details(model, data.byDay)}`,
    ),
    section(
      'quality',
      sections.quality,
      [locale.equalRank, pictures.panelsNote].join(' '),
      withQuality.length === 0
        ? `<p class="note">${escape(locale.charts.noQuality)}</p>`
        : `${legend(model, false)}<div class="panels">${framed(locale.charts.qualityStore, charts.qualityArrows(model))}</div><div class="small" style="margin-top:12px">${each(withQuality, (chosen) => charts.qualityPanel(model, chosen))}</div>${details(model, data.quality)}`,
    ),
    section(
      'curves',
      sections.curves,
      [locale.curveNote, pictures.panelsNote].join(' '),
      `${legend(model, true)}<div class="small">${each(pictures.panels, (chosen) => charts.responseCurve(model, chosen))}</div>${details(model, data.curves)}`,
    ),
  ].join('\n');
}

function framed(caption: string, svg: string): string {
  return `<figure><figcaption>${escape(caption)}</figcaption>${svg}</figure>`;
}

function each(plans: readonly PicturePlan[], draw: (chosen: PicturePlan) => string): string {
  return plans.map((chosen) => framed(chosen.row.name, draw(chosen))).join('\n');
}

function details({ locale }: ReportModel, table: Table): string {
  return `<details><summary>${escape(locale.sections.data)}: ${escape(table.caption.toLowerCase())}</summary>${htmlTable(table)}</details>`;
}

function legend({ locale: { legend } }: ReportModel, withBreakEven: boolean): string {
  const item = (mark: string, text: string): string =>
    `<span><svg viewBox="0 0 22 12" aria-hidden="true">${mark}</svg>${escape(text)}</span>`;
  return `<div class="legend">${item('<path d="M0 6H22" stroke="var(--today)" stroke-width="1.75"/><circle cx="11" cy="6" r="4" fill="var(--surface)" stroke="var(--today)" stroke-width="2"/>', legend.today)}${item('<path d="M0 6H22" stroke="var(--recommended)" stroke-width="2.25"/><circle cx="11" cy="6" r="4.5" fill="var(--recommended)"/>', legend.recommended)}${withBreakEven ? item('<path d="M0 6H22" stroke="var(--break-even)" stroke-width="2" stroke-dasharray="5 3"/>', legend.breakEven) : ''}</div>`;
}
