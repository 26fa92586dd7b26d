import type { Metric } from '../../core/analysis/figures.ts';
import { fill } from '../format/fill.ts';
import type { Change, Verdict } from '../model/change.ts';
import type { ReportModel } from '../model/reportModel.ts';
import type { StoreRow } from '../model/storeRows.ts';
import { escape } from './escape.ts';

/** What a promoter asks first comes first. */
const order: readonly Metric[] = [
  'revenue',
  'profit',
  'spend',
  'roas',
  'orders',
  'clicks',
  'impressions',
  'clickThroughRate',
  'costPerClick',
  'conversionRate',
];

/** The store's figures as cards: recommended large, today beside, difference with its interval drawn around zero. */
export function cards(model: ReportModel): string {
  const rows = order.map((metric) => model.store.find((row) => row.metric === metric)!);
  return `<ul class="cards">${rows.map((row) => card(row, model)).join('\n')}</ul>`;
}

function card(row: StoreRow, { locale }: ReportModel): string {
  const { columns, page } = locale;
  const { label, unit, meaning, today, recommended, difference, low, high, verdict } = row;
  const range = low.value === null ? '' : fill(page.intervalShort, { low: low.text, high: high.text });
  return `<li class="card"><div class="label"><b title="${escape(meaning)}">${escape(label)}</b><span>${escape(unit)}</span></div>
<div class="value">${escape(recommended.text)}</div>
<div class="from">${escape(columns.today.toLowerCase())} ${escape(today.text)}</div>
<div class="diff"><span class="chip ${verdict}">${arrow(row)}${escape(difference.text)}</span><span class="soft">${escape(page[verdict])}</span></div>
${interval(row, verdict)}<div class="range">${escape(range)}</div></li>`;
}

/** Direction without colour. */
export function arrow({ difference, verdict }: Change): string {
  if (verdict === 'unclear' || typeof difference.value !== 'number' || difference.value === 0) return '';
  return difference.value > 0 ? '▲ ' : '▼ ';
}

/** The interval as a bar on an axis that always holds zero; the numbers stand beside it, so it is hidden from readers. */
function interval({ difference, low, high }: Change, verdict: Verdict): string {
  if (typeof low.value !== 'number' || typeof high.value !== 'number') return '';
  const reach = Math.max(Math.abs(low.value), Math.abs(high.value)) * 1.15 || 1;
  const x = (value: number): string => (100 + (98 * value) / reach).toFixed(1);
  const colour =
    verdict === 'better'
      ? 'good'
      : verdict === 'worse'
        ? 'bad'
        : verdict === 'neutral'
          ? 'recommended'
          : 'soft';
  return `<svg viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true"><path d="M0 7H200" stroke="var(--line)"/><path d="M100 1V13" stroke="var(--soft)" vector-effect="non-scaling-stroke"/><path d="M${x(low.value)} 7H${x(high.value)}" stroke="var(--${colour})" stroke-width="5"/><path d="M${x(Number(difference.value))} 2V12" stroke="var(--${colour})" stroke-width="2.5" vector-effect="non-scaling-stroke"/></svg>`;
}
