import type { StreamKey } from '../../math/keyed.ts';
import type { ClickLog } from './clickLog.ts';
import { runBruteForce } from './bruteForce.ts';
import { checkEventMarket, type EventMarket, type EventOutcome } from './eventMarket.ts';
import { checkAuctions } from './issues.ts';
import { runWasm, wasmRuns } from './wasmKernel.ts';

/**
 * Runs `auctions` auctions of a market and returns what each bidder got.
 *
 * Uses the WASM kernel where the engine has one: its outcome equals that of the TypeScript kernel bit for bit, so the
 * choice is never visible. `key`, `day` and `block` name the random stream; `log` gets every click.
 * Example: `runEvents(market, 50_000, streamKey(7, 'market/dresses'), 12)`.
 * @throws InputError `event.length`, `event.range`, `event.whole`
 */
export function runEvents(
  market: EventMarket,
  auctions: number,
  key: StreamKey,
  day = 0,
  block = 0,
  log?: ClickLog,
): EventOutcome {
  checkEventMarket(market);
  checkAuctions(auctions);
  const run = wasmRuns(market) ? runWasm : runBruteForce;
  return run(market, auctions, key, day, block, log);
}
