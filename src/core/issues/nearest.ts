/**
 * The candidate closest to a mistyped word by optimal string alignment (insert, delete, replace, swap neighbours; case ignored),
 * or undefined where none is within a third of its length. Ties go to the earlier candidate.
 * Example: `nearest('dayly', ['daily', 'bid'])` is `'daily'`.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const folded = word.slice(0, longestCompared).toLowerCase();
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const other = candidate.slice(0, longestCompared).toLowerCase();
    const allowed = Math.max(1, Math.floor(Math.max(folded.length, other.length) / 3));
    if (Math.abs(folded.length - other.length) > allowed) continue;
    const distance = alignmentDistance(folded, other);
    if (distance <= allowed && distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Longer words are compared by their beginning, so that hostile input costs nothing. */
const longestCompared = 80;

function alignmentDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, replaced);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, beforePrevious[j - 2]! + 1);
      row.push(cost);
    }
    [beforePrevious, previous] = [previous, row];
  }
  return previous[b.length]!;
}
