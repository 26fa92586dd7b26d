import type { Command } from 'commander';

interface AllocateFlags {
  readonly json?: boolean;
  readonly frontier?: boolean;
}

export function register(program: Command): void {
  program
    .command('allocate')
    .description('split a budget over plans with given response curves, with proof of how good the split is')
    .argument('<problem>', 'YAML or JSON file: objective, budget, groups, plans with curves')
    .option('--frontier', 'add the curve of best value by budget')
    .option('--json', 'print the result as JSON instead of the summary')
    .addHelpText(
      'after',
      `
Examples:
  bidwright allocate scenarios/allocation/hill-ten.yaml
  bidwright allocate scenarios/allocation/s-shaped.yaml --json
  bidwright allocate scenarios/allocation/groups.yaml --frontier

Exit codes: 0 solved, 1 no allocation meets the limits, 2 the problem contradicts itself or cannot be read.`,
    )
    .action(runAllocate);
}

async function runAllocate(file: string, flags: AllocateFlags): Promise<void> {
  const { loadProblem } = await import('../../io/allocationProblem.ts');
  const problem = await loadProblem(file);
  const { answerProblem } = await import('../../io/answerProblem.ts');
  const answer = await answerProblem(problem, { frontier: flags.frontier === true });
  const { allocationJson, allocationText } = await import('../../report/allocation/allocationText.ts');
  process.stdout.write(
    flags.json === true ? `${JSON.stringify(allocationJson(answer))}\n` : allocationText(answer),
  );
  if (answer.result.status === 'infeasible') process.exitCode = 1;
}
