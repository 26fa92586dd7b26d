import { existsSync } from 'node:fs';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';

/** Any Chromium will do. */
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Runs every event tier on one market; what it returns is compared as text, so to the last bit. */
const program = `
  import { runEvents } from './src/core/market/event/runEvents.ts';
  import { wasmRuns } from './src/core/market/event/wasmKernel.ts';
  import { runEmbedding } from './src/core/market/event/embedding.ts';
  import { embeddingTable } from './src/core/market/event/embeddingTable.ts';
  import { runCollapsedDay } from './src/core/market/event/collapsedDay.ts';
  import { collapsedTable } from './src/core/market/event/collapsedTable.ts';
  import { runConditional } from './src/core/market/event/conditional.ts';
  import { conditionalTable } from './src/core/market/event/conditionalTable.ts';
  import { streamKey } from './src/core/math/keyed.ts';
  const column = (value) => Float64Array.from({ length: 30 }, (_, i) => value(i));
  const market = {
    keys: Array.from({ length: 30 }, (_, i) => streamKey(1, 'bidder/' + i)),
    bids: column((i) => 0.5 + (i % 7) / 5),
    qualities: column((i) => 0.6 + (i % 5) / 6),
    noiseSd: column((i) => 0.2 + (i % 3) / 10),
    activity: column((i) => (i % 4 === 0 ? 0.7 : 1)),
    clickThroughRates: column((i) => 0.05 + i / 500),
    budgets: column((i) => (i % 6 === 0 ? 9 : Infinity)),
    positionEffects: Float64Array.of(1, 0.6, 0.4),
    reserve: 0.3,
    tick: 0.01,
  };
  const focal = {
    bid: 1.2, quality: 1.1, noiseSd: 0.3, clickThroughRate: 0.1, budget: Infinity, rivals: 20, rivalMedian: 0.7,
    rivalSd: 0.6, rivalActivity: 0.8, positionEffects: market.positionEffects, reserve: 0.3, tick: 0.01,
  };
  const key = streamKey(2, 'market');
  const plain = (outcome) =>
    Object.fromEntries(Object.entries(outcome).map(([name, v]) => [name, typeof v === 'number' ? v : [...v]]));
  globalThis.outcomes = JSON.stringify({
    wasm: wasmRuns(market),
    events: plain(runEvents(market, 5000, key)),
    embedding: plain(runEmbedding(market, embeddingTable(market), 5000, key)),
    conditional: plain(runConditional(conditionalTable(focal), 20000, key)),
    collapsed: plain(runCollapsedDay(collapsedTable(focal), 20000, key)),
  });
`;

describe.skipIf(!existsSync(executablePath))('event auctions in a browser', () => {
  it('give the same bytes as in Node, in WebAssembly there as here', async () => {
    const stdin = { contents: program, resolveDir: process.cwd(), loader: 'ts' } as const;
    const { outputFiles } = await build({
      stdin,
      bundle: true,
      format: 'iife',
      platform: 'browser',
      write: false,
    });
    const code = outputFiles[0]!.text;
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: code });
      const there = await page.evaluate('outcomes');
      const here = new Function(`${code}; return globalThis.outcomes;`)() as string;
      expect(there).toBe(here);
      expect(JSON.parse(here)).toMatchObject({ wasm: true });
    } finally {
      await browser.close();
    }
  }, 60_000);
});
