/** Spends to round, and what the rounded ones must respect. */
export interface Rounding {
  readonly spend: Float64Array;
  /** Bounds of each plan [money]. */
  readonly least: ArrayLike<number>;
  readonly most: ArrayLike<number>;
  /** The minor unit [money], e.g. 0.01. */
  readonly unit: number;
  /** Caps over some plans [money]. */
  readonly caps: readonly { readonly plans: readonly number[]; readonly cap: number }[];
}

/**
 * Counts of minor units whose sum is the total rounded down to a minor unit, or less where caps do not leave room.
 *
 * Each spend is rounded down (up where its minimum asks); the units left over go one each to the plans with the
 * largest remainders (Hamilton's method), within plans' bounds and caps. Plans at 0 stay there.
 */
export function roundSpend({ spend, least, most, unit, caps }: Rounding): Float64Array {
  const units = spend.map((x, i) =>
    x === 0 ? 0 : Math.max(wholeUnits(x, unit), -wholeUnits(-least[i]!, unit)),
  );
  const room = caps.map(
    ({ plans, cap }) => wholeUnits(cap, unit) - plans.reduce((sum, i) => sum + units[i]!, 0),
  );
  const capsOf = new Map<number, number[]>();
  caps.forEach(({ plans }, c) => {
    // A cap over all plans holds for each of them and needs no list.
    if (plans.length === spend.length) return;
    for (const plan of plans) capsOf.set(plan, [...(capsOf.get(plan) ?? []), c]);
  });
  const over = caps.flatMap(({ plans }, c) => (plans.length === spend.length ? [c] : []));
  if (room.some((left) => left < 0)) giveBack(units, room, { spend, least, most, unit, caps });
  const total = wholeUnits(
    spend.reduce((sum, x) => sum + x, 0),
    unit,
  );
  let left = total - units.reduce((sum, x) => sum + x, 0);
  const remainder = spend.map((x, i) => x / unit - units[i]!);
  const order = Array.from(spend, (_, i) => i)
    .filter((i) => spend[i]! > 0 && units[i]! + 1 <= wholeUnits(most[i]!, unit))
    .sort((a, b) => remainder[b]! - remainder[a]! || a - b);
  for (const i of order) {
    if (left <= 0) break;
    const own = capsOf.get(i);
    const held = own === undefined ? over : [...over, ...own];
    if (held.some((c) => room[c]! < 1)) continue;
    for (const c of held) room[c]! -= 1;
    units[i]! += 1;
    left -= 1;
  }
  return units;
}

/** Minimums round up, which may pass a cap: units come back from plans above theirs, the largest first. */
function giveBack(units: Float64Array, room: number[], { least, unit, caps }: Rounding): void {
  const order = Array.from(units, (_, i) => i).sort((a, b) => units[b]! - units[a]! || a - b);
  for (const i of order) {
    const held = caps.flatMap(({ plans }, c) => (room[c]! < 0 && plans.includes(i) ? [c] : []));
    const asked = held.reduce((most, c) => Math.max(most, -room[c]!), 0);
    const back = Math.min(asked, Math.max(0, units[i]! + wholeUnits(-least[i]!, unit)));
    units[i]! -= back;
    caps.forEach(({ plans }, c) => {
      if (plans.includes(i)) room[c]! += back;
    });
  }
}

/** Largest whole number of units within an amount; amounts written in units count as whole despite binary fractions. */
export function wholeUnits(amount: number, unit: number): number {
  const count = amount / unit;
  const nearest = Math.round(count);
  return Math.abs(count - nearest) <= 1e-9 * Math.max(1, Math.abs(count)) ? nearest : Math.floor(count);
}

/** Units as money, free of binary dust where the unit is 1/100, 1/10 ... */
export function unitsToMoney(units: number, unit: number): number {
  const perOne = Math.round(1 / unit);
  return perOne >= 1 && Math.abs(perOne * unit - 1) < 1e-12 ? units / perOne : units * unit;
}
