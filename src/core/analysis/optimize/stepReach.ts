export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The whole ticks within a relative step of a bid or budget; a step of 1 and more reaches down to 0. */
export function stepReach(at: number, step: number, tick: number): Range {
  const ticks = 1 / tick;
  return {
    low: step >= 1 ? 0 : Math.ceil(at * (1 - step) * ticks - 1e-6) / ticks,
    high: Math.floor(at * (1 + step) * ticks + 1e-6) / ticks,
  };
}
