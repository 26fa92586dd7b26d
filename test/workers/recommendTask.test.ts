import { expect, it } from 'vitest';
import { recommendTask } from '../../src/workers/recommendTask.ts';

it('a scenario of many mistakes is one row that tells three and points to validate', async () => {
  const file = 'scenarios/allocation/hill-ten.yaml';
  const rows = await recommendTask({ file, runs: 2 });
  expect(rows).toHaveLength(1);
  const [row] = rows;
  const told = 'error' in row! ? row.error.split(' | ') : [];
  expect(told).toHaveLength(4);
  expect(told[0]).toBe(`${file}:3:1: cannot read name: it is missing, must be text.`);
  expect(told[3]).toMatch(/^\d+ more: bidwright validate scenarios\/allocation\/hill-ten\.yaml$/);
});
