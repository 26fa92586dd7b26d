import { rows as allocation } from './allocation.bench.ts';
import { rows as event } from './event.bench.ts';
import { rows as eventStore } from './eventStore.bench.ts';
import { rows as experiments } from './experiments.bench.ts';
import { rows as fluid } from './fluid.bench.ts';
import { rows as keywords } from './keywords.bench.ts';
import { rows as report } from './report.bench.ts';
import { rows as research } from './research.bench.ts';
import { rows as shop } from './shop.bench.ts';
import { rows as start } from './start.bench.ts';
import type { BenchRow } from './row.ts';

/** Every row of the bench; each area keeps its own file. */
export const rows: readonly BenchRow[] = [
  ...start,
  ...report,
  ...allocation,
  ...event,
  ...eventStore,
  ...fluid,
  ...keywords,
  ...experiments,
  ...shop,
  ...research,
];
