/**
 * What is charged in a block, in the order of its auctions: clicks, or impressions where those are billed. Grows to the largest
 * block and is then reused.
 */
export class ClickLog {
  length = 0;
  /** Number of the auction within the block. */
  auctions = new Int32Array(64);
  /** Bidder, in the order of the market's arrays. */
  bidders = new Int32Array(64);
  /** What it costs whoever has the money [currency]. */
  prices = new Float64Array(64);
  /** 1 for a click, 0 for an impression without one. */
  clicks = new Uint8Array(64);

  add(auction: number, bidder: number, price: number, clicks = 1): void {
    if (this.length === this.auctions.length) this.#grow();
    this.auctions[this.length] = auction;
    this.bidders[this.length] = bidder;
    this.prices[this.length] = price;
    this.clicks[this.length] = clicks;
    this.length += 1;
  }

  #grow(): void {
    const { auctions, bidders, prices, clicks } = this;
    this.auctions = new Int32Array(2 * auctions.length);
    this.bidders = new Int32Array(2 * bidders.length);
    this.prices = new Float64Array(2 * prices.length);
    this.clicks = new Uint8Array(2 * clicks.length);
    this.clicks.set(clicks);
    this.auctions.set(auctions);
    this.bidders.set(bidders);
    this.prices.set(prices);
  }
}
