import type { Channel, PlanMarket } from '../contract/channel.ts';
import type { ResolvedPlan, ResolvedScenario } from '../scenario/resolved.ts';
import { displayChannel } from './display/displayMarket.ts';
import { searchChannel } from './search/searchMarket.ts';

/** Every channel; laws run on each of them unasked. */
export const channels: readonly Channel[] = [searchChannel, displayChannel];

const byId = new Map(channels.map((channel) => [channel.id, channel]));

/** The market of a plan, ready to evaluate. */
export function marketOf(plan: ResolvedPlan, scenario: ResolvedScenario): PlanMarket {
  return byId.get(plan.channel)!.prepare(plan, scenario);
}
