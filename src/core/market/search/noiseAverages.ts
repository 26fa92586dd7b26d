import { exp } from '../../math/elementary.ts';

/** Own noise is averaged over so many standard deviations to both sides. */
export const REACH = 6;

/** Values on a uniform grid of log scores: 0 left of it, constant right of it, each with the exponent of the noise that goes with it. */
export type TiltedColumns = readonly (readonly [values: Float64Array, tilt: number])[];

/** A uniform grid: node i stands at from + i step. */
interface Nodes {
  readonly from: number;
  readonly step: number;
}

/**
 * E[f(x + e) e^(tilt e)] over the own score noise e ~ N(0, noise^2) at every node of `target`, a column a source: Simpson's rule over
 * the grid of the sources, whose first node is the reserve (outcomes jump there from nothing).
 * With y = x + e the tilt parts into e^(tilt y) e^(-tilt x): the first goes into the sources once, so that a node needs one bell curve
 * for all columns.
 */
export function noiseAverages(
  grid: Nodes,
  sources: TiltedColumns,
  noise: number,
  target: Nodes & { readonly rows: number },
): Float64Array[] {
  const nodes = sources[0]![0].length;
  // Simpson takes an odd number of nodes.
  const odd = nodes % 2 === 1 ? nodes : nodes - 1;
  const weighted = sources.map(([values, tilt]) => weightedSource(grid, values, tilt, odd));
  const tilts = [...new Set(sources.map(([, tilt]) => tilt))];
  const scale = 1 / (noise * Math.sqrt(2 * Math.PI));
  const bell = new Float64Array(nodes);
  const out = sources.map(() => new Float64Array(target.rows));
  for (let row = 0; row < target.rows; row++) {
    const x = target.from + row * target.step;
    const begin = Math.max(0, Math.floor((x - REACH * noise - grid.from) / grid.step));
    const end = Math.min(odd - 1, Math.ceil((x + REACH * noise - grid.from) / grid.step));
    for (let node = begin; node <= end; node++) {
      const z = (grid.from + node * grid.step - x) / noise;
      bell[node] = exp(-0.5 * z * z);
    }
    const beyond = tilts.map((tilt) => beyondGrid(grid, odd, x, noise, tilt));
    for (let c = 0; c < sources.length; c++) {
      const [values, tilt] = sources[c]!;
      const inside = sumOfProducts(weighted[c]!, bell, begin, end);
      const outside = beyond[tilts.indexOf(tilt)]! * values[odd - 1]!;
      out[c]![row] = scale * (inside * (tilt === 0 ? 1 : exp(-tilt * x)) + outside);
    }
  }
  return out;
}

/** Simpson's weights times the values times e^(tilt y). */
function weightedSource(grid: Nodes, values: Float64Array, tilt: number, odd: number): Float64Array {
  return Float64Array.from({ length: odd }, (_, node) => {
    const simpson = node === 0 || node === odd - 1 ? 1 : node % 2 === 1 ? 4 : 2;
    const y = grid.from + node * grid.step;
    return ((simpson * grid.step) / 3) * values[node]! * (tilt === 0 ? 1 : exp(tilt * y));
  });
}

function sumOfProducts(a: Float64Array, b: Float64Array, begin: number, end: number): number {
  let sum = 0;
  for (let i = begin; i <= end; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Integral of e^(tilt e - z^2/2) right of the grid, where the plan is always first: by the same rule on a continued grid. */
function beyondGrid(grid: Nodes, odd: number, x: number, noise: number, tilt: number): number {
  const last = grid.from + (odd - 1) * grid.step;
  const width = x + REACH * noise - last;
  if (width <= 0) return 0;
  // In the steps of the grid: at a seam of two rules their errors do not cancel, and chances summed to 1 + 1e-5.
  const { step } = grid;
  const pieces = 2 * Math.max(1, Math.ceil(width / (2 * step)));
  let sum = 0;
  for (let i = 0; i <= pieces; i++) {
    const e = last + i * step - x;
    const z = e / noise;
    const weight = i === 0 || i === pieces ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * exp(tilt * e - 0.5 * z * z);
  }
  return (sum * step) / 3;
}
