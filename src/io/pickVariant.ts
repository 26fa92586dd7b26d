import { InputError } from '../core/issues/issue.ts';
import { nearest } from '../core/issues/nearest.ts';
import type { LoadedScenario } from './scenarioFile.ts';

/** A loaded scenario as one of its variants. Throws InputError `scenario.unknown-variant` with the nearest id. */
export function pickVariant(loaded: LoadedScenario, id: string): LoadedScenario {
  const variants = loaded.variants();
  const variant = variants.find((one) => one.id === id);
  if (variant !== undefined) {
    const { raw, scenario, resolved } = variant;
    return { ...loaded, raw, scenario, resolved };
  }
  const candidates = variants.map((one) => one.id);
  const near = nearest(id, candidates);
  const params = { value: id, candidates, ...(near === undefined ? {} : { near }) };
  throw new InputError([{ code: 'scenario.unknown-variant', path: ['variants'], file: loaded.file, params }]);
}
