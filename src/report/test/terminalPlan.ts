import type { TestPlanResult } from '../../core/experiments/planning/planTest.ts';
import { issueText } from '../messages/index.ts';
import { words } from '../table.ts';
import { count } from './format.ts';
import { textTable } from './terminalTest.ts';

/** A test plan for the terminal. */
export function terminalPlan(plan: TestPlanResult): string {
  const rows: [string, string][] = [
    ['length', `${plan.weeks} week${plan.weeks === 1 ? '' : 's'} (${plan.days} days)`],
    ['impressions a creative (least share)', count(plan.impressionsPerArm)],
    ...(plan.clicksPerArm === undefined
      ? []
      : [['clicks a creative', count(plan.clicksPerArm)] as [string, string]]),
    ['impressions in all', count(plan.totalImpressions)],
    ['looked at once, two creatives', `${count(plan.impressionsPerArmFixed)} impressions each`],
    ['chance to find the lift', `${(100 * plan.power).toFixed(0)} %`],
    ...(plan.cost === undefined ? [] : [['cost', count(plan.cost)] as [string, string]]),
    ['z to reach at the end of each week', plan.weeklyBounds.map((z) => z.toFixed(2)).join(', ')],
  ];
  const table = textTable({
    caption: 'Plan',
    columns: [
      { key: 'what', label: 'plan', unit: null, align: 'left' },
      { key: 'value', label: '', unit: null, align: 'left' },
    ],
    rows: rows.map(([what, value]) => ({ what: words(what), value: words(value) })),
  });
  const warnings = plan.warnings.map((warning) => `Warning: ${issueText(warning)}`);
  const next = `Analyse with: bidwright test analyze FILE.csv --planned ${Math.round(plan.impressionsPerArm)}`;
  return [table, ...warnings, next, ''].join('\n');
}
