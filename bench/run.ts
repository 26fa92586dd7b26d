import { slownessOfThisMachine } from './calibration.ts';
import type { BenchRow } from './row.ts';
import { rows } from './rows.ts';

/** `npm run bench -- [--json] [FILTER]`: measures every row whose name contains FILTER. */
const args = process.argv.slice(2);
const json = args.includes('--json');
const filter = args.find((arg) => !arg.startsWith('--')) ?? '';

function scaledBar(row: BenchRow, slowness: number): { min?: number; max?: number } {
  const factor = row.scale === 'time' ? slowness : row.scale === 'throughput' ? 1 / slowness : 1;
  return Object.fromEntries(Object.entries(row.bar).map(([side, bound]) => [side, bound * factor]));
}

const results = [];
// A shared machine changes speed within seconds, so the bars of a row are scaled by its speed just before and after.
let before = await slownessOfThisMachine();
for (const row of rows.filter((row) => row.name.includes(filter))) {
  const { value, note } = await row.run();
  const after = await slownessOfThisMachine();
  const slowness = (before + after) / 2;
  before = after;
  const bar = scaledBar(row, slowness);
  const met = value >= (bar.min ?? -Infinity) && value <= (bar.max ?? Infinity);
  const how = note === undefined ? row.how : `${row.how}; ${note}`;
  results.push({ name: row.name, value, unit: row.unit, bar, slowness, met, how });
  if (!json) {
    const side = bar.min === undefined ? `<= ${bar.max?.toPrecision(3)}` : `>= ${bar.min.toPrecision(3)}`;
    console.log(
      `${met ? 'met ' : 'MISS'}  ${row.name.padEnd(26)} ${value.toPrecision(4).padStart(10)} ${row.unit.padEnd(14)} bar ${side.padEnd(10)} x${slowness.toFixed(2)}  ${how}`,
    );
  }
}
if (json) console.log(JSON.stringify(results, null, 2));
else
  console.log(
    'bars of time and throughput are scaled by x: how much slower than the reference machine the calibration loop ran',
  );
