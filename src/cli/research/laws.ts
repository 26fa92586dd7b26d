import { join } from 'node:path';
import type { Strategy } from '../../core/contract/strategy.ts';
import { namedStrategy } from '../../io/namedStrategy.ts';
import { loadStrategyFile } from '../../io/strategyFile.ts';
import { worldYaml } from '../../io/worldYaml.ts';
import { writeFiles } from '../../io/writeFiles.ts';
import { checkStrategy, type LawResult } from '../../testing/index.ts';

export interface LawFlags {
  readonly runs: number;
  readonly seed?: number;
  readonly out: string;
  readonly json?: boolean;
}

/** Checks a strategy against every law and writes the scenarios in which it breaks one. Exit code 1 if it does. */
export async function laws(name: string, flags: LawFlags): Promise<void> {
  const named = await namedStrategy(name);
  const strategy = named ?? (await loadStrategyFile(name));
  const results = checkStrategy(strategy, {
    runs: flags.runs,
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
  });
  const files = Object.fromEntries(
    results.flatMap((result) => {
      const file = `${strategy.name}-${result.law}.yaml`.replaceAll(/[^\w.-]+/g, '-');
      const text = counterexampleYaml(
        result,
        join(flags.out, file),
        named === undefined ? name : null,
        strategy,
      );
      return text === null ? [] : [[file, text]];
    }),
  );
  const paths = await writeFiles(flags.out, files);
  if (results.some(({ status }) => status === 'broken')) process.exitCode = 1;
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(results)}\n`);
    return;
  }
  const lines = results.map(({ law, statement, status, problem }) =>
    problem === undefined ? `${status}: ${law}` : `${status}: ${law} (${statement})\n  ${problem}`,
  );
  process.stdout.write(`${[...lines, ...paths].join('\n')}\n`);
}

/**
 * The scenario under which a law broke, with the command that replays it. A registered strategy is named in it; a file is not, since a
 * scenario never runs code.
 */
function counterexampleYaml(
  { counterexample, problem, statement }: LawResult,
  path: string,
  file: string | null,
  { name }: Strategy,
): string | null {
  if (counterexample === undefined) return null;
  const head = [
    `Broken: ${statement}.`,
    ...(problem ?? '').split('\n'),
    `bidwright simulate ${path} --runs 1${file === null ? '' : ` --strategy ${file}`}`,
  ];
  const input = file === null ? { ...counterexample, strategy: { name } } : counterexample;
  return `${head.map((line) => `# ${line}`).join('\n')}\n${worldYaml(input)}`;
}
