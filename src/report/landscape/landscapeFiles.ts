import type { LandscapeResult } from '../../core/analysis/landscape/landscapeResult.ts';
import { csvTable } from '../csv/csvTable.ts';
import type { LandscapeModel } from './landscapeModel.ts';

/** The files of `bidwright landscape` by name: the page, the result as data, a row a bid, a row a subject, a row a budget. */
export async function landscapeFiles(
  result: LandscapeResult,
  model: LandscapeModel,
): Promise<Readonly<Record<string, string>>> {
  const { landscapePage } = await import('../html/landscapePage.ts');
  const { points, places, budgets, quality } = model;
  return {
    'landscape.html': await landscapePage(model),
    'landscape.json': `${JSON.stringify(result, null, 1)}\n`,
    'landscape.csv': csvTable(points),
    'places.csv': csvTable(places),
    ...(budgets.rows.length === 0 ? {} : { 'budgets.csv': csvTable(budgets) }),
    ...(quality.rows.length === 0 ? {} : { 'quality.csv': csvTable(quality) }),
  };
}
