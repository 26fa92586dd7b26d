import type { Command } from 'commander';
import { outputDirectory, seedOption, terminalOptions, wholeNumber } from '../options.ts';

interface CompareFlags {
  readonly strategy?: string;
  readonly runs: number;
  readonly seed?: number;
  readonly out?: string;
  readonly json?: boolean;
}

export function register(program: Command): void {
  program
    .command('compare')
    .description("what if: run the scenario's variants over common random numbers and show the differences")
    .argument('<scenario>', 'YAML file with a variants: list')
    .option('--strategy <name>', "who runs base and variants (default: each one's own)")
    .option('--runs <n>', 'paired runs behind the intervals', wholeNumber(2, 10_000), 20)
    .option('--seed <n>', "replaces the scenario's seed", seedOption)
    .option('--out <dir>', 'where comparison.json, .csv and .html go (default out/<scenario>)')
    .option('--json', 'print the result as JSON instead of the table')
    .addHelpText(
      'after',
      `
Examples:
  bidwright compare scenarios/01-quickstart.yaml
  bidwright compare scenarios/01-quickstart.yaml --strategy hold --runs 50 --json`,
    )
    .action(runCompare);
}

async function runCompare(file: string, flags: CompareFlags): Promise<void> {
  const { loadScenario } = await import('../../io/scenarioFile.ts');
  const { InputError } = await import('../../core/issues/issue.ts');
  const loaded = await loadScenario(file, flags.seed === undefined ? {} : { seed: flags.seed });
  const variants = loaded.variants();
  if (variants.length === 0)
    throw new InputError([{ code: 'compare.no-variants', file, path: ['variants'], params: {} }]);
  const { comparedScenario } = await import('../comparedScenario.ts');
  const { compareVariants } = await import('../../core/analysis/compare.ts');
  const { startProgress } = await import('../progress.ts');
  const progress = startProgress('simulating');
  const result = compareVariants(
    await comparedScenario('base', '', loaded.resolved, flags.strategy),
    await Promise.all(
      variants.map(({ id, description, resolved }) =>
        comparedScenario(id, description, resolved, flags.strategy),
      ),
    ),
    flags.runs,
    progress.update,
  );
  progress.stop();
  const { comparisonTable } = await import('../../report/comparison/comparisonTable.ts');
  const { csvTable } = await import('../../report/csv/csvTable.ts');
  const { tablePage } = await import('../../report/html/tablePage.ts');
  const { en } = await import('../../report/locales/en.ts');
  const { writeFiles } = await import('../../io/writeFiles.ts');
  const table = comparisonTable(result, result.currency);
  const facts = [`${result.days} days`, `${result.runs} paired runs`, `seed ${result.seed}`];
  const paths = await writeFiles(outputDirectory(file, flags.out), {
    'comparison.json': `${JSON.stringify(result, null, 1)}\n`,
    'comparison.csv': csvTable(table),
    'comparison.html': tablePage({ title: result.scenario, facts, notes: [], table }, en),
  });
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  const { comparisonText } = await import('../../report/comparison/comparisonText.ts');
  process.stdout.write(comparisonText(result, paths, terminalOptions()));
}
