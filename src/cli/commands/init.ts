import { Option, type Command } from 'commander';
import { positiveNumber } from '../options.ts';
import type { ScenarioAnswers } from '../askScenario.ts';

interface InitFlags {
  readonly shop: string;
  readonly category: ScenarioAnswers['category'];
  readonly budget: number;
  readonly roi?: number;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

const categories = ['apparel', 'beauty', 'electronics', 'home', 'food', 'baby'] as const;

export function register(program: Command): void {
  program
    .command('init')
    .description('write a commented scenario to start from (asks on a terminal)')
    .argument('[file]', 'YAML file to write', 'scenario.yaml')
    .option('--shop <name>', 'name of the shop', 'My shop')
    .addOption(new Option('--category <name>', 'sets the defaults').choices(categories).default('apparel'))
    .option('--budget <yuan>', 'daily budget of all plans together', positiveNumber, 600)
    .option(
      '--roi <limit>',
      'ROI limit: what the last yuan must return (default: break-even)',
      positiveNumber,
    )
    .option('-y, --yes', 'ask nothing')
    .option('--force', 'replace a file that exists')
    .option('--json', 'print where it went as JSON, ask nothing')
    .addHelpText(
      'after',
      `
Examples:
  bidwright init
  bidwright init shop.yaml --yes --category beauty --budget 1500 --roi 2.5`,
    )
    .action(runInit);
}

async function runInit(file: string, flags: InitFlags): Promise<void> {
  const given: ScenarioAnswers = {
    shop: flags.shop,
    category: flags.category,
    dailyBudget: flags.budget,
    minMarginalRoas: flags.roi ?? null,
  };
  const answers = mayAsk(flags) ? await (await import('../askScenario.ts')).askScenario(given) : given;
  if (answers === null) {
    process.exitCode = 130;
    return;
  }
  const { scenarioTemplate } = await import('../../core/scenario/scenarioTemplate.ts');
  const { schemaPath } = await import('../../io/schemaPath.ts');
  const { writeNew } = await import('../../io/writeNew.ts');
  const text = scenarioTemplate({ ...answers, schema: schemaPath(file) });
  await writeNew(file, text, flags.force === true);
  process.stdout.write(
    flags.json === true
      ? `${JSON.stringify({ file })}\n`
      : `wrote ${file}\nNext: bidwright optimize ${/\s/.test(file) ? JSON.stringify(file) : file}\n`,
  );
}

function mayAsk(flags: InitFlags): boolean {
  if (flags.yes === true || flags.json === true) return false;
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}
