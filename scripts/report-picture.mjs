// Takes the picture of a report for README: node scripts/report-picture.mjs out/01-quickstart/report.html docs/report.png
import { chromium } from 'playwright-core';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [page = 'out/01-quickstart/report.html', picture = 'docs/report.png'] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const view = await browser.newPage({ viewport: { width: 1280, height: 1500 }, colorScheme: 'light' });
await view.goto(pathToFileURL(resolve(page)).href);
await view.screenshot({ path: picture });
await browser.close();
