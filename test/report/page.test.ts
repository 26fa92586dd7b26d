import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { optimizePage } from '../../src/report/html/optimizePage.ts';
import { reportModel } from '../../src/report/model/reportModel.ts';
import {
  absurdNames,
  fivePlanResult,
  fivePlans,
  losingResult,
  manyPlans,
  offResult,
  resultOf,
} from './fixtures.ts';

const page = (result = fivePlanResult()): Promise<string> => optimizePage(reportModel(result));

describe('report.html', () => {
  it('is one file that loads nothing and forbids loading', async () => {
    const html = await page(resultOf(manyPlans(15, absurdNames)));
    const { document } = parseHTML(html);
    expect(
      document.querySelectorAll('link, img, iframe, script[src], object, embed, use, image'),
    ).toHaveLength(0);
    expect(html).not.toMatch(/url\(|@import/);
    expect(html).toContain("default-src 'none'");
    expect(document.querySelectorAll('script')).toHaveLength(1);
  });

  it('shows names as text, whatever they are', async () => {
    const { document } = parseHTML(await page(resultOf(manyPlans(15, absurdNames))));
    const names = Array.from(
      document.querySelectorAll('table.plans th.name bdi:first-child'),
      (element) => element.textContent,
    );
    expect(names).toContain('<script>alert(1)</script>');
    expect(names).toContain('"><img src=x onerror=alert(1)>');
    expect(names).toContain('right to left');
    expect(names).toContain('{currency} {nosuchplace}');
  });

  it('gives every picture a title and a description, and every id once', async () => {
    const { document } = parseHTML(await page());
    const charts = Array.from(document.querySelectorAll('svg.chart'));
    expect(charts.length).toBeGreaterThanOrEqual(5 + 4 * 2 + 5);
    for (const chart of charts) {
      const [title, description] = ['aria-labelledby', 'aria-describedby'].map((name) =>
        document.getElementById(chart.getAttribute(name)!),
      );
      expect(title!.textContent!.length).toBeGreaterThan(5);
      expect(description!.textContent!.length).toBeGreaterThan(20);
      expect(chart.getAttribute('role')).toBe('img');
    }
    const ids = Array.from(document.querySelectorAll('[id]'), (element) => element.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of document.querySelectorAll('nav a'))
      expect(document.getElementById(link.getAttribute('href')!.slice(1))).not.toBeNull();
  });

  it('draws money from zero', async () => {
    const { document } = parseHTML(await page());
    for (const id of ['by-plan-spend', 'by-plan-revenue', 'by-day-spend', 'by-day-roas']) {
      const ticks = Array.from(
        document.getElementById(`${id}-title`)!.parentElement!.querySelectorAll('text'),
        (text) => text.textContent,
      );
      expect(ticks).toContain('0');
    }
  });

  it('has the break-even line where there is a break-even', async () => {
    const withLine = parseHTML(await page()).document.getElementById('by-day-roas-title')!.parentElement!;
    expect(withLine.textContent).toContain('break-even 3.');
    const without = parseHTML(await page(losingResult())).document.getElementById(
      'by-day-roas-title',
    )!.parentElement!;
    expect(without.textContent!.match(/break-even \d/)).toBeNull();
  });

  it('contains no NaN, undefined or unfilled place', async () => {
    const hostile = [
      fivePlanResult(),
      offResult(),
      losingResult(),
      resultOf([]),
      resultOf(fivePlans, { days: 1 }),
      resultOf(fivePlans, { days: 800 }),
    ];
    for (const result of hostile) {
      const text = parseHTML(await page(result)).document.body.innerHTML.replace(
        /<script>[\s\S]*<\/script>/,
        '',
      );
      expect(text).not.toMatch(/NaN|undefined|Infinity|\[object|\{\w+\}/);
    }
  });

  it('draws means of several days when the horizon is long, and says so', async () => {
    const model = reportModel(resultOf(fivePlans, { days: 800 }));
    expect(model.pictures.days.at(-1)).toBe(800);
    expect(model.pictures.days.length).toBeLessThanOrEqual(120);
    expect(await optimizePage(model)).toContain('Means of 7 days.');
  });

  it('draws the plans that spend most of 1000, lists all, and stays below 2 MB', async () => {
    const result = resultOf(manyPlans(1000));
    const html = await page(result);
    const { document } = parseHTML(html);
    expect(document.querySelectorAll('table.plans tbody')).toHaveLength(1000);
    expect(document.querySelectorAll('svg.chart').length).toBeLessThanOrEqual(5 + 3 * 12);
    expect(html).toContain('The 30 of 1,000 plans that spend most');
    expect(html.length).toBeLessThan(2_000_000);
  });

  it('is the same bytes each time', async () => {
    expect(await page()).toBe(await page());
  });
});
