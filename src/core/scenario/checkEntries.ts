import { checkKnown } from './checkNames.ts';
import type { Resolution } from './resolution.ts';

/** Advertisers who come to certain keywords come to keywords that some plan has. */
export function checkEntries(resolution: Resolution): void {
  const { market, plans } = resolution.scenario;
  const entries = market.rivals?.entries ?? [];
  if (!entries.some(({ keywords }) => keywords !== undefined)) return;
  const known = new Set(
    plans.flatMap((plan) => (plan.channel === 'search' ? plan.keywords.map(({ id }) => id) : [])),
  );
  entries.forEach(({ keywords }, e) =>
    keywords?.forEach((id, k) =>
      checkKnown(resolution, id, known, ['market', 'rivals', 'entries', e, 'keywords', k], 'keyword'),
    ),
  );
}
