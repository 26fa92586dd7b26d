import { reportModel } from '../src/report/model/reportModel.ts';
import { reportFiles } from '../src/report/reportFiles.ts';
import { manyPlans, resultOf } from '../test/report/fixtures.ts';
import type { BenchRow } from './row.ts';

const PLANS = 30;
const MANY_PLANS = 1000;

async function cpuSecondsOf(plans: number): Promise<{ seconds: number; bytes: number }> {
  const result = resultOf(manyPlans(plans));
  const start = process.cpuUsage();
  const files = await reportFiles(result, reportModel(result));
  const used = process.cpuUsage(start);
  return { seconds: (used.user + used.system) / 1e6, bytes: Buffer.byteLength(files['report.html']) };
}

export const rows: readonly BenchRow[] = [
  {
    name: 'report-first',
    unit: 's CPU',
    bar: { max: 1.5 },
    scale: 'time',
    how: `report.html, result.json and plans.csv of ${PLANS} plans, the drawing library loaded for it (first report of a process)`,
    run: async () => {
      const { seconds, bytes } = await cpuSecondsOf(PLANS);
      return { value: seconds, note: `page of ${Math.round(bytes / 1024)} KiB` };
    },
  },
  {
    name: 'report-next',
    unit: 's CPU',
    bar: { max: 0.5 },
    scale: 'time',
    how: `the same for the next report of the process, median of 5`,
    run: async () => {
      const seconds: number[] = [];
      for (let round = 0; round < 5; round++) seconds.push((await cpuSecondsOf(PLANS)).seconds);
      return { value: seconds.sort((a, b) => a - b)[2]! };
    },
  },
  {
    name: 'report-1000-plans-size',
    unit: 'MiB',
    bar: { max: 2 },
    scale: 'none',
    how: `report.html of ${MANY_PLANS} plans, every plan in its table`,
    run: async () => ({ value: (await cpuSecondsOf(MANY_PLANS)).bytes / 2 ** 20 }),
  },
];
