import { describe, expect, it } from 'vitest';
import { checkStrategy } from '../../src/testing/index.ts';
import { loadStrategyFile } from '../../src/io/strategyFile.ts';

describe('the worked example of docs/strategies.md', () => {
  it('loads from its TypeScript file and keeps every law', async () => {
    const strategy = await loadStrategyFile('examples/my-strategy.ts');
    expect(strategy.name).toBe('mine');
    const broken = checkStrategy(strategy, { runs: 4 }).filter(({ status }) => status === 'broken');
    expect(broken.map(({ law, problem }) => `${law}: ${problem}`)).toEqual([]);
  });
});
