import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { landscape } from '../../src/core/analysis/landscape/landscape.ts';
import { prepare } from '../../src/core/engine/prepare.ts';
import { loadScenario } from '../../src/io/scenarioFile.ts';
import { landscapePage } from '../../src/report/html/landscapePage.ts';
import { landscapeModel } from '../../src/report/landscape/landscapeModel.ts';

/** Any Chromium will do. */
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

describe.skipIf(!existsSync(executablePath))('landscape.html in a browser', () => {
  let browser: Browser;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bidwright-landscape-'));
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('fits phone and desk, draws every curve, says the figures of the result, and runs nothing that a name brings', async () => {
    const { resolved } = await loadScenario('scenarios/04-search-and-display.yaml');
    const plans = resolved.plans.map((plan, p) =>
      p === 0 ? { ...plan, name: '<script>alert(1)</script>' } : plan,
    );
    const result = landscape(prepare({ ...resolved, plans }), { points: 9, quality: true });
    const model = landscapeModel(result);
    const file = join(directory, 'landscape.html');
    await writeFile(file, await landscapePage(model));
    const problems: string[] = [];
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('dialog', (dialog) => problems.push(dialog.message()));
    await page.goto(pathToFileURL(file).href);
    for (const width of [400, 768, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    expect(await page.locator('h2 bdi').first().textContent()).toBe('<script>alert(1)</script>');
    const ranked = result.landscapes.filter(({ requiredBids }) => requiredBids.length > 0).length;
    const capped = result.landscapes.filter(({ budget }) => budget!.steps.length > 0).length;
    const charts = page.locator('svg.chart');
    expect(await charts.count()).toBe(5 * result.landscapes.length + ranked + capped);
    for (const chart of await charts.all()) {
      const box = await chart.boundingBox();
      expect(box!.width).toBeGreaterThan(200);
      expect(await chart.innerHTML()).not.toContain('NaN');
    }
    const shown = await page.locator('#bids tbody tr').first().locator('td').allTextContents();
    expect(shown).toContain(model.places.rows[0]!['suggested']!.text);
    expect(problems).toEqual([]);
    await context.close();
  });
});
