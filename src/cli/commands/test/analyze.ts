import { InvalidArgumentError, Option, type Command } from 'commander';
import type { AnalysisOptions, RuleId } from '../../../core/experiments/analysis/plan.ts';
import { positiveNumber, terminalOptions, wholeNumber } from '../../options.ts';

/** Flags that `analyze` and `run` share. */
export interface RuleFlags {
  readonly metric: NonNullable<AnalysisOptions['metric']>;
  readonly rule?: RuleId;
  readonly alpha: number;
  readonly dispersion: 'auto' | 'off';
  readonly minimumDays?: number;
  readonly margin: number;
  readonly priorCv?: number;
}

interface AnalyzeFlags extends RuleFlags {
  readonly planned?: number;
  readonly shares?: Record<string, number>;
  readonly aa?: boolean;
  readonly by?: string;
  readonly encoding?: string;
  readonly past?: string;
  readonly allowGaps?: boolean;
  readonly sumDuplicates?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

export function ruleOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--metric <metric>', 'what creatives are judged by')
        .choices(['ctr', 'conversion', 'orders', 'revenue', 'profit'])
        .default('ctr'),
    )
    .addOption(
      new Option(
        '--rule <rule>',
        'how a winner is declared (default: spending with a plan, anytime without)',
      ).choices(['spending', 'anytime', 'multinomial', 'fixed', 'earn']),
    )
    .option('--alpha <p>', 'risk of a false winner', positiveNumber, 0.05)
    .addOption(
      new Option('--dispersion <mode>', 'widen intervals by the scatter of days')
        .choices(['auto', 'off'])
        .default('auto'),
    )
    .option('--minimum-days <n>', 'declare nothing earlier (default 7; earn: 3)', wholeNumber(1, 365))
    .option('--margin <share>', 'profit before advertising, share of revenue', positiveNumber, 1)
    .option(
      '--prior-cv <cv>',
      'spread of true rates between creatives in earlier tests (default .2)',
      positiveNumber,
    );
}

export function registerAnalyze(test: Command): void {
  const command = test
    .command('analyze')
    .description(
      'decide a test from a day x creative report (.csv, .tsv, .xlsx; exports of ad platforms too)',
    )
    .argument(
      '<file>',
      'columns day, creative, impressions, clicks; cost, orders, revenue, position if you have them',
    )
    .option('--planned <n>', 'planned impressions a creative', positiveNumber);
  ruleOptions(command)
    .option('--shares <list>', 'planned shares, e.g. "A=0.5,B=0.5,C=0"', sharesOption)
    .option('--aa', 'the creatives are alike: check the machinery, expect nothing')
    .option(
      '--past <file>',
      'earlier tests (columns test, creative, impressions, clicks) that teach --prior-cv',
    )
    .option('--by <column>', 'column that tells creatives apart')
    .option('--encoding <name>', 'of text that is neither marked nor UTF-8, e.g. GBK')
    .option('--allow-gaps', 'accept days without rows')
    .option('--sum-duplicates', 'add rows of the same day and creative (reports by hour or device)')
    .option('--out <dir>', 'write test.html and test.json here')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Examples:
  bidwright test analyze scenarios/tests/four-creatives.csv --planned 42000
  bidwright test analyze scenarios/tests/four-creatives.csv --rule earn --out out/test
  bidwright test analyze export.csv --by "Headline 1" --encoding GBK --metric profit --margin 0.4

Exit code 0; 1 when the test is not to be trusted; 2 for bad input.`,
    )
    .action(runAnalyze);
}

function sharesOption(text: string): Record<string, number> {
  const entries = text.split(',').map((part) => {
    const cut = part.lastIndexOf('=');
    const share = Number(part.slice(cut + 1));
    if (cut < 1 || !Number.isFinite(share)) throw new InvalidArgumentError(`${part} is not NAME=SHARE.`);
    return [part.slice(0, cut).trim(), share] as const;
  });
  return Object.fromEntries(entries);
}

/** Options of the library from the flags. */
export function analysisOptions(flags: RuleFlags): AnalysisOptions {
  return {
    metric: flags.metric,
    alpha: flags.alpha,
    dispersion: flags.dispersion,
    margin: flags.margin,
    ...(flags.rule === undefined ? {} : { rule: flags.rule }),
    ...(flags.minimumDays === undefined ? {} : { minimumDays: flags.minimumDays }),
    ...(flags.priorCv === undefined ? {} : { priorCv: flags.priorCv }),
  };
}

async function runAnalyze(file: string, flags: AnalyzeFlags): Promise<void> {
  const { readTable } = await import('../../../io/tables/readTable.ts');
  const { readCreativeDays } = await import('../../../io/tables/readCreativeDays.ts');
  const { buildTestTable } = await import('../../../core/experiments/table/testTable.ts');
  const { analyzeTest } = await import('../../../core/experiments/analysis/analyzeTest.ts');
  const raw = await readTable(file, flags.encoding === undefined ? {} : { encoding: flags.encoding });
  const { rows, warnings } = readCreativeDays(raw, flags.by === undefined ? {} : { by: flags.by });
  const table = buildTestTable(rows, {
    file,
    allowGaps: flags.allowGaps === true,
    sumDuplicates: flags.sumDuplicates === true,
  });
  const plan =
    flags.planned === undefined && flags.shares === undefined
      ? {}
      : {
          plan: {
            impressionsPerArm: flags.planned,
            ...(flags.shares === undefined ? {} : { shares: flags.shares }),
          },
        };
  const learned = flags.past === undefined ? {} : { priorCv: await learnedCv(flags.past) };
  const found = analyzeTest(table, {
    ...analysisOptions(flags),
    ...learned,
    ...plan,
    sameCreatives: flags.aa === true,
  });
  const result = { ...found, warnings: [...warnings, ...found.warnings] };
  if (result.decision.status === 'untrustworthy') process.exitCode = 1;
  if (flags.out !== undefined) {
    const { testPage } = await import('../../../report/test/testPage.ts');
    const { writeFiles } = await import('../../../io/writeFiles.ts');
    const name = file.split(/[/\\]/).at(-1) ?? file;
    const paths = await writeFiles(flags.out, {
      'test.html': await testPage(result, name),
      'test.json': `${JSON.stringify(result, null, 1)}\n`,
    });
    if (flags.json !== true) process.stdout.write(`${paths.join('\n')}\n`);
  }
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  const { terminalTest } = await import('../../../report/test/terminalTest.ts');
  process.stdout.write(terminalTest(result, terminalOptions()));
}

/** Spread of true rates between creatives, from a file of earlier tests. */
async function learnedCv(file: string): Promise<number> {
  const { readTable } = await import('../../../io/tables/readTable.ts');
  const { readElementArms } = await import('../../../io/tables/readElementArms.ts');
  const { learnCv } = await import('../../../core/experiments/shrinkage/learnPrior.ts');
  const arms = readElementArms(await readTable(file), { withoutElements: true });
  const tests = new Map<string, { successes: number; n: number }[]>();
  for (const { test, clicks, exposure } of arms) {
    const known = tests.get(test) ?? [];
    known.push({ successes: clicks, n: exposure });
    tests.set(test, known);
  }
  return learnCv([...tests.values()]);
}
