import type { Command } from 'commander';
import { outputDirectory, seedOption, terminalOptions, wholeNumber } from '../options.ts';

interface OptimizeFlags {
  readonly runs: number;
  readonly seed?: number;
  readonly out?: string;
  readonly json?: boolean;
}

export function register(program: Command): void {
  program
    .command('optimize')
    .description('simulate today, reallocate bids and budgets, simulate again; write the report')
    .argument('<scenario>', 'YAML file')
    .option('--runs <n>', 'paired runs behind the intervals', wholeNumber(2, 10_000), 20)
    .option('--seed <n>', "replaces the scenario's seed", seedOption)
    .option('--out <dir>', 'where report.html, result.json and plans.csv go (default out/<scenario>)')
    .option('--json', 'print the result as JSON instead of the summary')
    .addHelpText(
      'after',
      `
Examples:
  bidwright optimize scenarios/01-quickstart.yaml
  bidwright optimize scenarios/05-roi-bound.yaml --runs 100 --json > result.json`,
    )
    .action(runOptimize);
}

async function runOptimize(file: string, flags: OptimizeFlags): Promise<void> {
  const { loadScenario } = await import('../../io/scenarioFile.ts');
  const { resolved } = await loadScenario(file, flags.seed === undefined ? {} : { seed: flags.seed });
  const { optimize } = await import('../../core/analysis/optimize/optimize.ts');
  const { startProgress } = await import('../progress.ts');
  const progress = startProgress('simulating');
  const result = optimize(resolved, { runs: flags.runs, onProgress: progress.update });
  progress.stop();
  const { reportModel } = await import('../../report/model/reportModel.ts');
  const { reportFiles } = await import('../../report/reportFiles.ts');
  const { writeFiles } = await import('../../io/writeFiles.ts');
  const model = reportModel(result);
  const paths = await writeFiles(outputDirectory(file, flags.out), await reportFiles(result, model));
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  const { terminalSummary } = await import('../../report/terminal/terminalSummary.ts');
  process.stdout.write(terminalSummary(model, paths, terminalOptions()));
}
