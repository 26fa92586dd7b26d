import { styleText } from 'node:util';

export interface TerminalOptions {
  readonly colour: boolean;
  /** [columns] */
  readonly width: number;
}

export type Tone = 'strong' | 'faint' | 'good' | 'bad' | 'accent' | 'warning';

const formats = {
  strong: 'bold',
  faint: 'dim',
  good: 'green',
  bad: 'red',
  accent: 'cyan',
  warning: 'yellow',
} as const;

/** A function that colours text, or leaves it alone. */
export function painter(colour: boolean): (tone: Tone, text: string) => string {
  return colour
    ? (tone, text) => styleText(formats[tone], text, { validateStream: false })
    : (_, text) => text;
}
