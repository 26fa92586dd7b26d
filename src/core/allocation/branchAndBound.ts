import { clipDomain, type Domain } from './domain.ts';
import { envelopeOf, envelopeValue, type Envelope } from './envelope.ts';
import type { Curve } from './curves/curve.ts';
import { compensatedSum } from '../math/sum.ts';
import type { Conflict } from './limits.ts';
import type { Objective, Prices } from './priceNodes.ts';
import type { Relaxation } from './relax.ts';

/** Curves on domains, with an objective. */
export interface CurveProblem {
  readonly curves: readonly Curve[];
  readonly domains: readonly Domain[];
  readonly objective: Objective;
}

/** Solves the relaxation over envelopes under the problem's limits: the price fold, or a linear program outside trees. */
export type Relax = (envelopes: readonly Envelope[]) => Relaxation;

/** The best allocation found, and a bound that nothing exceeds. */
export type Search =
  | {
      readonly status: 'optimal';
      readonly spend: Float64Array;
      /** Objective of `spend` on the curves themselves. */
      readonly value: number;
      readonly bound: number;
      /** Multipliers at the answer, within the concave stretches it lies in. */
      readonly prices: Prices;
      /** Dual bound of the relaxation of the whole problem. */
      readonly dualBound: number;
      /** Whether curves that are not concave needed branch and bound. */
      readonly branched: boolean;
      /** Relaxations solved for it. */
      readonly nodes: number;
    }
  | { readonly status: 'infeasible'; readonly conflict: Conflict };

/** Relative gap at which the search stops. */
const TARGET_GAP = 1e-10;
/** Evaluations of plans that a search may spend, in units of one relaxation of one plan. */
const WORK = 60_000;

interface Node {
  readonly bound: number;
  readonly spend: Float64Array;
  /** Domains and envelopes of the plans that branching has narrowed. */
  readonly narrowed: ReadonlyMap<number, Envelope>;
}

/**
 * Exact optimum for curves that are not concave: branch and bound over the plans' ranges, with concave envelopes for
 * bounds and repaired jumps for candidates.
 *
 * A node's relaxation leaves at most a few plans inside a jump of their envelope; the plan with the widest gap is cut
 * in two at its spend, which tightens both envelopes. Source: Udell and Boyd 2013, Maximizing a Sum of Sigmoids.
 *
 * @param start an allocation known to meet the limits (today's), so that the answer is never worse
 */
export function branchAndBound(problem: CurveProblem, solve: Relax, start?: Float64Array): Search {
  const envelopes = problem.curves.map((curve, i) => envelopeOf(curve, problem.domains[i]!));
  const root = solve(envelopes);
  if (root.status === 'infeasible') return root;
  const search = new Searcher(problem, envelopes, solve);
  if (start !== undefined) search.offer(start);
  search.run({ bound: root.bound, spend: root.spend, narrowed: new Map() });
  const { best, bound, nodes } = search;
  if (best === undefined) return { status: 'infeasible', conflict: NOTHING_FOUND };
  const rootPrices = root.prices();
  const { dualBound } = rootPrices;
  const prices = search.isExact ? rootPrices : (search.local(best.spend)?.prices() ?? rootPrices);
  return {
    status: 'optimal',
    ...best,
    bound: Math.min(bound, root.bound),
    prices,
    dualBound,
    nodes,
    branched: !search.isExact,
  };
}

/** No allocation that keeps every limit was found although envelopes allow one: no single limit is to blame. */
export const NOTHING_FOUND: Conflict = {
  node: 'account',
  limit: 'together',
  required: NaN,
  attainable: NaN,
  against: 'capacity',
};

class Searcher {
  best: { spend: Float64Array; value: number } | undefined;
  /** Highest bound among the nodes that were closed or left open. */
  bound = -Infinity;
  nodes = 0;
  private readonly problem: CurveProblem;
  private readonly envelopes: readonly Envelope[];
  private readonly solve: Relax;
  private readonly concave: readonly boolean[];
  private readonly regions: Map<string, Envelope>[];

  constructor(problem: CurveProblem, envelopes: readonly Envelope[], solve: Relax) {
    this.problem = problem;
    this.envelopes = envelopes;
    this.solve = solve;
    this.concave = envelopes.map(isExact);
    this.regions = envelopes.map(() => new Map<string, Envelope>());
  }

  run(root: Node): void {
    const open: Node[] = [root];
    const limit = Math.max(3, WORK / this.envelopes.length);
    while (open.length > 0) {
      const node = open.pop()!;
      this.nodes++;
      const widest = this.widestGap(node);
      if (widest === undefined) this.offer(node.spend);
      else this.repair(node.spend);
      if (widest === undefined || this.closes(node.bound) || this.nodes >= limit) {
        this.bound = Math.max(this.bound, node.bound);
        if (this.nodes >= limit) break;
        continue;
      }
      for (const domain of this.cut(node, widest)) {
        const child = this.child(node, widest, domain);
        if (child === undefined) continue;
        if (this.closes(child.bound)) this.bound = Math.max(this.bound, child.bound);
        else insertByBound(open, child);
      }
    }
    this.bound = Math.max(this.bound, open.at(-1)?.bound ?? -Infinity, this.best?.value ?? -Infinity);
  }

  /** Whether every envelope is its curve, so that the relaxation is the problem. */
  get isExact(): boolean {
    return this.concave.every(Boolean);
  }

  /** The problem within the concave stretches around an allocation. */
  local(spend: Float64Array): (Relaxation & { status: 'optimal' }) | undefined {
    const regions = this.envelopes.map((envelope, plan) =>
      this.concave[plan]! ? envelope : this.region(plan, stay(envelope, spend[plan]!)),
    );
    const solution = this.solve(regions);
    return solution.status === 'optimal' ? solution : undefined;
  }

  /** Takes an allocation on the curves as the best so far if it is. */
  offer(spend: Float64Array): void {
    const { curves, objective } = this.problem;
    const { valueWeight, moneyPrice } = objective;
    const value = compensatedSum(spend.map((x, i) => valueWeight * curves[i]!.value(x) - moneyPrice * x));
    if (this.best === undefined || value > this.best.value) this.best = { spend: spend.slice(), value };
  }

  private closes(bound: number): boolean {
    return this.best !== undefined && bound - this.best.value <= TARGET_GAP * Math.abs(this.best.value);
  }

  private envelopeAt(node: Node, plan: number): Envelope {
    return node.narrowed.get(plan) ?? this.envelopes[plan]!;
  }

  /** The plan whose envelope promises most beyond its curve. */
  private widestGap(node: Node): number | undefined {
    let widest: number | undefined;
    let most = 0;
    for (let plan = 0; plan < node.spend.length; plan++) {
      if (this.concave[plan]!) continue;
      const gap = gapAt(this.envelopeAt(node, plan), node.spend[plan]!);
      if (gap > most) [widest, most] = [plan, gap];
    }
    return widest;
  }

  private cut(node: Node, plan: number): Domain[] {
    const { domain } = this.envelopeAt(node, plan);
    const at = node.spend[plan]!;
    const inside = domain.find(({ from, to }) => from <= at && at <= to);
    if (inside === undefined) {
      const after = domain.findIndex(({ from }) => from > at);
      return [domain.slice(0, after), domain.slice(after)];
    }
    const margin = (inside.to - inside.from) / 1024;
    const middle = Math.min(inside.to - margin, Math.max(inside.from + margin, at));
    return [clipDomain(domain, -Infinity, middle), clipDomain(domain, middle, Infinity)];
  }

  private child(node: Node, plan: number, domain: Domain): Node | undefined {
    const narrowed = new Map(node.narrowed).set(plan, envelopeOf(this.problem.curves[plan]!, domain));
    const relaxation = this.solve(this.envelopes.map((envelope, i) => narrowed.get(i) ?? envelope));
    if (relaxation.status === 'infeasible') return undefined;
    return { bound: Math.min(node.bound, relaxation.bound), spend: relaxation.spend, narrowed };
  }

  /**
   * Candidates from a relaxed allocation: plans inside a jump go to its lower end, to its upper end or stay where they
   * are; then all are allocated anew, each within the concave stretch of its curve, which is exact.
   */
  private repair(relaxed: Float64Array): void {
    for (const choose of [lowerEnd, upperEnd, stay]) {
      const anchors = this.envelopes.map((envelope, plan) => choose(envelope, relaxed[plan]!));
      const regions = this.envelopes.map((envelope, plan) =>
        this.concave[plan]! ? envelope : this.region(plan, anchors[plan]!),
      );
      const solution = this.solve(regions);
      if (solution.status === 'optimal') this.offer(solution.spend);
    }
  }

  /** The curve itself on the widest concave stretch of the plan's domain around an allowed spend. */
  private region(plan: number, anchor: number): Envelope {
    const curve = this.problem.curves[plan]!;
    const { from, to } = curve.concaveAround(anchor);
    const interval = this.problem.domains[plan]!.find((part) => part.from <= anchor && anchor <= part.to)!;
    const stretch = { from: Math.max(from, interval.from), to: Math.min(to, interval.to) };
    const key = `${stretch.from} ${stretch.to}`;
    const cached = this.regions[plan]!.get(key);
    if (cached !== undefined) return cached;
    const envelope = envelopeOf(curve, [stretch]);
    if (stretch.to > stretch.from) this.regions[plan]!.set(key, envelope);
    return envelope;
  }
}

/** Whether an envelope is the curve itself everywhere. */
function isExact({ curve, domain }: Envelope): boolean {
  if (domain.length !== 1) return false;
  const { from, to } = curve.concaveAround(domain[0]!.from);
  return from <= domain[0]!.from && to >= domain[0]!.to;
}

/** How much the envelope exceeds what the plan can really earn at a spend; what an allowed spend below earns, if it is not allowed. */
function gapAt(envelope: Envelope, spend: number): number {
  const { curve, domain } = envelope;
  const promised = envelopeValue(envelope, spend);
  if (domain.some(({ from, to }) => from <= spend && spend <= to)) {
    const gap = promised - curve.value(spend);
    return gap > 2 ** -46 * Math.abs(promised) ? gap : 0;
  }
  return promised - curve.value(lowerEnd(envelope, spend));
}

function jumpAt({ spend }: Envelope, at: number): number {
  let piece = 0;
  while (piece + 2 < spend.length && spend[piece + 1]! <= at) piece++;
  return piece;
}

function lowerEnd(envelope: Envelope, at: number): number {
  const { spend, arc } = envelope;
  if (spend.length === 1) return spend[0]!;
  const piece = jumpAt(envelope, at);
  if (arc[piece]! || at >= spend[piece + 1]!) return Math.min(at, spend[piece + 1]!);
  return spend[piece]!;
}

function upperEnd(envelope: Envelope, at: number): number {
  const { spend, arc } = envelope;
  if (spend.length === 1) return spend[0]!;
  const piece = jumpAt(envelope, at);
  if (arc[piece]! || at <= spend[piece]!) return Math.max(at, spend[piece]!);
  return spend[piece + 1]!;
}

function stay(envelope: Envelope, at: number): number {
  const allowed = envelope.domain.some(({ from, to }) => from <= at && at <= to);
  return allowed ? at : lowerEnd(envelope, at);
}

/** Keeps the open nodes by rising bound, the best last. */
function insertByBound(open: Node[], node: Node): void {
  let low = 0;
  let high = open.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (open[middle]!.bound < node.bound) low = middle + 1;
    else high = middle;
  }
  open.splice(low, 0, node);
}
