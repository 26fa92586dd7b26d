/** All probabilities of an alias table are whole multiples of 2^-16. */
export const QUANTA = 65536;

/**
 * Writes an alias table of 2^bits entries for whole quanta that sum to 65,536: no rounding, so every outcome has its
 * probability exactly. Of 16 random bits the first `bits` choose a slot; the outcome is the slot if the rest is below
 * entry >>> bits, else the low bits of the entry.
 * Source: Walker (1977), ACM TOMS 3(3); Vose (1991), IEEE TSE 17(9).
 * @param quanta by outcome, at most 2^bits of them; used up by the call
 */
export function writeAliasTable(out: Uint16Array, from: number, bits: number, quanta: Int32Array): void {
  const slots = 1 << bits;
  const size = QUANTA >> bits;
  const stack = new Int16Array(slots);
  let poor = 0;
  let rich = slots;
  // One array holds both stacks: outcomes short of a slot's size from the left, the others from the right.
  for (let i = 0; i < slots; i += 1)
    if ((quanta[i] ?? 0) < size) stack[poor++] = i;
    else stack[--rich] = i;
  while (poor > 0 && rich < slots) {
    const short = stack[--poor]!;
    const long = stack[rich]!;
    const own = quanta[short] ?? 0;
    out[from + short] = (own << bits) | long;
    quanta[long]! -= size - own;
    if (quanta[long]! >= size) continue;
    rich += 1;
    stack[poor++] = long;
  }
  // With whole quanta what is left fills its slot exactly.
  for (; rich < slots; rich += 1) out[from + stack[rich]!] = stack[rich]!;
}
