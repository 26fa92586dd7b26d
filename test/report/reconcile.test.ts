import { parse } from 'csv-parse/sync';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import { metrics, type Metric } from '../../src/core/analysis/figures.ts';
import type { OptimizeResult } from '../../src/core/analysis/optimizeResult.ts';
import { reportModel } from '../../src/report/model/reportModel.ts';
import { reportFiles } from '../../src/report/reportFiles.ts';
import { terminalSummary } from '../../src/report/terminal/terminalSummary.ts';
import { absurdNames, fivePlanResult, losingResult, manyPlans, offResult, resultOf } from './fixtures.ts';

const results: Readonly<Record<string, OptimizeResult>> = {
  'five plans': fivePlanResult(),
  'a store in yen': fivePlanResult({ currency: 'JPY' }),
  'a goal of profit, one run': fivePlanResult({ objective: 'profit', runs: 1 }),
  'a plan that stays off': offResult(),
  'a product that loses money': losingResult(),
  'forty plans with absurd names': resultOf(manyPlans(40, absurdNames)),
};

/** A shown number, or null for a dash. */
function numberIn(text: string): number | null {
  const digits = text.replaceAll(/[^\d.+-]/g, '');
  return digits === '' ? null : Number(digits);
}

const labels = [
  'Spend',
  'Impressions',
  'Clicks',
  'CTR',
  'CPC',
  'Paid orders',
  'Conversion',
  'Revenue',
  'ROAS',
  'Profit',
];
const percents: ReadonlySet<Metric> = new Set(['clickThroughRate', 'conversionRate']);
/** Places after the point in CNY (JPY has none for money). */
const places: Readonly<Record<Metric, number>> = {
  spend: 2,
  impressions: 0,
  clicks: 1,
  clickThroughRate: 2,
  costPerClick: 2,
  orders: 2,
  conversionRate: 2,
  revenue: 2,
  roas: 2,
  profit: 2,
};

interface Triple {
  readonly today: number | null;
  readonly recommended: number | null;
  readonly difference: number | null;
}

function fromTerminal(text: string): Triple[] {
  return labels.map((label) => {
    const line = text.split('\n').find((candidate) => candidate.startsWith(`${label}  `))!;
    const [today, recommended, difference] = line.slice(label.length).trim().split(/ {2,}/);
    return {
      today: numberIn(today!),
      recommended: numberIn(recommended!),
      difference: numberIn(difference!),
    };
  });
}

function fromHtml(html: string): Triple[] {
  const cards = Array.from(parseHTML(html).document.querySelectorAll('.card'));
  return labels.map((label) => {
    const card = cards.find((candidate) => candidate.querySelector('.label b')!.textContent === label)!;
    const text = (selector: string): number | null => numberIn(card.querySelector(selector)!.textContent!);
    return { today: text('.from'), recommended: text('.value'), difference: text('.chip') };
  });
}

/** Half a last place for rounding, one more for a difference of two rounded figures. */
function expectShown(shown: number | null, exact: number, metric: Metric, slack: number): void {
  if (shown === null) return;
  const value = percents.has(metric) ? exact * 100 : exact;
  expect(Math.abs(shown - value)).toBeLessThanOrEqual(slack * 10 ** -places[metric] + 1e-9 * Math.abs(value));
}

describe.each(Object.entries(results))('every figure reconciles: %s', (_, result) => {
  const model = reportModel(result);
  let files: Awaited<ReturnType<typeof reportFiles>>;
  beforeAll(async () => {
    files = await reportFiles(result, model);
  });
  const yen = result.scenario.currency === 'JPY';

  it('store totals are the same in the terminal and the page, and are those of result.json', () => {
    const terminal = fromTerminal(terminalSummary(model, [], { colour: false, width: 100 }));
    expect(fromHtml(files['report.html'])).toEqual(terminal);
    const { store } = JSON.parse(files['result.json']) as OptimizeResult;
    metrics.forEach((metric, index) => {
      const { today, recommended, difference } = terminal[index]!;
      const units =
        yen && places[metric] === 2 && ['spend', 'costPerClick', 'revenue', 'profit'].includes(metric)
          ? 100
          : 1;
      expectShown(today, store.today[metric], metric, 0.5 * units);
      expectShown(recommended, store.recommended[metric], metric, 0.5 * units);
      expectShown(difference, store.difference[metric].mean, metric, 1.5 * units);
      if (today !== null && recommended !== null) expect(difference).toBeCloseTo(recommended - today, 6);
    });
    expect(terminal.some(({ today }) => today !== null)).toBe(true);
  });

  it('plans are the same in plans.csv, the page and the terminal, and are those of result.json', () => {
    const { plans } = JSON.parse(files['result.json']) as OptimizeResult;
    const rows: Record<string, string>[] = parse(files['plans.csv'], { columns: true, bom: true });
    const { document } = parseHTML(files['report.html']);
    const bodies = Array.from(document.querySelectorAll('table.plans tbody'));
    expect(rows).toHaveLength(plans.length);
    expect(bodies).toHaveLength(plans.length);
    const { currency } = result.scenario;
    rows.forEach((row, index) => {
      const plan = plans.find(({ id }) => id === row['Plan id'])!;
      const cells = Array.from(bodies[index]!.querySelectorAll('tr:first-child td'));
      const csv = (head: string): number | null => (row[head] === '' ? null : Number(row[head]));
      const sorted = (cell: number): number | null => {
        const value = cells[cell]!.getAttribute('data-v');
        return value === '' ? null : Number(value);
      };
      expect(csv(`Bid recommended [${currency}]`)).toBeCloseTo(plan.recommended.bid, 9);
      expect(csv(`Daily budget recommended [${currency}/day]`)).toBeCloseTo(plan.recommended.dailyBudget, 9);
      expect(sorted(1)).toBe(csv(`Bid recommended [${currency}]`));
      expect(sorted(2)).toBe(csv(`Daily budget recommended [${currency}/day]`));
      expect(sorted(3)).toBe(csv(`Spend recommended [${currency}/day]`));
      expect(sorted(4)).toBe(csv(`Revenue recommended [${currency}/day]`));
      expect(sorted(5)).toBe(csv(`Profit recommended [${currency}/day]`));
      expect(sorted(6)).toBe(csv('ROAS recommended [revenue/spend]'));
      expect(numberIn(cells[3]!.querySelector('b')!.textContent!)).toBe(sorted(3));
      const spend = csv(`Spend recommended [${currency}/day]`)!;
      expect(Math.abs(spend - plan.recommended.figures.spend)).toBeLessThanOrEqual(yen ? 0.5 : 0.005);
      expect(bodies[index]!.querySelector('.why')!.textContent!).toBe(row['Reason']);
    });
  });

  it('figures of plans add up to the store within the rounding of each', () => {
    const sum = (metric: Metric): number =>
      model.plans.reduce((total, { figures }) => total + Number(figures[metric].recommended.value), 0);
    for (const metric of ['spend', 'clicks', 'orders', 'revenue', 'profit'] as const) {
      const shown = Number(model.store.find((row) => row.metric === metric)!.recommended.value);
      const unit = yen && metric !== 'clicks' && metric !== 'orders' ? 1 : 10 ** -places[metric];
      expect(Math.abs(sum(metric) - shown)).toBeLessThanOrEqual(0.5 * unit * (model.plans.length + 1) + 1e-9);
    }
  });
});
