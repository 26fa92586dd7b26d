import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../core/issues/issue.ts';
import type { RaceCell } from '../../core/research/raceWorld.ts';
import { raceRows, raceStandings } from '../../core/research/summarizeRace.ts';
import { suites, type Suite } from '../../core/research/suites.ts';
import { strategyNamed } from '../../core/strategies/registry.ts';
import { openFinishedTasks, taskKey } from '../../io/finishedTasks.ts';
import { loadStrategyFile } from '../../io/strategyFile.ts';
import { writeFiles } from '../../io/writeFiles.ts';
import { racePage } from '../../report/research/racePage.ts';
import { scoreTable, standingTable } from '../../report/research/raceTables.ts';
import { tableText } from '../../report/research/tableText.ts';
import { runTasks } from '../../workers/pool.ts';
import type { RaceTask } from '../../workers/raceTask.ts';
import { startProgress } from '../progress.ts';
import { strategyOrError } from '../strategyOption.ts';

export interface RaceFlags {
  readonly suite: string;
  readonly seeds: string;
  readonly strategies?: readonly string[];
  readonly worlds?: readonly string[];
  readonly strategy: readonly string[];
  readonly threads?: number;
  readonly out: string;
  readonly json?: boolean;
}

/** Races strategies over a suite on all cores, prints the standings, writes the page. */
export async function race(flags: RaceFlags): Promise<void> {
  const suite = suiteOrError(flags.suite);
  const worlds =
    flags.worlds === undefined ? suite.worlds : flags.worlds.map((id) => worldOrError(suite, id));
  const names = flags.strategies ?? suite.strategies;
  await Promise.all(names.map(strategyOrError));
  const own = await Promise.all(flags.strategy.map(loadStrategyFile));
  const seeds = seedRange(flags.seeds);
  const tasks = worlds.flatMap(({ id }) =>
    seeds.map((seed): RaceTask => ({
      suite: suite.id,
      world: id,
      seed,
      strategies: names,
      files: flags.strategy,
    })),
  );
  const cells = await runRace(tasks, flags);
  const everyone = [...names, ...own.map(({ name }) => name)];
  const ordered = cells.toSorted((a, b) => everyone.indexOf(a.strategy) - everyone.indexOf(b.strategy));
  const rows = raceRows(ordered);
  const leader = leaderOf(ordered);
  const standings = raceStandings(ordered, leader);
  const head = { suite: suite.id, seeds: flags.seeds, worlds };
  const paths = await writeFiles(flags.out, {
    'race.html': racePage(head, rows, standings),
    'race.json': `${JSON.stringify({ suite: suite.id, seeds: flags.seeds, rows, standings, runs: ordered })}\n`,
  });
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(rows)}\n`);
    return;
  }
  process.stdout.write(
    `${[standingTable(standings), scoreTable(rows, standings)].map(tableText).join('\n\n')}\n\n${paths.join('\n')}\n`,
  );
}

async function runRace(tasks: readonly RaceTask[], flags: RaceFlags): Promise<RaceCell[]> {
  const finished = await openFinishedTasks<RaceCell[]>(join(flags.out, 'finished.jsonl'));
  const sources = await Promise.all(flags.strategy.map((file) => readFile(file, 'utf8')));
  const program = await programDigest();
  const keyOf = (task: RaceTask): string => taskKey(program, JSON.stringify(task), ...sources);
  const open = tasks.filter((task) => finished.get(keyOf(task)) === undefined);
  const progress = startProgress('racing');
  let done = tasks.length - open.length;
  await runTasks<RaceTask, RaceCell[]>(
    'race',
    open,
    async (index, result) => {
      await finished.add(keyOf(open[index]!), result);
      done++;
      progress.update(done, tasks.length);
    },
    flags.threads,
  );
  progress.stop();
  const again = await openFinishedTasks<RaceCell[]>(join(flags.out, 'finished.jsonl'));
  const cells = tasks.flatMap((task) => again.get(keyOf(task)) ?? []);
  await finished.clear();
  return cells;
}

/** Results of another build of the program are not reused. */
async function programDigest(): Promise<string> {
  const { workerFile } = await import('../../workers/pool.ts');
  return readFile(workerFile('race'), 'utf8');
}

/** The best strategy that does not read the truth; the best of all where every one does. */
function leaderOf(cells: readonly RaceCell[]): string {
  const standings = raceStandings(cells, cells[0]!.strategy);
  const honest = standings.find(({ strategy }) => strategyNamed(strategy)?.properties.oracle !== true);
  return (honest ?? standings[0]!).strategy;
}

export function suiteOrError(id: string): Suite {
  const suite = suites.find((one) => one.id === id);
  if (suite !== undefined) return suite;
  throw unknown(
    'research.suite',
    id,
    suites.map((one) => one.id),
  );
}

export function worldOrError(suite: Suite, id: string): Suite['worlds'][number] {
  const world = suite.worlds.find((one) => one.id === id);
  if (world !== undefined) return world;
  throw unknown(
    'research.world',
    id,
    suite.worlds.map((one) => one.id),
  );
}

function unknown(code: string, value: string, known: readonly string[]): InputError {
  return new InputError([{ code, path: [], params: { value, known } }]);
}

/** `3` or `1..20`. */
export function seedRange(text: string): number[] {
  const match = /^(\d{1,10})(?:\.\.(\d{1,10}))?$/.exec(text);
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  if (match === null || to < from || to > 4294967295 || to - from >= 10_000)
    throw new InputError([{ code: 'research.seeds', path: [], params: { value: text } }]);
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
