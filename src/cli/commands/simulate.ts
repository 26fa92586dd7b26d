import { Option, type Command } from 'commander';
import type { PreparedScenario } from '../../core/engine/prepare.ts';
import type { Player } from '../../core/engine/run.ts';
import type { Tier } from '../../core/engine/tier.ts';
import { outputDirectory, seedOption, terminalOptions, wholeNumber } from '../options.ts';

interface SimulateFlags {
  readonly strategy?: string;
  readonly tier?: Tier;
  readonly rivalStrategy?: string;
  readonly runs: number;
  readonly seed?: number;
  readonly out?: string;
  readonly json?: boolean;
  readonly terms?: boolean;
}

export function register(program: Command): void {
  program
    .command('simulate')
    .description("simulate a scenario under a strategy, day by day (default: the scenario's own)")
    .argument('<scenario>', 'YAML file')
    .option('--strategy <name>', 'hold, equal, guide, equal-marginal, ...')
    .addOption(
      new Option(
        '--tier <tier>',
        'expected values (fluid; fluid-plus: with noisy caps), drawn days, or every auction (default: stochastic; event where there are rivalStores)',
      ).choices(['fluid', 'fluid-plus', 'stochastic', 'event', 'event-conditional']),
    )
    .option('--rival-strategy <name>', 'runs every rival store instead of its own strategy (event tiers)')
    .option('--runs <n>', 'runs behind the means (tiers of chance)', wholeNumber(1, 10_000), 20)
    .option('--seed <n>', "replaces the scenario's seed", seedOption)
    .option('--out <dir>', 'where simulation.json, run.json and ledger.csv go (default out/<scenario>)')
    .option('--terms', 'report every search by match type, and every audience (terms.csv)')
    .option('--json', 'print the result as JSON instead of the summary')
    .addHelpText(
      'after',
      `
Examples:
  bidwright simulate scenarios/01-quickstart.yaml --strategy hold
  bidwright simulate scenarios/03-conversion-gap.yaml --strategy guide --runs 100
  bidwright simulate scenarios/13-search-terms.yaml --strategy hold --terms
  bidwright simulate scenarios/01-quickstart.yaml --tier fluid --json
  bidwright simulate scenarios/14-rival-stores.yaml --runs 5
  bidwright simulate scenarios/14-rival-stores.yaml --rival-strategy equal-marginal --runs 5`,
    )
    .action(runSimulate);
}

async function runSimulate(file: string, flags: SimulateFlags): Promise<void> {
  const { loadScenario } = await import('../../io/scenarioFile.ts');
  const { scenarioStrategy } = await import('../strategyOption.ts');
  const { resolved } = await loadScenario(file, flags.seed === undefined ? {} : { seed: flags.seed });
  const own = flags.strategy === undefined || flags.strategy === resolved.strategy.name;
  const strategy = await scenarioStrategy(resolved, flags.strategy);
  const { prepare } = await import('../../core/engine/prepare.ts');
  const { simulate } = await import('../../core/analysis/simulateResult.ts');
  const { checkedParams } = await import('../../core/strategies/params.ts');
  const { sayIfLong } = await import('../longRun.ts');
  const { startProgress } = await import('../progress.ts');
  const params = checkedParams(strategy, own ? resolved.strategy.params : {});
  const prepared = prepare(resolved);
  const tier = flags.tier ?? (prepared.rivalStores.length > 0 ? 'event' : 'stochastic');
  const rivals = await rivalPlayers(prepared, tier, flags.rivalStrategy);
  const progress = startProgress('days simulated');
  const update = sayIfLong(tier, progress.update);
  const { result, first } = simulate(prepared, strategy, {
    tier,
    runs: flags.runs,
    params,
    rivals,
    cellTotals: flags.terms === true,
    onProgress: update,
  });
  progress.stop();
  const { serializeRun } = await import('../../core/engine/result.ts');
  const { ledgerTable } = await import('../../report/simulate/simulateTables.ts');
  const { csvTable } = await import('../../report/csv/csvTable.ts');
  const { writeFiles } = await import('../../io/writeFiles.ts');
  const { rivalTable, termTable } = await import('../../report/simulate/termTables.ts');
  const shopFiles: Record<string, string> = {};
  if (first.shop !== undefined) {
    const { shopTables } = await import('../../report/simulate/shopTables.ts');
    const { items, store } = shopTables(first.shop, first.days);
    shopFiles['shop-items.csv'] = csvTable(items);
    shopFiles['shop-store.csv'] = csvTable(store);
  }
  const paths = await writeFiles(outputDirectory(file, flags.out), {
    'simulation.json': `${JSON.stringify(result, null, 1)}\n`,
    'run.json': `${JSON.stringify(serializeRun(first))}\n`,
    'ledger.csv': csvTable(ledgerTable(prepared, first)),
    ...(result.terms === undefined ? {} : { 'terms.csv': csvTable(termTable(result)) }),
    ...(first.rivalActions === undefined ? {} : { 'rivals.csv': csvTable(rivalTable(first.rivalActions)) }),
    ...shopFiles,
  });
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  const { simulateSummary } = await import('../../report/simulate/simulateSummary.ts');
  process.stdout.write(simulateSummary(result, paths, terminalOptions()));
}

/** Who runs each rival store: its own strategy, or the one asked for. Says so where the tier plays no rival stores. */
async function rivalPlayers(
  { rivalStores }: PreparedScenario,
  tier: Tier,
  replacement: string | undefined,
): Promise<Player[]> {
  const { tierProperties } = await import('../../core/engine/tier.ts');
  const { strategyOrError } = await import('../strategyOption.ts');
  const { checkedParams } = await import('../../core/strategies/params.ts');
  if (rivalStores.length > 0 && !tierProperties[tier].auctions)
    process.stderr.write(
      `Note: --tier ${tier} knows rivals as distributions; the ${rivalStores.length} rivalStores take part with --tier event.\n`,
    );
  return Promise.all(
    rivalStores.map(async ({ scenario }) => {
      const { name, params } = scenario.strategy;
      const strategy = await strategyOrError(replacement ?? name);
      return { strategy, params: checkedParams(strategy, replacement === undefined ? params : {}) };
    }),
  );
}
