import type { z } from 'zod';
import { openField, type SchemaField } from './schemaField.ts';
import { scenarioSchema } from './schema/scenario.ts';

/** One field of the format, as documentation tells it. */
export interface FieldDescription {
  readonly name: string;
  /** number, formula, text, true/false, list, block, or the options. */
  readonly kind: string;
  readonly unit: string;
  readonly range: string;
  /** The default, what holds where it is left out, or "required". */
  readonly default: string;
  readonly description: string;
  readonly source: string;
}

/** One block of fields; `path` is where it stands, such as `plans[].keywords[]`. */
export interface BlockDescription {
  readonly path: string;
  readonly description: string;
  readonly fields: readonly FieldDescription[];
}

/** Every block of the format in the order of the file, each field with unit, range, default and source. */
export function describeFields(): readonly BlockDescription[] {
  const blocks: BlockDescription[] = [];
  walk(scenarioSchema, '', 'The whole file', { blocks, seen: new Set() });
  return blocks;
}

interface Walk {
  readonly blocks: BlockDescription[];
  /** Blocks that both channels share are told once. */
  readonly seen: Set<string>;
}

type Def = z.core.$ZodTypes['_zod']['def'];

function defOf(schema: z.core.$ZodType): Def {
  return (openField(schema).schema as z.core.$ZodTypes)._zod.def;
}

function walk(schema: z.core.$ZodType, path: string, description: string, state: Walk): void {
  const def = defOf(schema);
  if (def.type === 'array') walk(def.element, `${path}[]`, description, state);
  else if (def.type === 'union' && 'discriminator' in def)
    for (const option of def.options) walkObject(option, path, ` (${channelOf(option)})`, description, state);
  else if (def.type === 'object') walkObject(schema, path, '', description, state);
}

function walkObject(
  schema: z.core.$ZodType,
  path: string,
  suffix: string,
  description: string,
  { blocks, seen }: Walk,
): void {
  const fields = Object.entries((defOf(schema) as z.core.$ZodObjectDef).shape);
  blocks.push({
    path: `${path}${suffix}`,
    description,
    fields: fields.map(([name, field]) => describe(name, openField(field))),
  });
  for (const [name, field] of fields) {
    const child = path === '' ? name : `${path}.${name}`;
    if (seen.has(child)) continue;
    seen.add(child);
    walk(field, child, String(openField(field).meta.description ?? ''), { blocks, seen });
  }
}

function channelOf(plan: z.core.$ZodType): string {
  const { channel } = (defOf(plan) as z.core.$ZodObjectDef).shape;
  const def = defOf(channel!);
  return def.type === 'literal' ? def.values.join(', ') : '';
}

function describe(name: string, field: SchemaField): FieldDescription {
  const def = (field.schema as z.core.$ZodTypes)._zod.def;
  const meta = def.type === 'array' ? { ...defMeta(def.element), ...field.meta } : field.meta;
  const { unit, min, max, source, confidence } = meta as Record<string, string | number | undefined>;
  return {
    name,
    kind: kindOf(def, meta),
    unit: unit === undefined || unit === '-' ? '' : String(unit),
    range: rangeOf(def, min, max),
    default: defaultOf(field, def),
    description: String(meta.description ?? ''),
    source: source === undefined ? '' : `${source} (${confidence})`,
  };
}

function defMeta(schema: z.core.$ZodType): Readonly<Record<string, unknown>> {
  const { schema: inner, meta } = openField(schema);
  return (inner as z.core.$ZodTypes)._zod.def.type === 'number' ? meta : {};
}

function kindOf(def: Def, meta: Readonly<Record<string, unknown>>): string {
  if (meta.varying === true) return 'number or formula';
  switch (def.type) {
    case 'number':
      return 'number';
    case 'string':
      return 'text';
    case 'boolean':
      return 'true or false';
    case 'enum':
      return Object.values(def.entries).join(', ');
    case 'literal':
      return def.values.join(', ');
    case 'array':
      return 'list';
    case 'union':
      return 'number or distribution';
    default:
      return 'block';
  }
}

function rangeOf(def: Def, min: string | number | undefined, max: string | number | undefined): string {
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  if (def.type !== 'array') return '';
  const length = lengthOf(def);
  return length === undefined ? '' : `${length} items`;
}

function lengthOf(def: z.core.$ZodArrayDef): number | undefined {
  for (const check of def.checks ?? []) {
    const { def: rule } = check._zod as { def: { check: string; length?: number } };
    if (rule.check === 'length_equals') return rule.length;
  }
  return undefined;
}

function defaultOf(field: SchemaField, def: Def): string {
  if (field.required) return 'required';
  const { fallback, description } = field.meta;
  if (typeof fallback === 'string') return fallback;
  const value = field.default;
  if (value === undefined) return def.type === 'object' ? 'off' : toldDefault(String(description));
  if (def.type === 'object') return '';
  if (Array.isArray(value) && value.length === 0) return 'empty';
  if (typeof value === 'object') return JSON.stringify(value).replaceAll('"', '').replaceAll(',', ', ');
  return String(value);
}

/** What a description that ends in "; default ..." or "unset: ..." says of a field left out. */
function toldDefault(description: string): string {
  return /(?:; default|\bunset:) (.+)$/i.exec(description)?.[1] ?? '';
}
