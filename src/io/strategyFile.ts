import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { InputError } from '../core/issues/issue.ts';
import type { Strategy } from '../core/contract/strategy.ts';
import { loadRuleFile } from './ruleFile.ts';

/**
 * Loads a user's strategy: the default export of a JavaScript or TypeScript file (TypeScript by tsx), or rules in YAML.
 * Throws InputError `strategy.file` where there is none or it is not a strategy.
 */
export async function loadStrategyFile(file: string): Promise<Strategy> {
  if (/\.ya?ml$/i.test(file)) return loadRuleFile(file);
  const url = pathToFileURL(resolve(file)).href;
  let exported: unknown;
  try {
    exported = await importModule(url);
  } catch (error) {
    throw problem(file, error instanceof Error ? error.message : String(error));
  }
  const strategy = defaultOf(exported);
  const missing = missingParts(strategy);
  if (missing.length > 0) throw problem(file, `the default export lacks ${missing.join(', ')}`);
  return strategy as Strategy;
}

async function importModule(url: string): Promise<unknown> {
  if (!/\.[cm]?ts$/.test(url)) return import(url);
  const { tsImport } = await import('tsx/esm/api');
  return tsImport(url, import.meta.url);
}

/** The default export, through the second wrapping that CommonJS interop may add. */
function defaultOf(exported: unknown): unknown {
  const outer = (exported as { default?: unknown }).default;
  return (outer as { default?: unknown } | undefined)?.default ?? outer;
}

function missingParts(strategy: unknown): string[] {
  const parts = (strategy ?? {}) as Partial<Record<keyof Strategy, unknown>>;
  const properties = parts.properties as Partial<Strategy['properties']> | undefined;
  return [
    ['name', typeof parts.name === 'string' && parts.name !== ''],
    ['description', typeof parts.description === 'string'],
    ['properties.control', properties?.control === 'daily' || properties?.control === 'intraday'],
    ['properties.oracle', typeof properties?.oracle === 'boolean'],
    ['defaults', typeof parts.defaults === 'object' && parts.defaults !== null],
    ['decide', typeof parts.decide === 'function'],
    ['adjust', properties?.control !== 'intraday' || typeof parts.adjust === 'function'],
  ].flatMap(([name, there]) => (there === true ? [] : [String(name)]));
}

function problem(file: string, what: string): InputError {
  return new InputError([{ code: 'strategy.file', path: ['strategy'], params: { file, problem: what } }]);
}
