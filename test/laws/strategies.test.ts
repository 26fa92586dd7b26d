import { describe, expect, it } from 'vitest';
import { strategies } from '../../src/core/strategies/registry.ts';
import { checkLaw, strategyLaws } from '../../src/testing/index.ts';

/** A longer run: LAW_RUNS=200 npx vitest run test/laws/strategies.test.ts */
const runs = Number(process.env['LAW_RUNS'] ?? 3);

describe.each(strategies.map((strategy) => ({ name: strategy.name, strategy })))('$name', ({ strategy }) => {
  it.each(strategyLaws.map((law) => ({ statement: law.statement, law })))('$statement', ({ law }) => {
    const result = checkLaw(law, strategy, { runs });
    expect(result.problem ?? '').toBe('');
    expect(result.status).not.toBe('broken');
  });
});
