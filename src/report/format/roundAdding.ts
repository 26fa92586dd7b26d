/** Rounds to `decimals` places and never gives -0. */
export function roundTo(value: number, decimals: number): number {
  const rounded = Number(value.toFixed(decimals));
  return rounded === 0 ? 0 : rounded;
}

/**
 * Rounds the parts of a sum so that the rounded parts add up to the rounded total (largest remainders move by one
 * last place), so that a column of a table adds up to its total to the cent. Parts that do not add up to the total
 * within rounding are only rounded.
 */
export function roundAdding(parts: readonly number[], total: number, decimals: number): number[] {
  const scale = 10 ** decimals;
  const rounded = parts.map((part) => roundTo(part, decimals));
  const units = rounded.map((part) => Math.round(part * scale));
  const missing = Math.round(roundTo(total, decimals) * scale) - units.reduce((sum, unit) => sum + unit, 0);
  if (missing === 0 || Math.abs(missing) > parts.length / 2 + 1) return rounded;
  const direction = Math.sign(missing);
  const order = parts
    .map((part, index) => ({ index, lack: direction * (part * scale - units[index]!), size: Math.abs(part) }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.lack - a.lack || a.index - b.index);
  for (const { index } of order.slice(0, Math.abs(missing))) units[index]! += direction;
  return units.map((unit) => roundTo(unit / scale, decimals));
}
