import { Option, type Command } from 'commander';
import { seedOption } from '../options.ts';
import { stages } from '../stages.ts';

interface ExplainFlags {
  readonly stage: string;
  readonly variant?: string;
  readonly seed?: number;
  readonly json?: boolean;
}

export function register(program: Command): void {
  const names = Object.entries(stages).map(
    ([name, { description }]) => `  ${name.padEnd(10)} ${description}`,
  );
  program
    .command('explain')
    .description('print what a scenario file means, at any stage from text to figures, as JSON')
    .argument('<scenario>', 'YAML file')
    .addOption(
      new Option('--stage <stage>', 'how far to go').choices(Object.keys(stages)).default('resolved'),
    )
    .option('--variant <id>', 'the scenario as this variant')
    .option('--seed <n>', "replaces the scenario's seed", seedOption)
    .option('--json', 'on one line')
    .addHelpText(
      'after',
      `
Stages:
${names.join('\n')}

Examples:
  bidwright explain scenarios/01-quickstart.yaml --stage scenario
  bidwright explain scenarios/01-quickstart.yaml --variant bigger-budget`,
    )
    .action(runExplain);
}

async function runExplain(file: string, flags: ExplainFlags): Promise<void> {
  const { loadScenario } = await import('../../io/scenarioFile.ts');
  const loaded = await loadScenario(file, flags.seed === undefined ? {} : { seed: flags.seed });
  const { pickVariant } = await import('../../io/pickVariant.ts');
  const chosen = flags.variant === undefined ? loaded : pickVariant(loaded, flags.variant);
  const data = await stages[flags.stage]!.make(chosen);
  process.stdout.write(`${JSON.stringify(data, null, flags.json === true ? 0 : 2)}\n`);
}
