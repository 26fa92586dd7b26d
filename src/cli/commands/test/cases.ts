import type { Command } from 'commander';

export function registerCases(test: Command): void {
  test
    .command('cases')
    .description('run a file of reference cases through the library and compare')
    .argument('<file>', 'JSON: {"cases": [{id, method, inputs, expected, tolerance}]}')
    .option('--json', 'print every case with its computed values as JSON')
    .addHelpText(
      'after',
      `
Examples:
  bidwright test cases test/references/abtest-cases.json
  bidwright test cases test/references/abtest-cases.json --json

Exit code 0 when every case passes, 1 when one fails or is not supported, 2 for bad input.`,
    )
    .action(runCasesVerb);
}

async function runCasesVerb(file: string, flags: { readonly json?: boolean }): Promise<void> {
  const { readCases } = await import('../../../io/readCases.ts');
  const { runCases } = await import('../../../core/experiments/cases/runCases.ts');
  const results = runCases(await readCases(file));
  if (results.some((result) => result.status !== 'pass')) process.exitCode = 1;
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify(results, null, 1)}\n`);
    return;
  }
  for (const { id, status, method, deviation, missing } of results) {
    const detail =
      missing !== undefined
        ? `cannot compute ${missing.join(', ')}`
        : `deviation ${deviation?.toExponential(1) ?? '–'}`;
    process.stdout.write(`${status.padEnd(11)} ${id.padEnd(8)} ${detail.padEnd(22)} ${method}\n`);
  }
  const count = (status: string) => results.filter((result) => result.status === status).length;
  process.stdout.write(`${count('pass')} pass, ${count('fail')} fail, ${count('unsupported')} unsupported\n`);
}
