import type { Command } from 'commander';
import { seedOption } from '../../options.ts';

interface ElementsFlags {
  readonly orders?: boolean;
  readonly by?: string;
  readonly encoding?: string;
  readonly seed: number;
  readonly out?: string;
  readonly json?: boolean;
}

export function registerElements(test: Command): void {
  test
    .command('elements')
    .description('which elements attract: rate ratios over many tests, and the next creatives worth testing')
    .argument(
      '<file>',
      'columns test, creative, impressions, clicks, elements ("price|gift"); stratum if pictures differ',
    )
    .option('--orders', 'orders per click instead of clicks per impression')
    .option('--by <column>', 'column that tells creatives apart')
    .option('--encoding <name>', 'of text that is neither marked nor UTF-8, e.g. GBK')
    .option('--seed <n>', 'of the random-label check', seedOption, 1)
    .option('--out <dir>', 'write elements.html and elements.json here')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Examples:
  bidwright test elements scenarios/tests/elements.csv
  bidwright test elements scenarios/tests/elements.csv --out out/elements`,
    )
    .action(runElements);
}

async function runElements(file: string, flags: ElementsFlags): Promise<void> {
  const { readTable } = await import('../../../io/tables/readTable.ts');
  const { readElementArms } = await import('../../../io/tables/readElementArms.ts');
  const { analyzeElements } = await import('../../../core/experiments/elements/analyzeElements.ts');
  const table = await readTable(file, flags.encoding === undefined ? {} : { encoding: flags.encoding });
  const arms = readElementArms(table, {
    orders: flags.orders === true,
    ...(flags.by === undefined ? {} : { by: flags.by }),
  });
  const result = analyzeElements(arms, { seed: flags.seed });
  if (flags.out !== undefined) {
    const { elementsPage } = await import('../../../report/test/testPage.ts');
    const { writeFiles } = await import('../../../io/writeFiles.ts');
    const name = file.split(/[/\\]/).at(-1) ?? file;
    const paths = await writeFiles(flags.out, {
      'elements.html': await elementsPage(result, name),
      'elements.json': `${JSON.stringify(result, null, 1)}\n`,
    });
    if (flags.json !== true) process.stdout.write(`${paths.join('\n')}\n`);
  }
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  const { terminalElements } = await import('../../../report/test/terminalElements.ts');
  process.stdout.write(terminalElements(result));
}
