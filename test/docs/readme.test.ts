import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { optimize } from '../../src/core/analysis/optimize/optimize.ts';
import { loadScenario } from '../../src/io/scenarioFile.ts';
import { reportModel } from '../../src/report/model/reportModel.ts';
import { terminalSummary } from '../../src/report/terminal/terminalSummary.ts';

it('what README shows of the quickstart is what `npm start` prints', async () => {
  const [, shown] = /```\n(Spend [^`]*)```/.exec(readFileSync('README.md', 'utf8'))!;
  const { resolved } = await loadScenario('scenarios/01-quickstart.yaml');
  const printed = terminalSummary(reportModel(optimize(resolved)), [], { colour: false, width: 100 });
  const lines = printed.split('\n');
  for (const line of shown!.split('\n')) expect(lines).toContain(line);
});
