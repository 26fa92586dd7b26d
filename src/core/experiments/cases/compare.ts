/** How far a computed value is from what a case expects; structures are compared element by element. */
export interface Agreement {
  readonly passes: boolean;
  /** Largest deviation found, in the tolerance's own terms (absolute or relative). */
  readonly deviation: number;
}

/** Compares with tolerance `abs` (default) or `rel`; `rel` is relative to the expected magnitude. */
export function agree(
  computed: unknown,
  expected: unknown,
  tolerance: { type: string; value: number },
): Agreement {
  if (Array.isArray(expected)) {
    if (!Array.isArray(computed) || computed.length !== expected.length) return refused;
    return worst(expected.map((value, i) => agree(computed[i], value, tolerance)));
  }
  if (typeof expected === 'object' && expected !== null) {
    const found = computed as Record<string, unknown> | null | undefined;
    return worst(Object.entries(expected).map(([key, value]) => agree(found?.[key], value, tolerance)));
  }
  if (typeof expected === 'boolean') {
    return computed === expected ? exact : refused;
  }
  const wanted = infinityOr(expected);
  const got = infinityOr(computed);
  if (typeof wanted !== 'number' || typeof got !== 'number') return wanted === got ? exact : refused;
  if (wanted === got) return exact;
  const gap = Math.abs(got - wanted);
  const deviation = tolerance.type.startsWith('rel') ? gap / Math.abs(wanted) : gap;
  return { passes: deviation <= tolerance.value, deviation };
}

const exact: Agreement = { passes: true, deviation: 0 };
const refused: Agreement = { passes: false, deviation: Infinity };

function worst(parts: readonly Agreement[]): Agreement {
  return {
    passes: parts.every((part) => part.passes),
    deviation: parts.reduce((largest, part) => Math.max(largest, part.deviation), 0),
  };
}

function infinityOr(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.toLowerCase().replace(/^\+/, '');
  if (/^inf(inity)?$/.test(text)) return Infinity;
  if (/^-inf(inity)?$/.test(text)) return -Infinity;
  return value;
}
