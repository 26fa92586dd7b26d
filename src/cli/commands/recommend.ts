import type { Command } from 'commander';
import { seedOption, terminalOptions, wholeNumber } from '../options.ts';
import type { BatchRow } from '../../report/batch/batchTable.ts';

interface RecommendFlags {
  readonly runs: number;
  readonly seed?: number;
  readonly out: string;
  readonly threads?: number;
  readonly json?: boolean;
}

export function register(program: Command): void {
  program
    .command('recommend')
    .description('optimize many scenarios over all cores; one table, a row a plan')
    .argument('<scenarios...>', 'files, folders or globs')
    .option('--runs <n>', 'paired runs a scenario', wholeNumber(2, 10_000), 10)
    .option('--seed <n>', "replaces the scenarios' seeds", seedOption)
    .option('--threads <n>', 'cores to use (default all)', wholeNumber(1, 1024))
    .option('--out <dir>', 'where recommendations.json, .csv and .html go', 'out/recommend')
    .option('--json', 'print the rows as JSON instead of the table')
    .addHelpText(
      'after',
      `
Examples:
  bidwright recommend scenarios
  bidwright recommend "shops/**/*.yaml" --runs 20 --out out/tonight
A broken scenario is a row that says why; it stops nothing, and the exit code is then 1.
Interrupted with ctrl-C, the same command goes on where it stopped.`,
    )
    .action(runRecommend);
}

async function runRecommend(patterns: string[], flags: RecommendFlags): Promise<void> {
  const { scenarioFiles } = await import('../../io/scenarioFiles.ts');
  const files = await scenarioFiles(patterns);
  const rows = (await recommendAll(files, flags)).flat();
  const { batchTable } = await import('../../report/batch/batchTable.ts');
  const { csvTable } = await import('../../report/csv/csvTable.ts');
  const { tablePage } = await import('../../report/html/tablePage.ts');
  const { en } = await import('../../report/locales/en.ts');
  const { writeFiles } = await import('../../io/writeFiles.ts');
  const table = batchTable(rows);
  const paths = await writeFiles(flags.out, {
    'recommendations.json': `${JSON.stringify(rows, null, 1)}\n`,
    'recommendations.csv': csvTable(table),
    'recommendations.html': tablePage(
      {
        title: table.caption,
        facts: [`${files.length} scenarios`, `${flags.runs} paired runs each`],
        notes: [],
        table,
      },
      en,
    ),
  });
  if (rows.some((row) => 'error' in row)) process.exitCode = 1;
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(rows)}\n`);
    return;
  }
  const { batchText } = await import('../../report/batch/batchText.ts');
  process.stdout.write(
    `${batchText(table, terminalOptions())}\n${paths.map((path) => `  ${path}`).join('\n')}\n`,
  );
}

/** Rows of every file in order; files finished by an interrupted run are not run again. */
async function recommendAll(files: readonly string[], flags: RecommendFlags): Promise<BatchRow[][]> {
  const { readFile } = await import('node:fs/promises');
  const { openFinishedTasks, taskKey } = await import('../../io/finishedTasks.ts');
  const { runTasks } = await import('../../workers/pool.ts');
  const { startProgress } = await import('../progress.ts');
  const { version } = await import('../../../package.json');
  const finished = await openFinishedTasks<BatchRow[]>(`${flags.out}/unfinished.jsonl`);
  const keys = await Promise.all(
    files.map(async (file) =>
      taskKey(
        version,
        file,
        String(flags.runs),
        String(flags.seed),
        await readFile(file, 'utf8').catch(() => ''),
      ),
    ),
  );
  const open = files.flatMap((file, index) =>
    finished.get(keys[index]!) === undefined ? [{ file, index }] : [],
  );
  const progress = startProgress('scenarios');
  let done = files.length - open.length;
  const seed = flags.seed === undefined ? {} : { seed: flags.seed };
  const results = await runTasks<object, BatchRow[]>(
    'recommend',
    open.map(({ file }) => ({ file, runs: flags.runs, ...seed })),
    async (task, rows) => {
      await finished.add(keys[open[task]!.index]!, rows);
      progress.update(++done, files.length);
    },
    flags.threads,
  );
  progress.stop();
  const fresh = new Map(open.map(({ index }, task) => [index, results[task]!]));
  await finished.clear();
  return files.map((_, index) => fresh.get(index) ?? finished.get(keys[index]!)!);
}
