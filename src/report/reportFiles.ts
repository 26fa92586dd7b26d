import type { OptimizeResult } from '../core/analysis/optimizeResult.ts';
import { csvTable } from './csv/csvTable.ts';
import type { ReportModel } from './model/reportModel.ts';

/** The files of one scenario's answer by name: the page, the result as data, a row a plan. */
export async function reportFiles(
  result: OptimizeResult,
  model: ReportModel,
): Promise<Readonly<Record<'report.html' | 'result.json' | 'plans.csv', string> & { 'steps.csv'?: string }>> {
  const { optimizePage } = await import('./html/optimizePage.ts');
  return {
    'report.html': await optimizePage(model),
    'result.json': `${JSON.stringify(result, null, 1)}\n`,
    'plans.csv': csvTable(model.planTable),
    ...(model.stepsTable === null ? {} : { 'steps.csv': csvTable(model.stepsTable) }),
  };
}
