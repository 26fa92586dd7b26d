import type { Command } from 'commander';
import { wholeNumber } from '../options.ts';
import type { LawFlags } from '../research/laws.ts';
import type { LossFlags } from '../research/loss.ts';
import type { RaceFlags } from '../research/race.ts';

const list = (text: string): string[] => text.split(',').map((part) => part.trim());

export function register(program: Command): void {
  const research = program
    .command('research')
    .description('race strategies over research worlds; check a strategy against the laws')
    .option('--suite <name>', 'standard, intraday, festival, quality, store or event', 'standard')
    .option('--seeds <range>', 'worlds of these seeds, for example 1..20 (tuning uses 101..110)', '1..20')
    .option('--strategies <names>', "instead of the suite's, comma-separated", list)
    .option('--worlds <ids>', "instead of all of the suite's, comma-separated", list)
    .option('--strategy <file>', 'race your own strategy too; may be repeated', collect, [] as string[])
    .option('--threads <n>', 'workers (default: the cores)', wholeNumber(1, 256))
    .option('--out <dir>', 'where race.html and race.json go', 'out/research')
    .option('--json', 'print an array of {strategy, scenario, score, low, high, worst, violations}')
    .addHelpText(
      'after',
      `
Examples:
  bidwright research --suite standard --seeds 1..20
  bidwright research --seeds 101..104 --worlds S1,S8 --strategies value-pid,pace --json
  bidwright research --strategy ./mine.ts --strategies pace,dmd-min
  bidwright research laws ./mine.ts
  bidwright research world S3 --seed 7 > world.yaml

Interrupted? The same command goes on where it stopped (finished runs lie in <out>/finished.jsonl).`,
    )
    .action(async (flags: RaceFlags) => {
      const { race } = await import('../research/race.ts');
      await race(flags);
    });
  research
    .command('laws')
    .description(
      'check a strategy against every law; a broken law leaves a minimal scenario that simulate replays',
    )
    .argument('<strategy>', 'file of your own, or the name of a registered strategy')
    .option('--runs <n>', 'generated scenarios a law', wholeNumber(1, 100_000), 50)
    .option('--seed <n>', 'of the generated scenarios', wholeNumber(0, 2147483647))
    .option('--out <dir>', 'where counterexamples go', 'out/laws')
    .option('--json', 'print the verdicts as JSON')
    .action(async (strategy: string, flags: LawFlags) => {
      const { laws } = await import('../research/laws.ts');
      await laws(strategy, flags);
    });
  research
    .command('loss')
    .description('show where a strategy loses: by what is not known, and by what its bids did')
    .argument('<strategy>', 'name, or file of your own')
    .option('--suite <name>', 'suite of the worlds', 'standard')
    .option('--seeds <range>', 'for example 101..104', '101..104')
    .option('--worlds <ids>', "instead of all of the suite's, comma-separated", list)
    .option('--out <dir>', 'where loss.html and loss.json go', 'out/research')
    .option('--json', 'print the rows as JSON')
    .action(async (strategy: string, flags: LossFlags) => {
      const { loss } = await import('../research/loss.ts');
      await loss(strategy, flags);
    });
  research
    .command('world')
    .description('write a research world as a scenario')
    .argument('<id>', 'for example S3')
    .option('--suite <name>', 'suite of the world', 'standard')
    .option('--seed <n>', 'seed', wholeNumber(0, 4294967295), 1)
    .action(async (id: string, flags: { suite: string; seed: number }) => {
      const { printWorld } = await import('../research/printWorld.ts');
      await printWorld(id, flags);
    });
}

function collect(file: string, files: readonly string[]): string[] {
  return [...files, file];
}
