import type { Command } from 'commander';
import { positiveNumber, wholeNumber } from '../options.ts';

interface ReplayFlags {
  readonly history: string;
  readonly episode: number;
  readonly budgetFraction: number;
  readonly tune?: string;
  readonly baseBid?: number;
  readonly json?: boolean;
}

export function register(program: Command): void {
  program
    .command('replay')
    .description('run impression-level bidders over a log of auctions (second price)')
    .argument('<log>', 'rows of clicked (0/1), market price, predicted click-through; commas or spaces')
    .requiredOption('--history <file>', 'a log, or JSON {impressions, clicks, cost, priceCounts}')
    .option('--episode <n>', 'auctions an episode', wholeNumber(1, 1_000_000), 1000)
    .option(
      '--budget-fraction <f>',
      'budget = floor(mean historic price x f x episode)',
      positiveNumber,
      0.03125,
    )
    .option('--tune <log>', 'tune the linear and the constant bidder for most clicks on this log')
    .option('--base-bid <bid>', "the linear bidder's base, instead of tuning", positiveNumber)
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Examples:
  bidwright replay test.log --history train.json --base-bid 60
  bidwright replay test.csv --history train.csv --tune train.csv --budget-fraction 0.125 --json`,
    )
    .action(runReplay);
}

async function runReplay(log: string, flags: ReplayFlags): Promise<void> {
  const { readAuctionLog, readPriceHistory } = await import('../../io/auctionLog.ts');
  const { replayBidders } = await import('../../core/research/replay/replayBidders.ts');
  const outcome = replayBidders({
    log: await readAuctionLog(log),
    history: await readPriceHistory(flags.history),
    tune: flags.tune === undefined ? undefined : await readAuctionLog(flags.tune),
    baseBid: flags.baseBid,
    episode: flags.episode,
    budgetFraction: flags.budgetFraction,
  });
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(outcome)}\n`);
    return;
  }
  const { replayText } = await import('../../report/research/replayText.ts');
  process.stdout.write(replayText(outcome));
}
