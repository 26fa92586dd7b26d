import { z } from 'zod';

/**
 * How far a default can be trusted: H official or peer-reviewed, M concrete public pages, L one practitioner's page,
 * K general knowledge, A assumption, `own` the user's own figure (no default is right for everyone).
 */
export type Confidence = 'H' | 'M' | 'L' | 'K' | 'A' | 'own';

export interface FieldSpec {
  readonly unit: string;
  readonly description: string;
  readonly source: string;
  readonly confidence: Confidence;
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
  /** What holds where an optional field without a default is left out. */
  readonly fallback?: string;
}

/** A number with unit, range and source; errors quote all three. */
export function quantity(spec: FieldSpec): z.ZodNumber {
  let schema = spec.integer === true ? z.number().int() : z.number();
  if (spec.min !== undefined) schema = schema.min(spec.min);
  if (spec.max !== undefined) schema = schema.max(spec.max);
  return schema.meta(metaOf(spec));
}

/** A formula in YAML: a string that begins with `=`, evaluated a day (and plan) at a time when the scenario is resolved. */
export const formula = z.string().regex(/^=/, 'a formula starts with "="').meta({
  description:
    'Formula over day, weekday, days, plan and base, for example "= base * (1 + 0.2 * sin(2 * pi * day / 7))"',
});

/** A quantity that may vary by day or plan: a number, or a formula whose values must stay in the same range. */
export function varying(spec: FieldSpec) {
  return z.union([quantity(spec), formula]).meta({ ...metaOf(spec), varying: true });
}

function metaOf({ description, unit, source, confidence, min, max, fallback }: FieldSpec) {
  return { description, unit, source, confidence, min, max, fallback };
}

/** A number or a formula as written by the user. */
export type Varying = number | string;

/** Identifiers name streams of random numbers and rows of reports. */
export const identifier = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} _.:+-]{0,79}$/u,
    'letters, digits, space, _ . : + -; at most 80 characters',
  )
  .meta({ description: 'Unique name; used in reports and as the key of its random streams' });
