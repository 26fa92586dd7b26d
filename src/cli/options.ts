import { InvalidArgumentError } from 'commander';

/** A whole number in [min, max] from the command line. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < min || value > max)
      throw new InvalidArgumentError(`${text} is not a whole number from ${min} to ${max}.`);
    return value;
  };
}

/** A number above 0 from the command line. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError(`${text} is not a number above 0.`);
  return value;
}

/** Largest seed: 32 bits. */
export const seedOption = wholeNumber(0, 4294967295);

/** Where a scenario's files go unless `--out` says otherwise: out/<file name without ending>. */
export function outputDirectory(file: string, out: string | undefined): string {
  if (out !== undefined) return out;
  const name = file
    .split(/[/\\]/)
    .at(-1)!
    .replace(/\.ya?ml$/i, '');
  return `out/${name}`;
}

const DEFAULT_COLUMNS = 100;
const MOST_COLUMNS = 140;

/** Colour only on a terminal that wants it (NO_COLOR, TERM=dumb and FORCE_COLOR are heeded), and its width. */
export function terminalOptions(
  stream: { readonly isTTY?: boolean; readonly columns?: number } = process.stdout,
  env: Readonly<Record<string, string | undefined>> = process.env,
): { colour: boolean; width: number } {
  const refused = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  const forced = (env['FORCE_COLOR'] ?? '') !== '' && env['FORCE_COLOR'] !== '0';
  return {
    colour: forced || (stream.isTTY === true && !refused),
    width: Math.min(MOST_COLUMNS, stream.columns ?? DEFAULT_COLUMNS),
  };
}
