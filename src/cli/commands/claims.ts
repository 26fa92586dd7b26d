import type { Command } from 'commander';
import { seedOption, terminalOptions, wholeNumber } from '../options.ts';

interface ClaimsFlags {
  readonly runs: number;
  readonly seed?: number;
  readonly out?: string;
  readonly json?: boolean;
  readonly guide?: boolean;
}

export function register(program: Command): void {
  program
    .command('claims')
    .description("test the operations guide's claims, each in its own scenario; exit code 1 where one fails")
    .argument('[claims...]', 'T1 .. T14; default all')
    .option('--runs <n>', 'paired runs behind the intervals', wholeNumber(2, 1000), 20)
    .option('--seed <n>', "replaces the scenarios' seeds", seedOption)
    .option('--out <dir>', 'also write claims.json and claims.csv there')
    .option('--json', 'print the results as JSON instead of the table')
    .option(
      '--guide',
      'print instead what of the guide (A1-A77) is simulated, a card, refused, open (Markdown)',
    )
    .addHelpText(
      'after',
      `
Examples:
  bidwright claims
  bidwright claims T3 T14 --runs 50
  bidwright claims --json
  bidwright claims --guide`,
    )
    .action(runClaims);
}

async function runClaims(ids: readonly string[], flags: ClaimsFlags): Promise<void> {
  if (flags.guide === true) {
    const { guideCoveragePage } = await import('../../report/guide/guideCoverage.ts');
    process.stdout.write(guideCoveragePage());
    return;
  }
  const { claims } = await import('../../core/research/claims/claims.ts');
  const { testClaim } = await import('../../core/research/claims/claim.ts');
  const { InputError } = await import('../../core/issues/issue.ts');
  const { claimsFolder, loadClaimWorld } = await import('../../io/claimFiles.ts');
  const { startProgress } = await import('../progress.ts');
  const { join } = await import('node:path');
  const known = claims.map(({ id }) => id);
  const unknown = ids.filter((id) => !known.includes(id.toUpperCase()));
  if (unknown.length > 0)
    throw new InputError(
      unknown.map((value) => ({ code: 'claims.unknown', path: [], params: { value, candidates: known } })),
    );
  const wanted = ids.map((id) => id.toUpperCase());
  const chosen = claims.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  const folder = claimsFolder();
  const progress = startProgress('testing claims');
  const results = [];
  for (const claim of chosen) {
    results.push(testClaim(claim, await loadClaimWorld(join(folder, claim.file), flags.seed), flags.runs));
    progress.update(results.length, chosen.length);
  }
  progress.stop();
  if (flags.out !== undefined) {
    const { claimsTable } = await import('../../report/claims/claimsTable.ts');
    const { csvTable } = await import('../../report/csv/csvTable.ts');
    const { writeFiles } = await import('../../io/writeFiles.ts');
    await writeFiles(flags.out, {
      'claims.json': `${JSON.stringify(results, null, 1)}\n`,
      'claims.csv': csvTable(claimsTable(results)),
    });
  }
  if (flags.json === true) process.stdout.write(`${JSON.stringify(results)}\n`);
  else {
    const { claimsText } = await import('../../report/claims/claimsText.ts');
    process.stdout.write(claimsText(results, terminalOptions()));
  }
  if (results.some(({ verdict }) => verdict === 'fails')) process.exitCode = 1;
}
