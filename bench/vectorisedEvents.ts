import type { EventMarket } from '../src/core/market/event/eventMarket.ts';
import { bulkStream, fillNormals, fillWords } from '../src/core/math/fill.ts';
import type { StreamKey } from '../src/core/math/keyed.ts';

const CHUNK = 512;

/**
 * Event auctions as one writes them for an array library: whole arrays a step, every price computed, no early way out.
 * The yardstick beside the plain reference; budgets are looked at between chunks only. Returns the total spend.
 */
export function vectorisedEvents(market: EventMarket, auctions: number, key: StreamKey, day: number): number {
  const bidders = market.bids.length;
  const slots = market.positionEffects.length;
  const stream = bulkStream(key, day);
  const means = market.bids.map((bid, i) => Math.log(bid * market.qualities[i]!));
  const reserve = Math.log(market.reserve);
  const spend = new Float64Array(bidders);
  const normals = new Float64Array(CHUNK * bidders);
  const scores = new Float64Array(CHUNK * bidders);
  const best = new Float64Array(CHUNK * (slots + 1));
  const holder = new Int32Array(CHUNK * (slots + 1));
  const prices = new Float64Array(CHUNK * slots);
  const words = new Uint32Array(CHUNK * slots);
  for (let done = 0; done < auctions; done += CHUNK) {
    fillNormals(stream, normals, normals.length);
    for (let t = 0; t < CHUNK; t += 1)
      for (let i = 0; i < bidders; i += 1)
        scores[t * bidders + i] = means[i]! + market.noiseSd[i]! * normals[t * bidders + i]!;
    for (let i = 0; i < bidders; i += 1)
      if (spend[i]! >= market.budgets[i]!)
        for (let t = 0; t < CHUNK; t += 1) scores[t * bidders + i] = -Infinity;
    for (let place = 0; place <= slots; place += 1) takeBest(scores, bidders, place, slots + 1, best, holder);
    for (let t = 0; t < CHUNK; t += 1)
      for (let slot = 0; slot < slots; slot += 1) {
        const at = t * (slots + 1) + slot;
        const bid = market.bids[holder[at]!]!;
        const next = Math.max(reserve, best[at + 1]!);
        prices[t * slots + slot] = Math.min(bid, bid * Math.exp(next - best[at]!) + market.tick);
      }
    fillWords(stream, words, words.length);
    for (let t = 0; t < CHUNK; t += 1)
      for (let slot = 0; slot < slots; slot += 1) {
        const at = t * (slots + 1) + slot;
        const i = holder[at]!;
        const chance = market.clickThroughRates[i]! * market.positionEffects[slot]! * 2 ** 32;
        const clicked = best[at]! >= reserve && words[t * slots + slot]! < chance;
        spend[i]! += (clicked ? 1 : 0) * prices[t * slots + slot]!;
      }
  }
  return spend.reduce((sum, amount) => sum + amount, 0);
}

/** Moves the best score of each row, and who holds it, to a place, and takes it out of the row. */
function takeBest(
  scores: Float64Array,
  bidders: number,
  place: number,
  places: number,
  best: Float64Array,
  holder: Int32Array,
): void {
  for (let t = 0; t < CHUNK; t += 1) {
    let at = t * bidders;
    for (let i = at + 1; i < (t + 1) * bidders; i += 1) if (scores[i]! > scores[at]!) at = i;
    best[t * places + place] = scores[at]!;
    holder[t * places + place] = at - t * bidders;
    scores[at] = -Infinity;
  }
}
