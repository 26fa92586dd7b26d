import { z } from 'zod';
import { scenarioSchema } from './schema/scenario.ts';

type Json = Record<string, unknown>;

/** What the schema's own notes say beside JSON Schema's words. */
const notes = ['unit', 'source', 'confidence', 'fallback', 'min', 'max', 'varying'] as const;

/**
 * JSON Schema (draft 2020-12) of scenario files for editors: completion, ranges, and a hover text with unit, default and source.
 * Generated into scenarios/schema.json by `npm run schema`.
 */
export function scenarioJsonSchema(): Json {
  const schema = z.toJSONSchema(scenarioSchema, {
    io: 'input',
    override: ({ jsonSchema }) => describe(jsonSchema as Json),
  }) as Json;
  return { ...schema, title: 'bidwright scenario' };
}

/** Folds unit, default and source into the description, where editors show them, and leaves only JSON Schema's own words. */
function describe(schema: Json): void {
  const { unit, source, confidence, fallback, varying } = schema;
  const parts = [
    schema.description,
    unit === undefined || unit === '-' ? undefined : `Unit: ${unit}.`,
    varying === true ? 'May be a formula.' : undefined,
    fallback === undefined ? undefined : `Left out: ${fallback}.`,
    source === undefined ? undefined : `Source: ${source} (${confidence}).`,
  ].filter((part) => part !== undefined);
  for (const note of notes) delete schema[note];
  if (parts.length === 0) return;
  const [first, ...rest] = parts as string[];
  schema.description = [/[.?!]$/.test(first!) ? first : `${first}.`, ...rest].join(' ');
}
