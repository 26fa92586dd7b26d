import { InvalidArgumentError, Option, type Command } from 'commander';
import { positiveNumber, wholeNumber } from '../../options.ts';

interface PlanFlags {
  readonly metric: 'ctr' | 'conversion' | 'value';
  readonly base: number;
  readonly lift: number;
  readonly arms: number;
  readonly impressions: number;
  readonly alpha: number;
  readonly power: number;
  readonly maxDays?: number;
  readonly shares?: number[];
  readonly ctr?: number;
  readonly deviation?: number;
  readonly cpc?: number;
  readonly cpm?: number;
  readonly json?: boolean;
}

export function registerPlan(test: Command): void {
  test
    .command('plan')
    .description('how large, how long, how dear: impressions and clicks a creative, whole weeks, cost')
    .addOption(
      new Option('--metric <metric>', 'what is compared')
        .choices(['ctr', 'conversion', 'value'])
        .default('ctr'),
    )
    .requiredOption('--base <rate>', 'rate today, 0.015 or 1.5% (value: mean per impression)', rateOption)
    .requiredOption('--lift <share>', 'smallest lift worth having, 0.2 or 20%', rateOption)
    .requiredOption('--impressions <n>', 'impressions a day, all creatives together', positiveNumber)
    .option('--arms <n>', 'creatives', wholeNumber(2, 50), 2)
    .option('--alpha <p>', 'risk of a false winner', positiveNumber, 0.05)
    .option('--power <p>', 'chance to find the lift', positiveNumber, 0.8)
    .option('--max-days <n>', 'days one is willing to wait', wholeNumber(1, 3650))
    .option('--shares <list>', 'planned shares, e.g. 0.5,0.25,0.25', sharesOption)
    .option('--ctr <rate>', 'clicks per impression (for --metric conversion)', rateOption)
    .option('--deviation <x>', 'standard deviation of one impression (for --metric value)', positiveNumber)
    .option('--cpc <price>', 'price of a click, for the cost', positiveNumber)
    .option('--cpm <price>', 'price of 1,000 impressions, for the cost', positiveNumber)
    .option('--json', 'print the plan as JSON')
    .addHelpText(
      'after',
      `
Examples:
  bidwright test plan --base 1.5% --lift 20% --arms 4 --impressions 8000 --cpc 0.8
  bidwright test plan --metric conversion --base 2.5% --ctr 3% --lift 25% --impressions 40000 --max-days 28`,
    )
    .action(runPlan);
}

/** 0.015 or 1.5%. */
function rateOption(text: string): number {
  const value = text.trim().endsWith('%') ? Number(text.trim().slice(0, -1)) / 100 : Number(text);
  if (!Number.isFinite(value)) throw new InvalidArgumentError(`${text} is not a number or a percentage.`);
  return value;
}

function sharesOption(text: string): number[] {
  const shares = text.split(',').map(Number);
  if (shares.some((share) => !Number.isFinite(share)))
    throw new InvalidArgumentError(`${text} is not a list of numbers.`);
  return shares;
}

async function runPlan(flags: PlanFlags): Promise<void> {
  const { planTest } = await import('../../../core/experiments/planning/planTest.ts');
  const plan = planTest({
    metric: flags.metric,
    base: flags.base,
    lift: flags.lift,
    arms: flags.arms,
    impressionsPerDay: flags.impressions,
    alpha: flags.alpha,
    power: flags.power,
    ...(flags.maxDays === undefined ? {} : { maxDays: flags.maxDays }),
    ...(flags.shares === undefined ? {} : { shares: flags.shares }),
    ...(flags.ctr === undefined ? {} : { clickThroughRate: flags.ctr }),
    ...(flags.deviation === undefined ? {} : { deviation: flags.deviation }),
    ...(flags.cpc === undefined ? {} : { costPerClick: flags.cpc }),
    ...(flags.cpm === undefined ? {} : { costPerMille: flags.cpm }),
  });
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(plan)}\n`);
    return;
  }
  const { terminalPlan } = await import('../../../report/test/terminalPlan.ts');
  process.stdout.write(terminalPlan(plan));
}
