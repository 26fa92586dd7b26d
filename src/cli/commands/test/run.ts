import type { Command } from 'commander';
import { outputDirectory, seedOption, terminalOptions, wholeNumber } from '../../options.ts';
import { analysisOptions, ruleOptions, type RuleFlags } from './analyze.ts';

interface RunFlags extends RuleFlags {
  readonly plan?: string;
  readonly days?: number;
  readonly seed?: number;
  readonly nextDays: number;
  readonly out?: string;
  readonly json?: boolean;
}

export function registerRun(test: Command): void {
  const command = test
    .command('run')
    .description(
      'run a test in a simulated shop; the truth is shown only afterwards, with what the winner is worth',
    )
    .argument('<scenario>', 'YAML file with a plan of several creatives')
    .option('--plan <id>', 'plan to test (default: the first with several creatives)')
    .option('--days <n>', "length of the test (default: the scenario's)", wholeNumber(1, 365))
    .option('--seed <n>', "replaces the scenario's seed", seedOption);
  ruleOptions(command)
    .option('--next-days <n>', 'days to look ahead with the winner', wholeNumber(1, 365), 28)
    .option('--out <dir>', 'where test.csv, test.html and test.json go (default out/<scenario>)')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Examples:
  bidwright test run scenarios/tests/four-creatives.yaml
  bidwright test run scenarios/tests/four-creatives.yaml --rule earn --days 14 --seed 7 --json`,
    )
    .action(runRun);
}

async function runRun(file: string, flags: RunFlags): Promise<void> {
  const { loadScenario } = await import('../../../io/scenarioFile.ts');
  const { compileFormula } = await import('../../../core/scenario/formula.ts');
  const { runTest } = await import('../../../core/experiments/simulation/runTest.ts');
  const { valueOfWinner } = await import('../../../core/experiments/simulation/valueOfWinner.ts');
  const { scenario } = await loadScenario(file, flags.seed === undefined ? {} : { seed: flags.seed });
  const common = { scenario, formulas: compileFormula, planId: flags.plan };
  const test = runTest({ ...common, days: flags.days, analysis: analysisOptions(flags) });
  const value = valueOfWinner({ ...common, planId: test.planId, result: test.result, days: flags.nextDays });
  const { creativeDayCsv } = await import('../../../report/test/creativeDayCsv.ts');
  const { testPage } = await import('../../../report/test/testPage.ts');
  const { valueSection } = await import('../../../report/test/valueSection.ts');
  const { writeFiles } = await import('../../../io/writeFiles.ts');
  const { rows, ...rest } = test;
  const paths = await writeFiles(outputDirectory(file, flags.out), {
    'test.csv': creativeDayCsv(rows),
    'test.html': await testPage(test.result, scenario.name, valueSection(test, value)),
    'test.json': `${JSON.stringify({ ...rest, value }, null, 1)}\n`,
  });
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify({ ...rest, value })}\n`);
    return;
  }
  const { terminalTest } = await import('../../../report/test/terminalTest.ts');
  const { terminalTruth } = await import('../../../report/test/terminalTruth.ts');
  process.stdout.write(terminalTest(test.result, terminalOptions()));
  process.stdout.write(`${terminalTruth(test, value)}\n${paths.join('\n')}\n`);
}
