import { InputError, type Issue } from '../core/issues/issue.ts';
import type { FormulaCompiler } from '../core/scenario/formulaScope.ts';
import { applyPatches } from '../core/scenario/patch.ts';
import { parseScenario } from '../core/scenario/parse.ts';
import { resolve } from '../core/scenario/resolve.ts';
import { resolveVariant, type ResolvedVariant } from '../core/scenario/resolveVariant.ts';
import type { ResolvedScenario } from '../core/scenario/resolved.ts';
import type { Scenario } from '../core/scenario/schema/scenario.ts';
import { checkStrategy } from '../core/strategies/checkStrategy.ts';
import { checkedParams } from '../core/strategies/params.ts';
import type { scenarioRules } from '../core/strategies/rules/scenarioRules.ts';
import { readText } from './readText.ts';
import { yamlLimits } from './yaml/limits.ts';
import type { Place } from './yaml/locate.ts';
import { parseYaml, type YamlSource } from './yaml/parseYaml.ts';

/** A scenario file, read, checked and resolved. */
export interface LoadedScenario {
  readonly file: string;
  /** The file as plain data, before defaults. */
  readonly raw: unknown;
  readonly scenario: Scenario;
  readonly resolved: ResolvedScenario;
  /** Every variant of the file, resolved; throws InputError at the patch that does not fit. */
  readonly variants: () => readonly LoadedVariant[];
}

interface LoadedVariant extends ResolvedVariant {
  readonly id: string;
  readonly description: string;
}

export interface LoadOptions {
  /** Replaces the file's seed. */
  readonly seed?: number;
  /** Path: value, put in place of what the file says, as a variant's `set` would. */
  readonly set?: Readonly<Record<string, unknown>>;
}

/** Reads a scenario file. Throws InputError whose issues carry file, line and column. */
export async function loadScenario(file: string, options: LoadOptions = {}): Promise<LoadedScenario> {
  return loadScenarioText(await readText(file, yamlLimits.bytes), file, options);
}

/** The same for text at hand; `file` names it in messages. */
export async function loadScenarioText(
  text: string,
  file: string,
  options: LoadOptions = {},
): Promise<LoadedScenario> {
  const source = parseYaml(text, file);
  const raw = patched(withSeed(source.raw, options.seed), options.set);
  const located = <T>(work: () => T): T => locating(source, file, work);
  const scenario = located(() => parseScenario(raw));
  const compile = await compilerFor(source.raw);
  const rulesOf = await ruleMaker(source.raw);
  const resolveChecked = (one: Scenario): ResolvedScenario => checked(one, resolve(one, compile), rulesOf);
  const resolved = located(() => resolveChecked(scenario));
  const variants = () => located(() => loadVariants(raw, scenario, resolveChecked));
  return { file, raw, scenario, resolved, variants };
}

/** Every variant resolved; throws the problems of all of them at once. */
function loadVariants(
  raw: unknown,
  scenario: Scenario,
  resolveChecked: (scenario: Scenario) => ResolvedScenario,
): readonly LoadedVariant[] {
  const issues: Issue[] = [];
  const loaded = scenario.variants.flatMap((variant, i) => {
    const { id, description = id } = variant;
    try {
      return [{ id, description, ...resolveVariant(raw, variant, resolveChecked, ['variants', i]) }];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      issues.push(...error.issues);
      return [];
    }
  });
  if (issues.length > 0) throw new InputError(issues);
  return loaded;
}

/** The schema cannot know which strategies there are. */
function checked(
  scenario: Scenario,
  resolved: ResolvedScenario,
  rulesOf: RuleMaker | undefined,
): ResolvedScenario {
  const { rules, params } = resolved.strategy;
  if (rules === undefined || rulesOf === undefined) checkStrategy(resolved.strategy);
  else checkedParams(rulesOf(rules), params);
  scenario.rivalStores.forEach(({ strategy }, i) => checkStrategy(strategy, ['rivalStores', i]));
  return resolved;
}

type RuleMaker = typeof scenarioRules;

/** Rules bring the formula engine, so they load only for a file that has rules, in itself or in a variant. */
async function ruleMaker(raw: unknown): Promise<RuleMaker | undefined> {
  const { rules, variants } = (raw ?? {}) as { rules?: unknown; variants?: unknown };
  const patched = Array.isArray(variants) && JSON.stringify(variants).includes('"rules');
  if (rules === undefined && !patched) return undefined;
  return (await import('../core/strategies/rules/scenarioRules.ts')).scenarioRules;
}

function withSeed(raw: unknown, seed: number | undefined): unknown {
  if (seed === undefined || typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  return { ...raw, seed };
}

function patched(raw: unknown, set: LoadOptions['set']): unknown {
  return set === undefined || Object.keys(set).length === 0 ? raw : applyPatches(raw, set, []).raw;
}

/** The formula engine takes a while to load, so it is loaded only for a file that has a formula. */
async function compilerFor(raw: unknown): Promise<FormulaCompiler | undefined> {
  if (!holdsFormula(raw)) return undefined;
  const { compileFormula } = await import('../core/scenario/formula.ts');
  return compileFormula;
}

function holdsFormula(value: unknown): boolean {
  if (typeof value === 'string') return value.startsWith('=');
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsFormula);
}

/** Issues that are about a key and not its value. */
const atKey: ReadonlySet<string> = new Set(['scenario.unknown-key', 'scenario.patch-path']);

/** Adds file, line and column to every issue of bad input. */
function locating<T>(source: YamlSource, file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const issues = error.issues.map((issue) => placed(source, file, issue));
    throw new InputError(issues.sort((a, b) => a.line - b.line || a.column - b.column));
  }
}

function placed(source: YamlSource, file: string, issue: Issue): Issue & Place {
  const { offset } = issue.params;
  const within = typeof offset === 'number' ? offset : undefined;
  return { ...issue, file, ...source.place(issue.path, atKey.has(issue.code), within) };
}
