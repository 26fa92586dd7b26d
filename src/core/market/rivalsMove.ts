import type { ResolvedScenario } from '../scenario/resolved.ts';

/** Whether rivals move in ways that are known only while a run goes on: they drift, answer, or come by chance. */
export function rivalsMove({ market }: ResolvedScenario): boolean {
  const { rivals } = market;
  return (
    rivals !== undefined &&
    (rivals.drift !== undefined || rivals.reaction !== undefined || rivals.entryRate > 0)
  );
}
