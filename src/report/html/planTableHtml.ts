import { fill } from '../format/fill.ts';
import type { Change } from '../model/change.ts';
import type { PlanRow, SettingChange } from '../model/planRows.ts';
import type { ReportModel } from '../model/reportModel.ts';
import type { Cell } from '../table.ts';
import { arrow } from './cards.ts';
import { escape, prose } from './escape.ts';
import { headCell, sortValue } from './htmlTable.ts';

/** Above this many plans the table scrolls in a box of its own. */
const TALL_FROM = 12;
const COLUMNS = 9;

/** Every plan with its settings, what they bring and, below, why; the remaining figures are in plans.csv. */
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
    right(metricNames.profit, perDay),
    right(metricNames.roas, units.revenuePerSpend),
    right(columns.marginalRoasShort, units.revenuePerSpend),
  ];
  const bodies = plans.map((row) => planBody(row, model));
  return `<div class="scroll${plans.length > TALL_FROM ? ' tall' : ''}" tabindex="0" role="region" aria-label="${escape(locale.sections.plans)}"><table data-sort class="plans"><thead><tr>${heads.join('')}</tr></thead>
${bodies.join('\n')}
</table></div>`;
}

function planBody(row: PlanRow, { locale }: ReportModel): string {
  const { figures } = row;
  const about = [row.id === row.name ? '' : row.id, row.channel, row.group ?? '', row.product];
  const name = `<th scope="row" class="name"><bdi>${escape(row.name)}</bdi><small><bdi>${escape(about.filter((part) => part !== '').join(' · '))}</bdi></small></th>`;
  const action = `<td class="l"><span class="chip ${row.action}">${escape(row.actionText)}</span></td>`;
  const breakEven = fill(locale.page.breakEven, { roas: row.breakEvenRoas.text });
  const cells = [
    setting(row, row.bid, row.bidUnitShort, locale.off),
    setting(row, row.budget, '', locale.off),
    moved(figures.spend),
    moved(figures.revenue),
    moved(figures.profit),
    moved(figures.roas),
    `<td${sortValue(row.marginalRoas)}>${escape(row.marginalRoas.text)}<small>${escape(breakEven)}</small></td>`,
  ];
  return `<tbody><tr>${name}${action}${cells.join('')}</tr><tr class="why"><td colspan="${COLUMNS}"><div>${prose(row.reason)}</div></td></tr></tbody>`;
}

function setting(
  row: PlanRow,
  { today, recommended, change }: SettingChange,
  unit: string,
  off: string,
): string {
  const after = row.onRecommended ? recommended.text : off;
  const before = row.onToday ? today.text : off;
  const percent =
    row.onToday && row.onRecommended && change.value !== null && change.value !== 0 ? `${change.text}%` : '';
  const below = [percent, unit].filter((part) => part !== '').map((part) => `<small>${escape(part)}</small>`);
  return `<td${sortValue(recommended)}>${beforeAfter(before, after)}${below.join('')}</td>`;
}

/** Before and after, the difference, and its interval: three lines, the last two only where something moved. */
function moved(change: Change): string {
  const { today, recommended, difference, low, high, verdict } = change;
  const still = difference.value === null || (difference.value === 0 && verdict === 'unclear');
  const range = low.value === null || still ? '' : `<small>${escape(`${low.text} … ${high.text}`)}</small>`;
  const delta = still ? '' : `<small class="${verdict}">${arrow(change)}${escape(difference.text)}</small>`;
  return `<td${sortValue(recommended)}>${beforeAfter(today.text, recommended.text)}${delta}${range}</td>`;
}

function beforeAfter(today: Cell['text'], recommended: Cell['text']): string {
  return today === recommended
    ? `<b>${escape(recommended)}</b>`
    : `<span class="soft">${escape(today)} →</span> <b>${escape(recommended)}</b>`;
}
