import { namedStrategy } from '../../io/namedStrategy.ts';
import { loadStrategyFile } from '../../io/strategyFile.ts';
import { worldYaml } from '../../io/worldYaml.ts';
import { writeFiles } from '../../io/writeFiles.ts';
import { checkStrategy } from '../../testing/index.ts';

export interface LawFlags {
  readonly runs: number;
  readonly seed?: number;
  readonly out: string;
  readonly json?: boolean;
}

/** Checks a strategy against every law and writes the scenarios in which it breaks one. Exit code 1 if it does. */
export async function laws(name: string, flags: LawFlags): Promise<void> {
  const strategy = (await namedStrategy(name)) ?? (await loadStrategyFile(name));
  const results = checkStrategy(strategy, {
    runs: flags.runs,
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
  });
  const files = Object.fromEntries(
    results.flatMap(({ law, counterexample }) =>
      counterexample === undefined
        ? []
        : [[`${strategy.name}-${law.replaceAll(' ', '-')}.yaml`, worldYaml(counterexample)]],
    ),
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
