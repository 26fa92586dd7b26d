import type { z } from 'zod';
import { quantity, type Confidence } from '../../field.ts';

/** A number of the shop, as one line: unit, range, description, source, confidence. */
export function spec(
  unit: string,
  min: number,
  max: number,
  description: string,
  source: string,
  confidence: Confidence = 'A',
): z.ZodNumber {
  return quantity({ unit, min, max, description, source, confidence });
}

/** A whole number of the shop. */
export function whole(
  unit: string,
  min: number,
  max: number,
  description: string,
  source: string,
  confidence: Confidence = 'own',
): z.ZodNumber {
  return quantity({ unit, min, max, integer: true, description, source, confidence });
}
