import type { Command } from 'commander';
import { register as allocate } from './allocate.ts';
import { register as claims } from './claims.ts';
import { register as compare } from './compare.ts';
import { register as explain } from './explain.ts';
import { register as init } from './init.ts';
import { register as landscape } from './landscape.ts';
import { register as optimize } from './optimize.ts';
import { register as recommend } from './recommend.ts';
import { register as replay } from './replay.ts';
import { register as research } from './research.ts';
import { register as simulate } from './simulate.ts';
import { register as test } from './test.ts';
import { register as validate } from './validate.ts';

/** Adds one verb to the program; the verb's work is imported inside its action. */
export type Register = (program: Command) => void;

/** Every verb, in the order of `--help`. */
export const commands: readonly Register[] = [
  init,
  validate,
  explain,
  simulate,
  optimize,
  compare,
  landscape,
  recommend,
  allocate,
  test,
  research,
  replay,
  claims,
];
