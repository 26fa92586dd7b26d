/** Clicks of a block in the order of its auctions, one entry each; grows to the largest block and is then reused. */
export class ClickLog {
  length = 0;
  /** Number of the auction within the block. */
  auctions = new Int32Array(64);
  /** Bidder, in the order of the market's arrays. */
  bidders = new Int32Array(64);
  /** What the click would cost whoever has the money [currency]. */
  prices = new Float64Array(64);

  add(auction: number, bidder: number, price: number): void {
    if (this.length === this.auctions.length) this.#grow();
    this.auctions[this.length] = auction;
    this.bidders[this.length] = bidder;
    this.prices[this.length] = price;
    this.length += 1;
  }

  #grow(): void {
    const [auctions, bidders, prices] = [this.auctions, this.bidders, this.prices];
    this.auctions = new Int32Array(2 * auctions.length);
    this.bidders = new Int32Array(2 * bidders.length);
    this.prices = new Float64Array(2 * prices.length);
    this.auctions.set(auctions);
    this.bidders.set(bidders);
    this.prices.set(prices);
  }
}
