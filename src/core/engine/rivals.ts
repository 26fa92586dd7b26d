import { emptyDelivery, type CellDelivery } from '../contract/channel.ts';
import { exp, log1p, pow } from '../math/elementary.ts';
import { streamKey, uniform, type StreamKey } from '../math/keyed.ts';
import { normalQuantile } from '../math/normalQuantile.ts';
import { poissonQuantile } from '../math/poisson.ts';
import { rivalsMove } from '../market/rivalsMove.ts';
import type { ResolvedScenario } from '../scenario/resolved.ts';
import type { PreparedScenario } from './prepare.ts';
import type { EngineState } from './state.ts';

type Rivals = NonNullable<ResolvedScenario['market']['rivals']>;

/** What the rivals of one cell did; the log of a run. */
export interface RivalAction {
  /** 0-based. */
  readonly day: number;
  readonly planId: string;
  readonly cellId: string;
  readonly action: 'raise' | 'lower' | 'enter';
  /** Level of their bids relative to the start after a raise or lowering; advertisers who came. */
  readonly value: number;
}

/** Rivals of every cell as they stand in one run: how far their bids have wandered and moved, and who has come. */
export interface RivalsState {
  readonly rules: Rivals;
  /** One stream a word or audience: plans that bid on the same meet the same rivals. */
  readonly keys: readonly StreamKey[];
  /** 1 for cells of search plans. */
  readonly words: Uint8Array;
  /** Log of the drifted bid level, by cell. */
  readonly level: Float64Array;
  /** Log of what answers have added, by cell. */
  readonly answer: Float64Array;
  /** Advertisers who came by chance, by cell. */
  readonly entered: Float64Array;
  /** Factor on rivals' bids today, by cell. */
  readonly bids: Float64Array;
  /** What was unusual about the own share, -1, 0 or 1: (day mod lag, cell). */
  readonly unusual: Int8Array;
  readonly log: RivalAction[];
}

/** Names the draws of one word and day. */
const draw = { drift: 0, answer: 1, enter: 2 } as const;
const daysOfMonth = 30;
const delivery: CellDelivery = emptyDelivery();

/** Null where rivals stand as the scenario says. */
export function startRivals(
  { scenario, cellStart }: PreparedScenario,
  seed: number,
  replication: number,
): RivalsState | null {
  const { rivals } = scenario.market;
  if (rivals === undefined || !rivalsMove(scenario)) return null;
  const cells = cellStart[scenario.plans.length]!;
  const path = (word: string): string => `run/${replication}/rivals/${word}`;
  return {
    rules: rivals,
    keys: scenario.plans.flatMap((plan) =>
      plan.channel === 'search'
        ? plan.cells.map(({ origin }) => streamKey(seed, path(`search/${origin.words.toLowerCase()}`)))
        : plan.cells.map(({ id }) => streamKey(seed, path(`display/${id}`))),
    ),
    words: Uint8Array.from(
      scenario.plans.flatMap(({ channel, cells: own }) => own.map(() => (channel === 'search' ? 1 : 0))),
    ),
    level: new Float64Array(cells),
    answer: new Float64Array(cells),
    entered: new Float64Array(cells),
    bids: new Float64Array(cells).fill(1),
    unusual: new Int8Array((rivals.reaction?.lagDays ?? 0) * cells),
    log: [],
  };
}

/** The morning: bids drift, answers to the share of some days ago are given, newcomers come. The first day stands as written. */
export function openRivals(state: EngineState, day: number): void {
  const { rivals } = state;
  if (rivals === null || day === 0) return;
  const { drift, reaction, entryRate } = rivals.rules;
  if (drift !== undefined && state.stochastic) wander(rivals, drift, day);
  if (reaction !== undefined && day >= reaction.lagDays) answerShares(state, rivals, reaction, day);
  if (entryRate > 0) enter(state, rivals, entryRate / daysOfMonth, day);
  const variance = drift === undefined || !state.stochastic ? 0 : varianceAfter(drift, day);
  // The mean of the factor is 1 on every day, so that expected values stand in the middle of what is drawn.
  for (let cell = 0; cell < rivals.bids.length; cell++)
    rivals.bids[cell] = exp(rivals.level[cell]! - variance / 2 + rivals.answer[cell]!);
}

/** x <- phi x + sd sqrt(1 - phi^2) z, phi = persistence^(1/7). */
function wander(rivals: RivalsState, drift: NonNullable<Rivals['drift']>, day: number): void {
  const phi = dailyPersistence(drift);
  const sd = drift.sd * Math.sqrt(1 - phi * phi);
  for (let cell = 0; cell < rivals.level.length; cell++) {
    const z = normalQuantile(uniform(rivals.keys[cell]!, day, draw.drift));
    rivals.level[cell] = phi * rivals.level[cell]! + sd * z;
  }
}

function dailyPersistence({ weeklyPersistence }: NonNullable<Rivals['drift']>): number {
  return weeklyPersistence > 0 ? pow(weeklyPersistence, 1 / 7) : 0;
}

/** Variance of the level `day` days after it stood at 0. */
function varianceAfter(drift: NonNullable<Rivals['drift']>, day: number): number {
  const left = drift.weeklyPersistence > 0 ? pow(drift.weeklyPersistence, (2 * day) / 7) : 0;
  return drift.sd * drift.sd * (1 - left);
}

/** A share above the usual is answered by a raise, one below by lowering; in expected values by the probable part of it. */
function answerShares(
  state: EngineState,
  rivals: RivalsState,
  { probability, step, lagDays, reach }: NonNullable<Rivals['reaction']>,
  day: number,
): void {
  const cells = rivals.answer.length;
  const size = log1p(step);
  for (let cell = 0; cell < cells; cell++) {
    const sign = rivals.unusual[(day % lagDays) * cells + cell]!;
    if (sign === 0) continue;
    const part = !state.stochastic
      ? probability
      : uniform(rivals.keys[cell]!, day, draw.answer) < probability
        ? 1
        : 0;
    if (part === 0) continue;
    const before = rivals.answer[cell]!;
    const after = Math.min(reach, Math.max(-reach, before + sign * part * size));
    rivals.answer[cell] = after;
    if (state.stochastic && after !== before)
      note(state, rivals, day, cell, sign > 0 ? 'raise' : 'lower', exp(after));
  }
}

/** Newcomers bid on words; who comes to an audience is part of its market price. */
function enter(state: EngineState, rivals: RivalsState, mean: number, day: number): void {
  for (let cell = 0; cell < rivals.entered.length; cell++) {
    if (rivals.words[cell] === 0) continue;
    if (!state.stochastic) rivals.entered[cell]! += mean;
    else {
      const came = poissonQuantile(uniform(rivals.keys[cell]!, day, draw.enter), mean);
      if (came === 0) continue;
      rivals.entered[cell]! += came;
      note(state, rivals, day, cell, 'enter', came);
    }
  }
}

function note(
  { prepared }: EngineState,
  rivals: RivalsState,
  day: number,
  cell: number,
  action: RivalAction['action'],
  value: number,
): void {
  const plan = planOfCell(prepared.cellStart, cell);
  rivals.log.push({
    day,
    planId: prepared.scenario.plans[plan]!.id,
    cellId: prepared.markets[plan]!.cellIds[cell - prepared.cellStart[plan]!]!,
    action,
    value,
  });
}

function planOfCell(cellStart: Int32Array, cell: number): number {
  let plan = 0;
  while (cellStart[plan + 1]! <= cell) plan++;
  return plan;
}

/**
 * The evening: rivals look at each cell's share of the impressions on offer, at the bid in force and their bids as answered so
 * far, against the share at the usual bid and their bids as they began. Budget, drift and season are in neither, so that
 * a promoter who changes nothing is left alone.
 */
export function closeRivals(state: EngineState, day: number): void {
  const { rivals, prepared } = state;
  const reaction = rivals?.rules.reaction;
  if (rivals === null || reaction === undefined) return;
  const { plans } = prepared.scenario;
  const row = (day % reaction.lagDays) * rivals.answer.length;
  plans.forEach((plan, p) => {
    for (let cell = prepared.cellStart[p]!; cell < prepared.cellStart[p + 1]!; cell++) {
      const usual = shareAt(state, p, cell, day, plan.usualBid, 1);
      const bid = state.enabled[p] === 1 ? state.bid[p]! : 0;
      const share = shareAt(state, p, cell, day, bid, exp(rivals.answer[cell]!));
      rivals.unusual[row + cell] =
        share > usual * (1 + reaction.tolerance) ? 1 : share < usual / (1 + reaction.tolerance) ? -1 : 0;
    }
  });
}

function shareAt(
  state: EngineState,
  plan: number,
  cell: number,
  day: number,
  bid: number,
  rivalBids: number,
): number {
  if (!(bid > 0)) return 0;
  const { prepared, quality, predicted } = state;
  const place = cell - prepared.cellStart[plan]!;
  const market = prepared.markets[plan]!;
  market.deliver(place, day, bid, quality[cell]!, predicted[cell]!, delivery, rivalBids);
  return delivery.opportunities > 0 ? delivery.impressions / delivery.opportunities : 0;
}
