import { InputError } from '../../core/issues/issue.ts';
import { explainLoss, type LossLadder } from '../../core/research/explainLoss.ts';
import { hasDualBound } from '../../core/research/hasDualBound.ts';
import { calibrateWorld } from '../../core/research/worlds/calibrateWorld.ts';
import { compileFormula } from '../../core/scenario/formula.ts';
import { writeFiles } from '../../io/writeFiles.ts';
import { lossPage } from '../../report/research/lossPage.ts';
import { ladderTable, regretTable, type LossRow } from '../../report/research/lossTables.ts';
import { tableText } from '../../report/research/tableText.ts';
import { startProgress } from '../progress.ts';
import { strategyOrError } from '../strategyOption.ts';
import { seedRange, suiteOrError, worldOrError } from './race.ts';

export interface LossFlags {
  readonly suite: string;
  readonly seeds: string;
  readonly worlds?: readonly string[];
  readonly out: string;
  readonly json?: boolean;
}

/** Prints where a strategy loses, mean over seeds, a row a world, and writes the page. */
export async function loss(name: string, flags: LossFlags): Promise<void> {
  const strategy = await strategyOrError(name);
  const suite = suiteOrError(flags.suite);
  const worlds =
    flags.worlds === undefined ? suite.worlds : flags.worlds.map((id) => worldOrError(suite, id));
  const unbounded = worlds.filter((recipe) => !hasDualBound(recipe));
  if (unbounded.length > 0)
    throw new InputError([
      { code: 'research.no-bound', path: [], params: { value: unbounded.map(({ id }) => id).join(', ') } },
    ]);
  const seeds = seedRange(flags.seeds);
  const progress = startProgress('explaining');
  let done = 0;
  const rows = worlds.map((recipe): LossRow => {
    const ladders = seeds.map((seed) => {
      progress.update(done++, worlds.length * seeds.length);
      return explainLoss(calibrateWorld(recipe, seed, compileFormula), strategy);
    });
    return { scenario: recipe.id, ...meanLadder(ladders) };
  });
  progress.stop();
  const paths = await writeFiles(flags.out, {
    'loss.html': lossPage(strategy.name, suite.id, flags.seeds, rows),
    'loss.json': `${JSON.stringify({ strategy: strategy.name, suite: suite.id, seeds: flags.seeds, rows })}\n`,
  });
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(rows)}\n`);
    return;
  }
  const tables = [ladderTable(rows), regretTable(rows)].map(tableText).join('\n\n');
  process.stdout.write(
    `${strategy.name}: points lost between the dual bound (100) and its score\n\n${tables}\n\n${paths.join('\n')}\n`,
  );
}

function meanLadder(ladders: readonly LossLadder[]): LossLadder {
  const mean = (of: (ladder: LossLadder) => number): number =>
    ladders.reduce((sum, ladder) => sum + of(ladder), 0) / ladders.length;
  return {
    score: mean(({ score }) => score),
    landscape: mean(({ landscape }) => landscape),
    clipping: mean(({ clipping }) => clipping),
    controlLag: mean(({ controlLag }) => controlLag),
    valueLearning: mean(({ valueLearning }) => valueLearning),
    regret: {
      allocation: mean(({ regret }) => regret.allocation),
      overbid: mean(({ regret }) => regret.overbid),
      underbid: mean(({ regret }) => regret.underbid),
      estimation: mean(({ regret }) => regret.estimation),
      rest: mean(({ regret }) => regret.rest),
    },
  };
}
