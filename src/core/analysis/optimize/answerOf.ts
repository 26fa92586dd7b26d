import type { PreparedScenario } from '../../engine/prepare.ts';
import { expectedOf, staysToday, type Expected } from './keepToday.ts';
import { searchSettings, type SearchedSettings } from './searchSettings.ts';

/** The settings recommended, what they are expected to bring, and today's beside them. */
export interface Answer {
  readonly prepared: PreparedScenario;
  readonly today: SearchedSettings['settings'];
  readonly searched: SearchedSettings;
  readonly expected: { readonly today: Expected; readonly recommended: Expected };
  /** Nothing found is worth a change, so today's settings stay. */
  readonly stays: boolean;
}

/** Daily budgets clip noisy days, so a target is aimed a little above itself until it is expected to be reached. */
const AIMS = 3;
const REACHED = 1e-3;

/** Searches the best settings; leaves today's where nothing found is worth a change. */
export function answerOf(prepared: PreparedScenario): Answer {
  const { plans, target } = prepared.scenario;
  const today: SearchedSettings['settings'] = {
    bid: Float64Array.from(plans, ({ bid }) => bid),
    dailyBudget: Float64Array.from(plans, ({ dailyBudget }) => dailyBudget),
    enabled: Uint8Array.from(plans, ({ enabled }) => (enabled ? 1 : 0)),
  };
  const before = expectedOf(prepared, today);
  const todaySpend = Float64Array.from(before.plans, ({ spend }) => spend);
  const search = (aim: number | undefined): { searched: SearchedSettings; found: Expected } => {
    const aimed =
      aim === undefined ? prepared : { ...prepared, scenario: { ...prepared.scenario, target: aim } };
    const searched = searchSettings(aimed, todaySpend);
    return { searched, found: expectedOf(prepared, searched.settings) };
  };
  const wanted = target ?? 0;
  let { searched, found } = search(target);
  const misses = (): boolean =>
    !searched.solution.short && found.worth > 0 && found.worth < wanted * (1 - REACHED);
  for (let i = 1, aim = wanted; i < AIMS && misses(); i++) {
    aim *= wanted / found.worth;
    const next = search(aim);
    if (next.found.worth > found.worth) ({ searched, found } = next);
  }
  const settings = { today, found: searched.settings };
  const stays = staysToday(prepared, settings, { today: before, found });
  if (!stays) return { prepared, today, searched, expected: { today: before, recommended: found }, stays };
  return {
    prepared,
    today,
    searched: { ...searched, settings: today },
    expected: { today: before, recommended: before },
    stays,
  };
}
