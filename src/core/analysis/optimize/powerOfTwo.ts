/** The least power of two at or above a size, 1 for 0: dividing by it brings figures to about 1 and changes none of their digits. */
export function powerOfTwo(size: number): number {
  if (!(size > 0) || size === Infinity) return 1;
  let power = 1;
  while (power < size) power *= 2;
  while (power / 2 >= size) power /= 2;
  return power;
}
