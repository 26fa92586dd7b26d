import { explainLoss } from '../../core/research/explainLoss.ts';
import { calibrateWorld } from '../../core/research/worlds/calibrateWorld.ts';
import { compileFormula } from '../../core/scenario/formula.ts';
import { terminalTable } from '../../report/terminal/terminalTable.ts';
import { startProgress } from '../progress.ts';
import { strategyOrError } from '../strategyOption.ts';
import { seedRange, suiteOrError, worldOrError } from './race.ts';

export interface LossFlags {
  readonly suite: string;
  readonly seeds: string;
  readonly worlds?: readonly string[];
  readonly json?: boolean;
}

/** Prints where a strategy loses, mean over seeds, a row a world. */
export async function loss(name: string, flags: LossFlags): Promise<void> {
  const strategy = await strategyOrError(name);
  const suite = suiteOrError(flags.suite);
  const worlds =
    flags.worlds === undefined ? suite.worlds : flags.worlds.map((id) => worldOrError(suite, id));
  const seeds = seedRange(flags.seeds);
  const progress = startProgress('explaining');
  let done = 0;
  const rows = worlds.map((recipe) => {
    const ladders = seeds.map((seed) => {
      progress.update(done++, worlds.length * seeds.length);
      return explainLoss(calibrateWorld(recipe, seed, compileFormula), strategy);
    });
    const mean = (of: (ladder: (typeof ladders)[number]) => number): number =>
      ladders.reduce((sum, ladder) => sum + of(ladder), 0) / ladders.length;
    return {
      scenario: recipe.id,
      score: mean(({ score }) => score),
      landscape: mean(({ landscape }) => landscape),
      clipping: mean(({ clipping }) => clipping),
      controlLag: mean(({ controlLag }) => controlLag),
      valueLearning: mean(({ valueLearning }) => valueLearning),
    };
  });
  progress.stop();
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(rows)}\n`);
    return;
  }
  const heads = ['world', 'score', 'landscape', 'clipping and chance', 'control lag', 'value learning'];
  const table = terminalTable(
    heads.map((head) => ({ head, align: head === 'world' ? ('left' as const) : ('right' as const) })),
    rows.map(({ scenario, ...figures }) => [
      scenario,
      ...Object.values(figures).map((figure) => figure.toFixed(2)),
    ]),
  );
  process.stdout.write(
    `Points lost by ${strategy.name} between the dual bound (100) and its score\n${table}\n`,
  );
}
