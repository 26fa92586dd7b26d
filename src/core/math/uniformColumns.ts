import { keyedKernelBase64 } from '../../kernels/generated/keyed.ts';
import { instantiate } from './instantiate.ts';
import { uniform, type StreamKey } from './keyed.ts';

/** Keys of many streams, and the same word by word: what `uniformColumns` reads. */
export interface KeyTable {
  readonly keys: readonly StreamKey[];
  /** Words k0..k3 of each key, key after key. */
  readonly words: Int32Array;
}

export function keyTable(keys: readonly StreamKey[]): KeyTable {
  return { keys, words: Int32Array.from(keys.flatMap(({ k0, k1, k2, k3 }) => [k0, k1, k2, k3])) };
}

/** What src/kernels/assembly/keyed.ts exports. */
interface KernelExports {
  readonly memory: WebAssembly.Memory;
  readonly room: () => number;
  readonly keyWords: () => number;
  readonly drawn: () => number;
  readonly fill: (count: number, day: number, channel: number) => void;
}

interface Kernel {
  readonly room: number;
  readonly words: Int32Array;
  readonly drawn: Float64Array;
  readonly fill: KernelExports['fill'];
}

/** Below so many keys a call costs more than it saves. */
const FEW = 4;

/**
 * The draws `uniform(key, day, channel + k)` of the keys `rows[0..count-1]` of a table, in `out[k][0..count-1]`: the same bytes, four keys
 * at once where WebAssembly has SIMD.
 */
export function uniformColumns(
  table: KeyTable,
  rows: Int32Array,
  count: number,
  day: number,
  channel: number,
  out: readonly Float64Array[],
): void {
  kernel ??= load();
  if (kernel === null || count < FEW) return plainColumns(table, rows, count, day, channel, out);
  const { room, words, drawn } = kernel;
  for (let from = 0; from < count; from += room) {
    const size = Math.min(room, count - from);
    for (let i = 0; i < size; i++) {
      const at = rows[from + i]! * 4;
      words[i] = table.words[at]!;
      words[room + i] = table.words[at + 1]!;
      words[2 * room + i] = table.words[at + 2]!;
      words[3 * room + i] = table.words[at + 3]!;
    }
    for (let k = 0; k < out.length; k++) {
      kernel.fill(size, day, channel + k);
      const column = out[k]!;
      for (let i = 0; i < size; i++) column[from + i] = drawn[i]!;
    }
  }
}

/** The same draw after draw. */
export function plainColumns(
  { keys }: KeyTable,
  rows: Int32Array,
  count: number,
  day: number,
  channel: number,
  out: readonly Float64Array[],
): void {
  out.forEach((column, k) => {
    for (let i = 0; i < count; i++) column[i] = uniform(keys[rows[i]!]!, day, channel + k);
  });
}

let kernel: Kernel | null | undefined;

/** The instance of this thread, or null where WebAssembly SIMD is missing or forbidden. */
function load(): Kernel | null {
  try {
    const { memory, room, keyWords, drawn, fill } = instantiate<KernelExports>(keyedKernelBase64, {});
    const keys = room();
    return {
      room: keys,
      words: new Int32Array(memory.buffer, keyWords(), 4 * keys),
      drawn: new Float64Array(memory.buffer, drawn(), keys),
      fill,
    };
  } catch {
    return null;
  }
}
