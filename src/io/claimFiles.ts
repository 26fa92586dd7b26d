import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ClaimWorld } from '../core/research/claims/claimWorld.ts';
import { loadScenario } from './scenarioFile.ts';

/** The folder scenarios/claims of this package: the nearest one above this file. Throws where the package is incomplete. */
export function claimsFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const claims = join(folder, 'scenarios', 'claims');
    if (existsSync(claims)) return claims;
    if (dirname(folder) === folder) throw new Error('cannot find scenarios/claims beside the program');
  }
}

/** Reads the scenario of a claim with its variants. Throws InputError. */
export async function loadClaimWorld(file: string, seed?: number): Promise<ClaimWorld> {
  const loaded = await loadScenario(file, seed === undefined ? {} : { seed });
  const variants = new Map(loaded.variants().map(({ id, resolved }) => [id, resolved]));
  return new ClaimWorld(loaded.resolved, variants);
}
