import { normalQuantile } from './normalQuantile.ts';
import { gaussLegendre } from './quadrature.ts';

/** Cells an octave: 2^7. */
const CELL_BITS = 7;
const CELLS = 1 << CELL_BITS;
/** Shift that leaves sign, exponent and cell of a float32's bits. */
export const CELL_SHIFT = 23 - CELL_BITS;
/** Index of the cell of 1.0. */
export const FIRST_CELL = 127 << CELL_BITS;
const NEGATIVE = 1 << (8 + CELL_BITS);
const OCTAVES = 31;

/**
 * The normal quantile as straight pieces over odd 32-bit words u: z = table[2c] + table[2c + 1] u, where
 * c = (bits of float32(u) >>> CELL_SHIFT) - FIRST_CELL. |u| / 2^32 is the tail beyond |z|, the sign of u is that of z.
 *
 * Each piece is the least-squares line of its cell, so every cell keeps its mean; the largest error is 2.2e-6, the
 * largest |z| 6.23. Doubles only: TypeScript and WASM read the same numbers and get the same z. Entries between the
 * positive and the negative half are unused. Built at the first call, in a millisecond.
 */
export function inverseNormalTable(): Float64Array {
  built ??= build();
  return built;
}

let built: Float64Array | undefined;

function build(): Float64Array {
  const table = new Float64Array(2 * (NEGATIVE + (OCTAVES << CELL_BITS) + 1));
  const { nodes, weights } = gaussLegendre(4);
  for (let cell = 0; cell <= OCTAVES << CELL_BITS; cell += 1) {
    const octave = 2 ** (cell >> CELL_BITS);
    const start = octave * (1 + (cell & (CELLS - 1)) / CELLS);
    const half = octave / CELLS / 2;
    let mean = 0;
    let moment = 0;
    for (let node = 0; node < nodes.length; node += 1) {
      const z = -normalQuantile((start + half + half * nodes[node]!) * 2 ** -32);
      mean += (weights[node]! * z) / 2;
      moment += 1.5 * weights[node]! * nodes[node]! * z;
    }
    const slope = moment / half;
    const intercept = mean - slope * (start + half);
    table.set([intercept, slope], 2 * cell);
    table.set([-intercept, slope], 2 * (cell + NEGATIVE));
  }
  return table;
}
