import type { MechanismId } from '../../scenario/resolved.ts';

const codes: Readonly<Record<MechanismId, number>> = { gsp: 0, vcg: 1, 'first-price': 2 };

/** The number that stands for a mechanism in the WebAssembly kernels. */
export function mechanismCode(mechanism: MechanismId = 'gsp'): number {
  return codes[mechanism];
}
