import { z } from 'zod';
import { scenarioSchema } from './schema/scenario.ts';

type Schema = z.core.$ZodType;
type Path = readonly (string | number)[];

/** What the schema says of one field: the innermost schema, and unit, range, source from the nearest wrapper that has them. */
export interface SchemaField {
  readonly schema: Schema;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly required: boolean;
  /** The default as written in the schema, undefined where there is none. */
  readonly default: unknown;
}

/** Strips optional, default and prefault from a schema and gathers what they say. */
export function openField(schema: Schema): SchemaField {
  let required = true;
  let fallback: unknown;
  const meta: Record<string, unknown> = {};
  let inner = schema as z.core.$ZodTypes;
  for (;;) {
    for (const [name, value] of Object.entries(z.globalRegistry.get(inner) ?? {})) meta[name] ??= value;
    const def = inner._zod.def;
    if (def.type !== 'optional' && def.type !== 'default' && def.type !== 'prefault')
      return { schema: inner, meta, required, default: fallback };
    required = false;
    if (def.type !== 'optional') fallback ??= def.defaultValue;
    inner = def.innerType as z.core.$ZodTypes;
  }
}

/** The schema of a child, choosing among the options of a union by the value where one is given. */
export function childSchema(schema: Schema, key: string | number, value?: unknown): Schema | undefined {
  const def = (openField(schema).schema as z.core.$ZodTypes)._zod.def;
  if (def.type === 'object') return Object.hasOwn(def.shape, key) ? def.shape[key] : undefined;
  if (def.type === 'array') return def.element;
  if (def.type === 'record') return def.valueType;
  if (def.type !== 'union') return undefined;
  const options = optionsFor(def, value);
  for (const option of options) {
    const child = childSchema(option, key, value);
    if (child !== undefined) return child;
  }
  return undefined;
}

/** The options of a discriminated union that fit a value's discriminator; all of them where none fits. */
function optionsFor(def: z.core.$ZodUnionDef, value: unknown): readonly Schema[] {
  const { discriminator } = def as Partial<z.core.$ZodDiscriminatedUnionDef>;
  if (discriminator === undefined || typeof value !== 'object' || value === null) return def.options;
  const chosen = (value as Record<string, unknown>)[discriminator];
  const fitting = def.options.filter((option) => {
    const literal = (childSchema(option, discriminator) as z.core.$ZodTypes)._zod.def;
    return literal.type === 'literal' && literal.values.includes(chosen as string);
  });
  return fitting.length > 0 ? fitting : def.options;
}

/** The keys a value may have where it stands; empty where it is no object. */
export function childKeys(schema: Schema, value?: unknown): readonly string[] {
  const def = (openField(schema).schema as z.core.$ZodTypes)._zod.def;
  if (def.type === 'object') return Object.keys(def.shape);
  if (def.type === 'union')
    return [...new Set(optionsFor(def, value).flatMap((option) => childKeys(option, value)))];
  return [];
}

/** The field at a path of the scenario format, or undefined where the format has none. `root` chooses among channels. */
export function fieldAt(path: Path, root?: unknown): SchemaField | undefined {
  let schema: Schema | undefined = scenarioSchema;
  let value = root;
  for (const key of path) {
    schema = childSchema(schema, key, value);
    if (schema === undefined) return undefined;
    value = childValue(value, key);
  }
  return openField(schema);
}

/** An own child of a plain value, undefined where there is none. */
export function childValue(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string | number, unknown>)[key];
}
