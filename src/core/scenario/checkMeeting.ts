import type { Resolution } from './resolution.ts';
import { onDay, type DailySeries, type ResolvedPlan, type ResolvedScenario } from './resolved.ts';
import type { Plan } from './schema/plan.ts';

type Path = readonly (string | number)[];

/** A store whose plans may meet others in the same auctions, and where its plans stand in the file. */
interface Store {
  readonly plans: readonly ResolvedPlan[];
  readonly written: readonly Plan[];
  readonly path: Path;
  /** Empty for the scenario's own. */
  readonly name: string;
}

/** The competition a cell meets: figures by the name of their field. */
type Competition = Readonly<Record<string, DailySeries>>;

/**
 * Where auctions are shared, all plans that bid on a keyword or audience meet in the same ones, so what they say of the rivals there
 * must be the same, once defaults are filled in.
 */
export function checkMeeting(
  resolution: Resolution,
  plans: readonly ResolvedPlan[],
  rivalStores: readonly ResolvedScenario[],
): void {
  const { scenario, written, days } = resolution;
  const rivals = rivalStores.map((store): Store => {
    const index = written.rivalStores.findIndex(({ id }) => id === store.name);
    const path = ['rivalStores', index];
    return { plans: store.plans, written: written.rivalStores[index]!.plans, path, name: store.name };
  });
  const shared = scenario.market.sharedAuctions ?? rivals.length > 0;
  const own: Store = { plans, written: scenario.plans, path: [], name: '' };
  const first = new Map<string, { readonly plan: string; readonly competition: Competition }>();
  for (const store of shared ? [own, ...rivals] : rivals)
    for (const plan of store.plans)
      for (const cell of plan.cells) {
        const place = `${plan.channel}/${cell.id}`;
        const competition: Competition = 'rivals' in cell ? cell.rivals : { marketCpm: cell.marketCpm };
        const before = first.get(place);
        if (before === undefined) {
          first.set(place, { plan: [store.name, plan.id].filter(Boolean).join(': '), competition });
          continue;
        }
        const gap = difference(competition, before.competition, days);
        if (gap === null) continue;
        const item = 'origin' in cell ? cell.origin.keyword : cell.id;
        const path = [...pathOf(store, plan, item), ...('rivals' in cell ? ['rivals'] : []), gap.field];
        const { value, other } = gap;
        resolution.problem('scenario.other-rivals', path, { value, other, plan: before.plan, keyword: item });
      }
}

/** The first figure in which two plans differ, on the first day they do. */
function difference(
  ours: Competition,
  theirs: Competition,
  days: number,
): { readonly field: string; readonly value: number; readonly other: number } | null {
  for (const [field, series] of Object.entries(ours)) {
    const before = theirs[field]!;
    const constant = typeof series === 'number' && typeof before === 'number';
    for (let day = 0; day < (constant ? 1 : days); day++) {
      const [value, other] = [onDay(series, day), onDay(before, day)];
      if (value !== other) return { field, value, other };
    }
  }
  return null;
}

/** Where a keyword or audience of a plan stands in the file. */
function pathOf({ written, path }: Store, { id, channel }: ResolvedPlan, item: string): Path {
  const index = written.findIndex((plan) => plan.id === id);
  const plan = written[index]!;
  const items: readonly { readonly id: string }[] =
    plan.channel === 'search' ? plan.keywords : plan.audiences;
  const list = channel === 'search' ? 'keywords' : 'audiences';
  return [...path, 'plans', index, list, items.findIndex((one) => one.id === item)];
}
