import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { optimizePage } from '../../src/report/html/optimizePage.ts';
import { reportModel } from '../../src/report/model/reportModel.ts';
import { absurdNames, fivePlanResult, manyPlans, resultOf } from '../report/fixtures.ts';

/** Any Chromium will do; without one the page is only checked as text (test/report/page.test.ts). */
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

describe.skipIf(!existsSync(executablePath))('report.html in a browser', () => {
  let browser: Browser;
  let directory: string;
  const problems: string[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bidwright-page-'));
    const pages = { five: fivePlanResult(), absurd: resultOf(manyPlans(15, absurdNames)) };
    for (const [name, result] of Object.entries(pages))
      await writeFile(join(directory, `${name}.html`), await optimizePage(reportModel(result)));
    browser = await chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await rm(directory, { recursive: true, force: true });
  });

  async function open(name: string, javaScriptEnabled = true): Promise<Page> {
    const context = await browser.newContext({ offline: true, javaScriptEnabled });
    const page = await context.newPage();
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('dialog', (dialog) => problems.push(dialog.message()));
    await page.goto(pathToFileURL(join(directory, `${name}.html`)).href);
    return page;
  }

  const namesOf = (page: Page): Promise<string[]> =>
    page.locator('table.plans tbody:not([hidden]) th.name > bdi').allTextContents();

  async function expectFits(page: Page): Promise<void> {
    for (const width of [400, 768, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  }

  it('fits phone and desk, sorts both ways with each reason kept to its plan, and filters', async () => {
    const page = await open('five');
    await expectFits(page);
    const head = page.getByRole('button', { name: /^Revenue/ });
    await head.click();
    const falling = await namesOf(page);
    await head.click();
    expect(await namesOf(page)).toEqual(falling.toReversed());
    expect(falling[0]).toBe('Down coat, search');
    const last = page.locator('table.plans tbody').last();
    expect(await last.locator('.why').textContent()).toContain('¥2,841.91 a day');
    await page.getByRole('searchbox').fill('enamel');
    expect(await namesOf(page)).toEqual(['Enamel mug']);
    expect(problems).toEqual([]);
  });

  it('runs nothing that a name brings', async () => {
    const page = await open('absurd');
    await expectFits(page);
    expect(await namesOf(page)).toContain('<script>alert(1)</script>');
    expect(problems).toEqual([]);
  });

  it('says everything without scripts', async () => {
    const page = await open('five', false);
    expect(await namesOf(page)).toHaveLength(5);
    expect(await page.locator('.tools').isVisible()).toBe(false);
    expect(await page.locator('svg.chart').first().isVisible()).toBe(true);
  });
});
