import { normalPdf } from '../../math/normal.ts';
import { gaussLegendre } from '../../math/quadrature.ts';
import { normalUpper } from '../special/normalUpper.ts';

const RULE = gaussLegendre(8);
const FAR = 8.5;

/**
 * P(crossing the upper z-bounds at some look, before any lower one) when the statistic has drift: B(t) + drift t.
 *
 * drift is the expected z at full information, lift / standard error. The same recursion as the boundaries', unfolded, since
 * with drift the two sides differ. Used for plans.
 */
export function crossingPower(
  fractions: readonly number[],
  bounds: readonly number[],
  drift: number,
): number {
  let nodes = Float64Array.of(0);
  let masses = Float64Array.of(1);
  let time = 0;
  let power = 0;
  fractions.forEach((t, look) => {
    const step = Math.sqrt(t - time);
    if (!(step > 0)) return;
    const shift = drift * (t - time);
    const reach = FAR * Math.sqrt(t) + Math.abs(drift) * t;
    const critical = Math.min(bounds[look] * Math.sqrt(t), reach);
    for (let j = 0; j < nodes.length; j++) {
      power += masses[j] * normalUpper((critical - nodes[j] - shift) / step);
    }
    const following = fractions[look + 1] ?? t;
    const scale = Math.min(step, following > t ? Math.sqrt(following - t) : step);
    const panels = Math.max(1, Math.ceil((2 * critical) / (1.5 * scale)));
    const width = (2 * critical) / panels;
    const next = new Float64Array(panels * RULE.nodes.length);
    const nextMasses = new Float64Array(next.length);
    for (let at = 0; at < next.length; at++) {
      const i = at % RULE.nodes.length;
      next[at] = -critical + width * ((at - i) / RULE.nodes.length + (1 + RULE.nodes[i]) / 2);
      let density = 0;
      for (let j = 0; j < nodes.length; j++) {
        const z = (next[at] - nodes[j] - shift) / step;
        if (Math.abs(z) < FAR) density += masses[j] * normalPdf(z);
      }
      nextMasses[at] = (density / step) * ((RULE.weights[i] * width) / 2);
    }
    nodes = next;
    masses = nextMasses;
    time = t;
  });
  return power;
}
