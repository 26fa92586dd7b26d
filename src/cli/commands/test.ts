import type { Command } from 'commander';
import { registerAnalyze } from './test/analyze.ts';
import { registerCases } from './test/cases.ts';
import { registerElements } from './test/elements.ts';
import { registerPlan } from './test/plan.ts';
import { registerRun } from './test/run.ts';
import { registerTerms } from './test/terms.ts';

/** `bidwright test`: horizontal tests of creatives. */
export function register(program: Command): void {
  const test = program
    .command('test')
    .description(
      'horizontal tests: creatives side by side, a winner one can trust, the elements that attract',
    );
  registerPlan(test);
  registerAnalyze(test);
  registerRun(test);
  registerElements(test);
  registerTerms(test);
  registerCases(test);
}
