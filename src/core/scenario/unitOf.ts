import { childValue } from './schemaField.ts';

/** The unit with the scenario's own currency in it. */
export function unitOf(meta: Readonly<Record<string, unknown>>, raw: unknown): { unit?: string } {
  if (typeof meta.unit !== 'string' || meta.unit === '-') return {};
  const currency = childValue(raw, 'currency');
  return {
    unit: meta.unit.replaceAll(
      'currency',
      typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : 'CNY',
    ),
  };
}
