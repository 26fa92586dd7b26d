import type { DeliveryBlock } from '../contract/deliveryBlock.ts';
import type { EngineState } from './state.ts';

/** Display that brings searches for own-brand words; what holds for every run. */
export interface PreparedSpillover {
  readonly strength: number;
  /** Share of the distance each of the two stages of the lag closes a day. */
  readonly rate: number;
  /** Display impressions a day that count as usual. */
  readonly usual: number;
  /** Display impressions a day of the weeks before the first day. */
  readonly before: number;
  /** 1 for cells of own-brand words. */
  readonly brand: Uint8Array;
}

/** Display impressions a day as searches for the brand feel them: two stages, so that most comes later than at once. */
export interface SpilloverState {
  first: number;
  second: number;
  /** Factor on searches for own-brand words today. */
  lift: number;
}

export function startSpillover(spillover: PreparedSpillover | null): SpilloverState | null {
  if (spillover === null) return null;
  const { before } = spillover;
  return { first: before, second: before, lift: liftOf(spillover, before) };
}

/** The searches written are those of usual display: lift = (1 + strength x felt / usual) / (1 + strength). */
function liftOf({ strength, usual }: PreparedSpillover, felt: number): number {
  return usual > 0 ? (1 + (strength * felt) / usual) / (1 + strength) : 1;
}

/** The evening: today's display impressions enter the lag, and tomorrow's lift is set. */
export function closeSpillover({ prepared, spillover, ledger }: EngineState, day: number): void {
  if (spillover === null) return;
  const { plans, days } = prepared.scenario;
  let shown = 0;
  plans.forEach(({ channel }, p) => {
    if (channel === 'display') shown += ledger.impressions[p * days + day]!;
  });
  const { rate } = prepared.spillover!;
  // The first stage takes today's display at once: at a mean lag of one day tomorrow's searches feel it in full.
  spillover.first += rate * (shown - spillover.first);
  spillover.second += rate * (spillover.first - spillover.second);
  spillover.lift = liftOf(prepared.spillover!, spillover.second);
}

/** More searches for the same words: everything that counts them grows alike. */
export function liftDemand(block: DeliveryBlock, at: number, factor: number): void {
  block.opportunities[at]! *= factor;
  block.impressions[at]! *= factor;
  block.clicks[at]! *= factor;
  block.cost[at]! *= factor;
  block.rankSum[at]! *= factor;
  block.normalisedImpressions[at]! *= factor;
}
