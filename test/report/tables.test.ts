import { parse } from 'csv-parse/sync';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { metrics } from '../../src/core/analysis/figures.ts';
import { type BatchRow, batchTable } from '../../src/report/batch/batchTable.ts';
import { batchText } from '../../src/report/batch/batchText.ts';
import { type Comparison, comparisonTable } from '../../src/report/comparison/comparisonTable.ts';
import { csvTable } from '../../src/report/csv/csvTable.ts';
import { displayWidth } from '../../src/report/format/displayWidth.ts';
import { tablePage } from '../../src/report/html/tablePage.ts';
import { en } from '../../src/report/locales/en.ts';
import { tableJson } from '../../src/report/tableJson.ts';
import { tableText } from '../../src/report/terminal/tableText.ts';
import { absurdNames, fivePlanResult } from './fixtures.ts';

const plain = { colour: false, width: 100 };
const { store } = fivePlanResult();
const comparison: Comparison = {
  base: store.today,
  variants: ['dearer-coat', 'no-mug'].map((id) => ({
    id,
    description: `What if ${id}`,
    figures: store.recommended,
    difference: store.difference,
  })),
};

describe('comparisonTable', () => {
  const table = comparisonTable(comparison, 'CNY');

  it('has a row a variant and metric with the difference and its interval', () => {
    expect(table.rows).toHaveLength(2 * metrics.length);
    const json = tableJson(table).rows[7]!;
    expect(json).toMatchObject({ variant: 'dearer-coat', metric: 'Revenue', unit: 'CNY/day' });
    expect(json['difference']).toBeCloseTo(store.difference.revenue.mean, 2);
    expect(json['low']).toBeCloseTo(store.difference.revenue.low, 2);
  });

  it('names each variant once and fits the terminal', () => {
    const text = tableText(
      table,
      ['variant', 'metric', 'base', 'figure', 'difference', 'low', 'high', 'unit'],
      plain,
    );
    expect(text.match(/dearer-coat/g)).toHaveLength(1);
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(100);
  });
});

describe('batchTable', () => {
  const rows: BatchRow[] = [
    ...absurdNames.map((name) => ({
      scenario: `scenarios/${name}.yaml`,
      planId: name,
      currency: 'CNY',
      bid: 1.2,
      recommendedBid: 1.355,
      budget: 100,
      recommendedBudget: 180,
      spendChange: 75.5,
      revenueChange: 300.126,
      profitChange: -4,
      reason: { rule: 'raise-marginal', figures: { marginalRoas: 3, limit: 2, valuePerClick: 2.5 } },
    })),
    { scenario: 'broken.yaml', error: 'broken.yaml:3:5: cannot read bid: it is -1, must be at least 0.' },
  ];
  const table = batchTable(rows);

  it('keeps a failed scenario as a row that says why', () => {
    const last = tableJson(table).rows.at(-1)!;
    expect(last).toMatchObject({
      scenario: 'broken.yaml',
      bid: null,
      error: expect.stringContaining('must be at least 0'),
    });
    expect(batchText(table, plain)).toMatch(/\nbroken +.*broken\.yaml:3:5: cannot/);
  });

  it('names each scenario once, without the directories all share', () => {
    const text = batchText(
      batchTable(
        [rows[0]!, rows[0]!].map((row, index) => ({ ...row, scenario: 'a/b/x.yaml', planId: `p${index}` })),
      ),
      plain,
    );
    expect(text.match(/^x$/gm)).toHaveLength(1);
    expect(text).toMatch(/^· p0 /m);
    expect(text).toMatch(/^· p1 /m);
  });

  it('fits the terminal', () => {
    for (const line of batchText(table, plain).split('\n'))
      expect(displayWidth(line)).toBeLessThanOrEqual(100);
  });

  it('says the same in CSV, JSON and HTML', () => {
    const csv: Record<string, string>[] = parse(csvTable(table), { columns: true, bom: true });
    const json = tableJson(table).rows;
    const page = tablePage({ title: 'Batch', facts: ['2 scenarios'], notes: [en.batch.note], table }, en);
    const bodies = Array.from(parseHTML(page).document.querySelectorAll('tbody'));
    expect([csv.length, bodies.length]).toEqual([rows.length, rows.length]);
    csv.forEach((row, index) => {
      const revenue = json[index]!['revenueChange'];
      expect(row['Revenue change']).toBe(revenue === null ? '' : String(revenue));
      const [figures, why] = Array.from(bodies[index]!.querySelectorAll('tr'));
      expect(figures!.querySelectorAll('td')[8]!.getAttribute('data-v')).toBe(row['Revenue change']);
      expect(why!.textContent).toBe(row['Reason'] || row['Error']);
    });
    expect(json[0]).toMatchObject({ recommendedBid: 1.355, revenueChange: 300.13, profitChange: -4 });
  });
});
