import loadHighs from 'highs';
import { allocateHill, type HillTable } from '../src/core/allocation/allocateHill.ts';
import { allocateSegments } from '../src/core/allocation/allocateSegments.ts';
import { allocate } from '../src/core/allocation/problem/allocate.ts';
import { parseProblem } from '../src/core/allocation/problem/parseProblem.ts';
import { problemFromText } from '../src/io/allocationProblem.ts';
import { cpuSeconds, medianOf, type BenchRow } from './row.ts';

/** A fixed sequence of uniform numbers for the bench's problems. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 4294967296;
  };
}

const milliseconds = (work: () => void, rounds: number) => medianOf(rounds, () => 1000 * cpuSeconds(work));

function hillTable(plans: number): { table: HillTable; budget: number } {
  const u = uniforms(5);
  const column = () => new Float64Array(plans);
  const table = {
    scale: column(),
    exponent: column(),
    halfSaturation: column(),
    carryover: column(),
    least: column(),
    most: column(),
  };
  let budget = 0;
  for (let i = 0; i < plans; i++) {
    const half = 50 + 500 * u();
    const today = half * (0.3 + 1.2 * u());
    table.halfSaturation[i] = half;
    table.scale[i] = half * (0.5 + 6 * u() * u());
    table.exponent[i] = 0.4 + 0.6 * u();
    table.least[i] = u() < 0.5 ? 0 : today / 2;
    table.most[i] = 3 * today;
    budget += today;
  }
  return { table, budget };
}

function segmentTable(plans: number, segments: number) {
  const u = uniforms(42);
  const cost = new Float64Array(plans * segments);
  const value = new Float64Array(plans * segments);
  let total = 0;
  for (let i = 0; i < plans; i++) {
    let slope = 2 + 12 * u() * u();
    const scale = 1 + 19 * u() * u();
    for (let k = i * segments; k < (i + 1) * segments; k++) {
      slope *= 0.55 + 0.4 * u();
      cost[k] = scale * (0.2 + u());
      value[k] = cost[k]! * slope;
      total += cost[k]!;
    }
  }
  return { segments, cost, value, total };
}

const concave: BenchRow = {
  name: 'allocate-10k-concave',
  unit: 'ms',
  bar: { max: 15 },
  scale: 'time',
  how: '10,000 Hill plans, exponents 0.4-1, half with minimums, one budget, from typed arrays to spends and certificate; CPU, median of 15',
  run: () => {
    const { table, budget } = hillTable(10_000);
    const { gap } = allocateHill(table, budget).certificate;
    return {
      value: milliseconds(() => void allocateHill(table, budget), 15),
      note: `gap ${gap.toExponential(1)}`,
    };
  },
};

/** The table's plans as a problem's plain data. */
function hillProblem() {
  const { table, budget } = hillTable(10_000);
  const plans = Array.from(table.scale, (scale, i) => ({
    id: `plan-${i}`,
    curve: { type: 'hill', scale, exponent: table.exponent[i], halfSaturation: table.halfSaturation[i] },
    min: table.least[i],
    max: table.most[i],
  }));
  return { table, raw: { budget, plans } };
}

const objects: BenchRow = {
  name: 'allocate-10k-objects',
  unit: 'ms',
  bar: { max: 60 },
  scale: 'time',
  how: 'the same 10,000 Hill plans as objects, from the checked problem to the whole answer (budgets in cents, figures, prices of every plan); CPU, median of 15',
  run: () => {
    const { table, raw } = hillProblem();
    const problem = parseProblem(raw);
    const result = allocate(problem);
    if (result.status !== 'optimal' || !result.proven) throw new Error('not proven');
    const kernel = milliseconds(() => void allocateHill(table, raw.budget), 15);
    const value = milliseconds(() => void allocate(problem), 15);
    return { value, note: `${(value / kernel).toFixed(1)} times the kernel on typed arrays in the same run` };
  },
};

const json: BenchRow = {
  name: 'allocate-10k-json',
  unit: 'ms',
  bar: { max: 120 },
  scale: 'time',
  how: 'the same 10,000 Hill plans as JSON text: read, checked, solved; CPU, median of 15',
  run: () => {
    const text = JSON.stringify(hillProblem().raw);
    const read = milliseconds(() => void problemFromText(text, 'problem.json'), 15);
    const value = milliseconds(() => void allocate(problemFromText(text, 'problem.json')), 15);
    return { value, note: `${read.toFixed(1)} ms of it to read and check` };
  },
};

const sShaped: BenchRow = {
  name: 'allocate-1k-s-shaped',
  unit: 'ms',
  bar: { max: 100 },
  scale: 'time',
  how: '1,000 Hill plans, exponents 0.5-3, bounds 0.01-3 times today, one budget, from the checked problem to the whole answer; CPU, median of 5',
  run: () => {
    const u = uniforms(7);
    let budget = 0;
    const plans = Array.from({ length: 1000 }, (_, i) => {
      const half = 50 + 500 * u();
      const today = half * (0.3 + 1.2 * u());
      budget += today;
      const curve = {
        type: 'hill',
        scale: half * (0.5 + 6 * u() * u()),
        exponent: 0.5 + 2.5 * u(),
        halfSaturation: half,
      };
      return { id: `plan-${i}`, curve, min: 0.01 * today, max: 3 * today };
    });
    const problem = parseProblem({ objective: 'MaximizeRevenue', budget, plans });
    const result = allocate(problem);
    const gap = result.status === 'optimal' ? result.gap : NaN;
    return { value: milliseconds(() => void allocate(problem), 5), note: `gap ${gap.toExponential(1)}` };
  },
};

const million: BenchRow = {
  name: 'allocate-1m',
  unit: 'ms',
  bar: { max: 250 },
  scale: 'time',
  how: '1,000,000 plans x 12 segments, budget at 30 % of the whole, to spends and certificate; CPU, median of 5',
  run: () => {
    const { total, ...table } = segmentTable(1_000_000, 12);
    const { gap } = allocateSegments(table, 0.3 * total).certificate;
    return {
      value: milliseconds(() => void allocateSegments(table, 0.3 * total), 5),
      note: `gap ${gap.toExponential(1)}`,
    };
  },
};

const againstHighs: BenchRow = {
  name: 'allocate-vs-highs-10k',
  unit: 'times faster',
  bar: { min: 20 },
  scale: 'none',
  how: 'segment selection against HiGHS 1.15 (WASM) on the same 10,000 segments of 1,000 plans with budget and average ROAS floor, CPU in one run',
  run: async () => {
    const { total, ...table } = segmentTable(1_000, 10);
    const [budget, floor] = [0.5 * total, 2];
    const { certificate } = allocateSegments(table, budget, floor);
    const ours =
      milliseconds(() => {
        for (let k = 0; k < 50; k++) allocateSegments(table, budget, floor);
      }, 9) / 50;
    const highs = await loadHighs();
    const text = programText(table.cost, table.value, budget, floor);
    let objective = 0;
    const theirs = milliseconds(() => (objective = highs.solve(text).ObjectiveValue), 3);
    const apart = Math.abs(objective / certificate.value - 1);
    return {
      value: theirs / ours,
      note: `${ours.toFixed(2)} ms against ${theirs.toFixed(0)} ms, objectives ${apart.toExponential(1)} apart`,
    };
  },
};

function programText(cost: Float64Array, value: Float64Array, budget: number, floor: number): string {
  const slope = (k: number) => value[k]! / cost[k]!;
  const sum = (of: (k: number) => number) =>
    Array.from(cost, (_, k) => `${of(k) < 0 ? '-' : '+'} ${Math.abs(of(k))} x${k}`).join('\n ');
  const bounds = Array.from(cost, (c, k) => ` 0 <= x${k} <= ${c}`).join('\n');
  return `Maximize\n obj: ${sum(slope)}\nSubject To\n b: ${sum(() => 1)} <= ${budget}\n r: ${sum((k) => slope(k) - floor)} >= 0\nBounds\n${bounds}\nEnd`;
}

export const rows: readonly BenchRow[] = [concave, objects, json, sShaped, million, againstHighs];
