import type { Command } from 'commander';

/** Adds one verb to the program; the verb's work is imported inside its action. */
export type Register = (program: Command) => void;

/** Every verb, in the order of `--help`. */
export const commands: readonly Register[] = [];
