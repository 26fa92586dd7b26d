/** Visits and orders of one part of the shop. */
export interface ConversionPart {
  readonly visits: number;
  readonly orders: number;
}

/** Why the conversion of a whole changed; mix + rate is the change. */
export interface ConversionChange {
  readonly before: number;
  readonly after: number;
  /** Because visits went to parts that convert otherwise. */
  readonly mix: number;
  /** Because parts converted otherwise. */
  readonly rate: number;
}

/**
 * Splits the change of a shop's conversion over its parts (A51): with shares s of the visits and rates r,
 * mix = sum (s1 - s0)(r0 + r1)/2, rate = sum (r1 - r0)(s0 + s1)/2. A part without visits keeps the rate it has on the other side.
 */
export function mixAndRate(
  before: readonly ConversionPart[],
  after: readonly ConversionPart[],
): ConversionChange {
  const visits = (parts: readonly ConversionPart[]): number =>
    parts.reduce((sum, part) => sum + part.visits, 0);
  const rateOf = ({ visits: v, orders }: ConversionPart): number => (v > 0 ? orders / v : Number.NaN);
  const [total0, total1] = [visits(before), visits(after)];
  let mix = 0;
  let rate = 0;
  before.forEach((part, i) => {
    const [s0, s1] = [total0 > 0 ? part.visits / total0 : 0, total1 > 0 ? after[i]!.visits / total1 : 0];
    if (s0 === 0 && s1 === 0) return;
    const [own0, own1] = [rateOf(part), rateOf(after[i]!)];
    const r0 = Number.isNaN(own0) ? own1 : own0;
    const r1 = Number.isNaN(own1) ? own0 : own1;
    mix += ((s1 - s0) * (r0 + r1)) / 2;
    rate += ((r1 - r0) * (s0 + s1)) / 2;
  });
  const whole = (parts: readonly ConversionPart[], total: number): number =>
    total > 0 ? parts.reduce((sum, { orders }) => sum + orders, 0) / total : 0;
  return { before: whole(before, total0), after: whole(after, total1), mix, rate };
}
