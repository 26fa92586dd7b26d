import { fill } from '../format/fill.ts';
import type { ReportModel } from '../model/reportModel.ts';
import { cards } from './cards.ts';
import { escape, prose } from './escape.ts';
import { note } from './figure.ts';
import { htmlTable } from './htmlTable.ts';
import { page } from './page.ts';
import { pictureSections, type Section } from './pictureSections.ts';
import { planTableHtml } from './planTableHtml.ts';

/** report.html: one offline file that needs no script to be read. */
export async function optimizePage(model: ReportModel): Promise<string> {
  // The drawing library is heavy: load it only when a page is made.
  const { charts } = await import('../charts/charts.ts');
  const { locale, name } = model;
  const sections: readonly Section[] = [
    plansSection(model),
    ...relaxedSection(model),
    ...pictureSections(model, charts),
    {
      id: 'reading',
      title: locale.sections.reading,
      content: `<ul class="reading">${list(model.reading)}</ul>`,
    },
  ];
  const links = sections.map(({ id, title }) => `<a href="#${id}">${escape(title)}</a>`).join('');
  const body = `${head(model)}
<main>
${recommendation(model)}
<section aria-label="${escape(locale.sections.storeLong)}">${cards(model)}</section>
${notes(model)}
<nav>${links}</nav>
${sections.map(({ id, title, content }) => `<section id="${id}"><h2>${escape(title)}</h2>${content}</section>`).join('\n')}
</main>
<footer>bidwright</footer>`;
  return page({ language: locale.tag, title: fill(locale.page.optimizeTitle, { name }), body });
}

function list(items: readonly string[]): string {
  return items.map((item) => `<li>${prose(item)}</li>`).join('');
}

function head({ name, description, facts }: ReportModel): string {
  const about = description === '' ? '' : `<p class="soft">${escape(description)}</p>`;
  return `<header class="top"><p class="mark">bidwright</p><h1><bdi>${escape(name)}</bdi></h1>${about}<ul class="facts">${list(facts)}</ul></header>`;
}

function recommendation({ locale, headline, target, moves, steps }: ReportModel): string {
  const goal = target === null ? '' : `<p class="moves">${prose(target)}</p>`;
  const second = moves === '' ? '' : `<p class="moves">${prose(moves)}</p>`;
  return `<section class="hero" aria-label="${escape(locale.sections.recommendation)}"><p class="say">${prose(headline)}</p>${goal}${second}${steps === null ? '' : `<p class="moves">${prose(steps)}</p>`}</section>`;
}

function notes({ locale: { sections }, findings, binding, certificate }: ReportModel): string {
  const box = (title: string, content: string): string =>
    `<section><h2>${escape(title)}</h2>${content}</section>`;
  const found = findings.length === 0 ? '' : box(sections.findings, `<ul>${list(findings)}</ul>`);
  const limits = box(sections.limits, `<ul>${list(binding)}</ul>`);
  return `<div class="notes">${found}${limits}${box(sections.certificate, `<p>${prose(certificate)}</p>`)}</div>`;
}

function plansSection(model: ReportModel): Section {
  const { page: words, sections } = model.locale;
  const filter = escape(words.filter);
  const tools = `<div class="tools" hidden><input type="search" aria-label="${filter}" placeholder="${filter}"><span>${escape(words.sortHint)}</span></div>`;
  return { id: 'plans', title: sections.plans, content: tools + planTableHtml(model) };
}

function relaxedSection({ relaxed }: ReportModel): Section[] {
  if (relaxed === null) return [];
  const { table, notes: told } = relaxed;
  return [{ id: 'steps', title: table.caption, content: `${told.map(note).join('')}${htmlTable(table)}` }];
}
