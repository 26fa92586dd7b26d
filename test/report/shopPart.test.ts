import { describe, expect, test } from 'vitest';
import { optimize } from '../../src/core/analysis/optimize/optimize.ts';
import type { OptimizeResult } from '../../src/core/analysis/optimizeResult.ts';
import { shopMetrics } from '../../src/core/analysis/shopOutcome.ts';
import { parseScenario } from '../../src/core/scenario/parse.ts';
import { resolve } from '../../src/core/scenario/resolve.ts';
import { optimizePage } from '../../src/report/html/optimizePage.ts';
import { en } from '../../src/report/locales/en.ts';
import { reportModel } from '../../src/report/model/reportModel.ts';
import { terminalSummary } from '../../src/report/terminal/terminalSummary.ts';
import { everything, scenarioOf, type ShopBlock } from '../shop/support.ts';

const resultOf = (shop: ShopBlock | undefined): OptimizeResult =>
  optimize(resolve(parseScenario(scenarioOf(shop))), { runs: 3 });
const result = resultOf({ ...everything, credit: {} });
const model = reportModel(result);

describe('the shop in the report', () => {
  test('its profit adds up, and agrees with the store', () => {
    for (const side of ['today', 'recommended'] as const) {
      const figures = result.shop![side];
      const sum = figures.planProfit + figures.freeProfit + figures.deposits - figures.costs;
      expect(Math.abs(figures.storeProfit - sum)).toBeLessThan(1e-9 * Math.abs(sum));
      expect(Math.abs(figures.planProfit - result.store[side].profit)).toBeLessThan(1e-6);
      const { before, after } = result.shop!.conversion;
      const visits = figures.paidVisits + figures.organicVisits + figures.activityVisits + figures.oldVisits;
      const orders =
        figures.planOrders + figures.organicOrders + figures.activityOrders + figures.repeatOrders;
      expect(Math.abs((side === 'today' ? before : after) - orders / visits)).toBeLessThan(1e-12);
    }
  });

  test('every figure that is not zero has its row, with the digits of its kind', () => {
    const { rows } = model.shop!.table;
    const named = shopMetrics.filter(
      (metric) => result.shop!.today[metric] !== 0 || result.shop!.recommended[metric] !== 0,
    );
    expect(rows.map((row) => row['metric']!.text)).toEqual(
      named.map((metric) => en.shopPart.metrics[metric]),
    );
    rows.forEach((row, i) => {
      const metric = named[i]!;
      const percent = ['praise', 'bestPlansShare', 'lostShare'].includes(metric);
      const value = result.shop!.recommended[metric] * (percent ? 100 : 1);
      expect(Math.abs(Number(row['recommended']!.value) - value)).toBeLessThanOrEqual(0.51);
    });
  });

  test('page and terminal show it with its picture; a scenario without a shop has none', async () => {
    const page = await optimizePage(model);
    expect(page).toContain('<section id="shop">');
    expect(page).toContain('by-day-organic-title');
    const text = terminalSummary(model, [], { colour: false, width: 100 });
    expect(text).toContain(en.shopPart.title);
    expect(text).toMatch(/In that\s+measure\s+the\s+planning\s+model\s+expected/);
    const plain = reportModel(resultOf(undefined));
    expect(plain.shop).toBeNull();
    expect(await optimizePage(plain)).not.toContain('id="shop"');
  });
});
