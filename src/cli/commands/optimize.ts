import { InvalidArgumentError, type Command } from 'commander';
import { objectiveNamed, objectiveNames, objectives } from '../../core/scenario/objective.ts';
import { outputDirectory, positiveNumber, seedOption, terminalOptions, wholeNumber } from '../options.ts';

interface OptimizeFlags {
  readonly runs: number;
  readonly seed?: number;
  readonly objective?: string;
  readonly target?: Readonly<Record<string, number>>;
  readonly budget?: number;
  readonly withinSteps?: boolean;
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
    .option(
      '--objective <name>',
      "replaces the scenario's: revenue, profit, orders, clicks or budget (MaximizeRevenue ... MinimizeBudget)",
      objectiveOption,
    )
    .option('--target <figure>', 'least spend for this much a day, for example orders=50', targetOption)
    .option('--budget <money>', "replaces the scenario's limits.dailyBudget", positiveNumber)
    .option('--within-steps', 'stay within bidStep and budgetStep of today; the optimum is shown beside it')
    .option('--out <dir>', 'where report.html, result.json and plans.csv go (default out/<scenario>)')
    .option('--json', 'print the result as JSON instead of the summary')
    .addHelpText(
      'after',
      `
Examples:
  bidwright optimize scenarios/01-quickstart.yaml
  bidwright optimize scenarios/05-roi-bound.yaml --runs 100 --json > result.json
  bidwright optimize scenarios/01-quickstart.yaml --target orders=30
  bidwright optimize scenarios/01-quickstart.yaml --objective MaximizeProfit --budget 2000

Exit codes: 0 done, 1 the target is out of reach (the plan that comes closest is shown), 2 bad input or limits that cannot be met.`,
    )
    .action(runOptimize);
}

async function runOptimize(file: string, flags: OptimizeFlags): Promise<void> {
  const { loadScenario } = await import('../../io/scenarioFile.ts');
  const { resolved } = await loadScenario(file, {
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    set: patchesOf(flags),
  });
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
  if (result.target?.outOfReach === true) process.exitCode = 1;
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  const { terminalSummary } = await import('../../report/terminal/terminalSummary.ts');
  process.stdout.write(terminalSummary(model, paths, terminalOptions()));
}

/** What flags put in place of the file's own figures. */
function patchesOf({ objective, target, budget, withinSteps }: OptimizeFlags): Record<string, unknown> {
  const goal = objective ?? (target === undefined ? undefined : 'MinimizeBudget');
  // A file's target has no use where another objective takes its place; null leaves it out.
  const unused = target === undefined && goal !== undefined && !seeks(goal);
  return {
    ...(goal === undefined ? {} : { objective: goal }),
    ...(unused ? { target: null } : target === undefined ? {} : { target }),
    ...(budget === undefined ? {} : { 'limits.dailyBudget': budget }),
    ...(withinSteps === undefined ? {} : { 'limits.withinSteps': withinSteps }),
  };
}

/** Whether a name asks for least spend, which needs the target. */
function seeks(name: string): boolean {
  return /budget$|response$/i.test(name);
}

function objectiveOption(text: string): string {
  const name = objectiveNamed(text);
  if ((objectiveNames as readonly string[]).includes(name)) return name;
  throw new InvalidArgumentError(`It must be one of ${objectiveNames.join(', ')}.`);
}

/** The most of any measure a scenario's target takes. */
const MOST_WANTED = 1e12;

function targetOption(text: string): Record<string, number> {
  const [measure = '', figure = '', ...rest] = text.split('=').map((part) => part.trim());
  const amount = Number(figure);
  const known = (objectives as readonly string[]).includes(measure);
  if (!known || figure === '' || rest.length > 0 || !(amount >= 0 && amount <= MOST_WANTED))
    throw new InvalidArgumentError(
      `It must be one of ${objectives.join(', ')} with a figure from 0 to ${MOST_WANTED}, such as orders=50.`,
    );
  return { [measure]: amount };
}
