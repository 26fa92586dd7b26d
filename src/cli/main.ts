#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { commands } from './commands/index.ts';
import { version } from '../../package.json';

/** The command line: parses, dispatches, and turns bad input into exit code 2. Commands load what they need lazily. */
async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('bidwright')
    .description(
      'Simulate and optimize paid promotion: what-if scenarios, budget recommendations, horizontal tests.',
    )
    .version(version)
    .showHelpAfterError('(run with --help for examples)')
    .showSuggestionAfterError()
    .exitOverride()
    .enablePositionalOptions();
  for (const register of commands) register(program);
  try {
    await program.parseAsync(argv);
    return typeof process.exitCode === 'number' ? process.exitCode : 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { reportFailure } = await import('./failure.ts');
    return reportFailure(error);
  }
}

process.exitCode = await main(process.argv);
