import { fill } from '../format/fill.ts';
import type { Change } from '../model/change.ts';
import type { PlanRow, SettingChange } from '../model/planRows.ts';
import type { ReportModel } from '../model/reportModel.ts';
import { escape } from './escape.ts';
import { headCell, sortValue } from './htmlTable.ts';

/** Above this many plans the table scrolls in a box of its own. */
const TALL_FROM = 15;

/** Every plan with its settings, what they bring and why; the remaining figures are in plans.csv. */
export function planTableHtml(model: ReportModel): string {
  const { locale, plans, currency } = model;
  const { columns, units, metricNames } = locale;
  const perDay = fill(units.moneyPerDay, { currency });
  const right = (label: string, unit: string | null): string => headCell({ label, unit, align: 'right' });
  const left = (label: string): string => headCell({ label, unit: null, align: 'left' });
  const heads = [
    left(columns.plan),
    left(columns.action),
    right(columns.bid, currency),
    right(columns.budget, perDay),
    right(metricNames.spend, perDay),
    right(metricNames.revenue, perDay),
    right(metricNames.roas, units.revenuePerSpend),
    right(metricNames.profit, perDay),
    right(columns.marginalRoasShort, columns.breakEvenRoas.toLowerCase()),
    left(columns.reason),
  ];
  const rows = plans.map((row) => planRow(row));
  return `<div class="scroll${plans.length > TALL_FROM ? ' tall' : ''}" tabindex="0" role="region" aria-label="${escape(locale.sections.plans)}"><table data-sort id="plan-table"><thead><tr>${heads.join('')}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>`;
}

function planRow(row: PlanRow): string {
  const { figures } = row;
  const about = [row.id === row.name ? '' : row.id, row.channel, row.group ?? '', row.product].filter(
    (part) => part !== '',
  );
  return `<tr><td class="name"><b><bdi>${escape(row.name)}</bdi></b><small><bdi>${escape(about.join(' · '))}</bdi></small></td><td class="l"><span class="chip ${row.action}">${escape(row.actionText)}</span></td>${setting(row.bid, row.bidUnit)}${setting(row.budget, '')}${moved(figures.spend)}${moved(figures.revenue)}${moved(figures.roas)}${moved(figures.profit)}<td${sortValue(row.marginalRoas)}>${escape(row.marginalRoas.text)}<small>${escape(row.breakEvenRoas.text)}</small></td><td class="w">${escape(row.reason)}</td></tr>`;
}

function setting({ today, recommended, change }: SettingChange, unit: string): string {
  const percent = change.value === null || change.value === 0 ? '' : `${change.text}%`;
  const below = [percent, unit === '' ? '' : `/ ${unit}`].filter((part) => part !== '').join(' ');
  return `<td${sortValue(recommended)}>${beforeAfter(today.text, recommended.text)}<small>${escape(below)}</small></td>`;
}

function moved({ today, recommended, difference, low, high, verdict }: Change): string {
  const range = low.value === null ? '' : ` [${low.text}, ${high.text}]`;
  const tone = verdict === 'better' ? ' class="good"' : verdict === 'worse' ? ' class="bad"' : '';
  const below =
    difference.value === null || (difference.value === 0 && verdict === 'unclear')
      ? ''
      : difference.text + range;
  return `<td${tone}${sortValue(recommended)}>${beforeAfter(today.text, recommended.text)}<small class="d">${escape(below)}</small></td>`;
}

function beforeAfter(today: string, recommended: string): string {
  return today === recommended ? escape(recommended) : `${escape(today)} → ${escape(recommended)}`;
}
