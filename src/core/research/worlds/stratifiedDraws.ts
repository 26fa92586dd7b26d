import { streamKey, uniform } from '../../math/keyed.ts';

/** The uniform draws of one plan, by channel. */
export interface PlanDraws {
  readonly id: string;
  readonly uniform: (channel: number) => number;
}

/**
 * Latin hypercube over plans (McKay, Beckman, Conover 1979): in every channel the plans of a world take each of its n strata once, in an
 * order of the channel's own. Worlds of different seeds then differ in who is what, not in how many good plans they happened to get,
 * so that twenty seeds say what hundreds of independent worlds would.
 */
export function stratifiedDraws(seed: number, ids: readonly string[]): PlanDraws[] {
  const keys = ids.map((id) => streamKey(seed, `world/${id}`));
  const rankOf = new Map<number, Int32Array>();
  const ranks = (channel: number): Int32Array => {
    let known = rankOf.get(channel);
    if (known !== undefined) return known;
    const order = keys.map((key, i) => ({ i, at: uniform(key, 1, channel) })).sort((a, b) => a.at - b.at);
    known = new Int32Array(ids.length);
    order.forEach(({ i }, rank) => (known![i] = rank));
    rankOf.set(channel, known);
    return known;
  };
  return ids.map((id, i) => ({
    id,
    uniform: (channel) => (ranks(channel)[i]! + uniform(keys[i]!, 0, channel)) / ids.length,
  }));
}
