import type { Command } from 'commander';
import { outputDirectory, terminalOptions, wholeNumber } from '../options.ts';

interface LandscapeFlags {
  readonly plan?: string;
  readonly keyword?: string;
  readonly points: number;
  readonly quality?: boolean;
  readonly out?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}

export function register(program: Command): void {
  program
    .command('landscape')
    .description('what each bid would bring, what each rank costs, what the budget misses')
    .argument('<scenario>', 'YAML file')
    .option('--plan <id>', 'this plan and its keywords or audiences (default: every plan as a whole)')
    .option('--keyword <id>', 'this keyword or audience alone')
    .option('--points <n>', 'bids of a curve, beside the marked ones', wholeNumber(2, 500), 21)
    .option(
      '--quality',
      'also show what another quality score would do, at an equal bid and at an equal rank',
    )
    .option('--out <dir>', 'where landscape.html, .json and .csv go (default out/<scenario>)')
    .option('--json', 'print the result as JSON instead of the summary')
    .option('--csv', 'print a row a bid as CSV instead of the summary')
    .addHelpText(
      'after',
      `
Examples:
  bidwright landscape scenarios/01-quickstart.yaml
  bidwright landscape scenarios/01-quickstart.yaml --plan coat-search --quality
  bidwright landscape scenarios/01-quickstart.yaml --keyword "wool coat" --points 41 --csv > coat.csv`,
    )
    .action(runLandscape);
}

async function runLandscape(file: string, flags: LandscapeFlags): Promise<void> {
  const { loadScenario } = await import('../../io/scenarioFile.ts');
  const { resolved } = await loadScenario(file, {});
  const { prepare } = await import('../../core/engine/prepare.ts');
  const { landscape } = await import('../../core/analysis/landscape/landscape.ts');
  const { startProgress } = await import('../progress.ts');
  const progress = startProgress('simulating');
  const result = landscape(prepare(resolved), {
    ...(flags.plan === undefined ? {} : { planId: flags.plan }),
    ...(flags.keyword === undefined ? {} : { cellId: flags.keyword }),
    points: flags.points,
    quality: flags.quality === true,
    onProgress: progress.update,
  });
  progress.stop();
  const { landscapeModel } = await import('../../report/landscape/landscapeModel.ts');
  const { landscapeFiles } = await import('../../report/landscape/landscapeFiles.ts');
  const { writeFiles } = await import('../../io/writeFiles.ts');
  const model = landscapeModel(result);
  const files = await landscapeFiles(result, model);
  const paths = await writeFiles(outputDirectory(file, flags.out), files);
  if (flags.json === true) process.stdout.write(`${JSON.stringify(result)}\n`);
  else if (flags.csv === true) process.stdout.write(files['landscape.csv']!);
  else {
    const { landscapeText } = await import('../../report/landscape/landscapeText.ts');
    process.stdout.write(landscapeText(model, paths, terminalOptions()));
  }
}
