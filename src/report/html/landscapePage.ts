import { rankBuckets } from '../../core/contract/rankBuckets.ts';
import { fill } from '../format/fill.ts';
import type { LandscapeModel, LandscapeView } from '../landscape/landscapeModel.ts';
import { placeName } from '../landscape/landscapeNames.ts';
import type { Table } from '../table.ts';
import { escape, prose } from './escape.ts';
import { figure, foldedTable, legend, legendMark, note } from './figure.ts';
import { htmlTable } from './htmlTable.ts';
import { page } from './page.ts';

type Charts = typeof import('../charts/landscapeCurves.ts');

/** Plans with pictures; the tables have all. */
const MOST_PICTURES = 12;

/** landscape.html: one offline file with a curve a figure and plan, where ads stand, what places cost and budgets miss. */
export async function landscapePage(model: LandscapeModel): Promise<string> {
  // The drawing library is heavy: load it only when a page is made.
  const charts = await import('../charts/landscapeCurves.ts');
  const { locale, landscapes } = model;
  const { landscape: words, sections } = locale;
  const drawn = landscapes.slice(0, MOST_PICTURES);
  const most =
    landscapes.length > drawn.length
      ? fill(words.charts.most, { n: String(drawn.length), all: String(landscapes.length) })
      : '';
  const tables: readonly (readonly [id: string, table: Table, note: string])[] = [
    ['bids', model.places, ''],
    ['budgets', model.budgets, ''],
    ['quality', model.quality, words.qualityReading],
  ];
  const shown = tables.filter(([, table]) => table.rows.length > 0);
  const links = [...shown.map(([id, table]) => [id, table.caption]), ['reading', words.sections.reading]].map(
    ([id, title]) => `<a href="#${id}">${escape(title!)}</a>`,
  );
  const body = `<header class="top"><p class="mark">bidwright</p><h1><bdi>${escape(model.name)}</bdi></h1>${
    model.description === '' ? '' : `<p class="soft">${escape(model.description)}</p>`
  }<ul class="facts">${list(model.facts)}</ul></header>
<main>
<nav>${links.join('')}</nav>
<section class="marks">${bidLegend(model)}${drawn.some(isRanked) ? rankLegend(model, charts) : ''}${note(most)}</section>
${drawn.map((view) => subjectSection(model, view, charts)).join('\n')}
${shown.map(([id, table, text]) => `<section id="${id}"><h2>${escape(table.caption)}</h2>${note(text)}${htmlTable(table)}</section>`).join('\n')}
<section>${foldedTable(`${sections.data}: ${model.points.caption}`, model.points)}</section>
<section id="reading"><h2>${escape(words.sections.reading)}</h2><ul class="reading">${list(words.reading)}</ul></section>
</main>
<footer>bidwright</footer>`;
  return page({ language: locale.tag, title: fill(words.title, { name: model.name }), body });
}

function subjectSection(model: LandscapeModel, view: LandscapeView, charts: Charts): string {
  const { locale, currency } = model;
  const { charts: titles } = locale.landscape;
  const { subject, sentences } = view;
  const title = (template: string): string => fill(template, { currency });
  const budget = charts.budgetCurve(model, view);
  const said = [sentences.today, sentences.budget, sentences.suggestion].filter((text) => text !== '');
  const pictures = [
    ...charts.curveFigures.map((name) =>
      figure(title(titles[name]), charts.landscapeCurve(model, view, name)),
    ),
    figure(title(titles.price), charts.priceCurve(model, view)),
    ...(isRanked(view) ? [figure(title(titles.ranks), charts.rankStack(model, view))] : []),
    ...(budget === '' ? [] : [figure(title(titles.budget), budget)]),
  ];
  return `<section id="subject-${view.index}"><h2><bdi>${escape(subject)}</bdi></h2><p>${prose(said.join(' '))}</p><div class="small">${pictures.join('\n')}</div></section>`;
}

function isRanked({ landscape }: LandscapeView): boolean {
  return landscape.requiredBids.length > 0;
}

function bidLegend({ locale: { landscape } }: LandscapeModel): string {
  const words = landscape.legend;
  return legend(
    legendMark(
      '<path d="M11 0V12" stroke="var(--ink)" stroke-width="1.5"/><circle cx="11" cy="6" r="4" fill="var(--surface)" stroke="var(--ink)" stroke-width="2"/>',
      words.today,
    ),
    legendMark(
      '<rect width="22" height="12" fill="var(--recommended)" fill-opacity=".18"/><path d="M11 0V12" stroke="var(--recommended)" stroke-width="1.5" stroke-dasharray="3 2"/>',
      words.suggested,
    ),
    legendMark('<path d="M0 6H22" stroke="var(--recommended)" stroke-width="2.25"/>', words.costPerClick),
    legendMark(
      '<path d="M0 6H22" stroke="var(--break-even)" stroke-width="2" stroke-dasharray="5 3"/>',
      words.incremental,
    ),
  );
}

function rankLegend({ locale }: LandscapeModel, { rankOpacity }: Charts): string {
  return legend(
    ...rankBuckets.map((_, bucket) =>
      legendMark(
        `<rect width="22" height="12" fill="var(--recommended)" fill-opacity="${rankOpacity[bucket]!}" stroke="var(--line)"/>`,
        placeName(bucket, locale),
      ),
    ),
  );
}

function list(items: readonly string[]): string {
  return items.map((item) => `<li>${escape(item)}</li>`).join('');
}
