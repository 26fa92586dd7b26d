import { readFile } from 'node:fs/promises';
import { InputError } from '../core/issues/issue.ts';
import { historyOf, PRICE_CAP, type AuctionLog, type PriceHistory } from '../core/research/replay/log.ts';

/**
 * Reads a log of auctions: a row an impression with clicked (0/1), market price, predicted click-through rate, separated by commas,
 * tabs or spaces; a first line of names is skipped. Throws InputError `replay.row` with file and line.
 */
export async function readAuctionLog(file: string): Promise<AuctionLog> {
  const text = await readOrError(file);
  const lines = text.split('\n');
  const clicked = new Uint8Array(lines.length);
  const price = new Int32Array(lines.length);
  const predicted = new Float64Array(lines.length);
  let rows = 0;
  lines.forEach((line, index) => {
    const trimmed = line.trim();
    if (trimmed === '') return;
    const [click, market, rate] = trimmed.split(/[\s,;]+/).map(Number);
    const sound =
      (click === 0 || click === 1) && Number.isInteger(market) && market! >= 0 && rate! >= 0 && rate! <= 1;
    if (!sound && index === 0 && /[a-z]/i.test(trimmed)) return;
    if (!sound)
      throw new InputError([
        {
          code: 'replay.row',
          path: [],
          file,
          line: index + 1,
          column: 1,
          params: { value: trimmed.slice(0, 60) },
        },
      ]);
    clicked[rows] = click!;
    price[rows] = market!;
    predicted[rows] = rate!;
    rows++;
  });
  return {
    clicked: clicked.subarray(0, rows),
    price: price.subarray(0, rows),
    predicted: predicted.subarray(0, rows),
  };
}

/** Reads a history: a JSON histogram `{impressions, clicks, cost, priceCounts}`, or a log. */
export async function readPriceHistory(file: string): Promise<PriceHistory> {
  const text = await readOrError(file);
  if (!text.trimStart().startsWith('{')) return historyOf(await readAuctionLog(file));
  let data: Partial<Record<'impressions' | 'clicks' | 'cost' | 'priceCounts', unknown>>;
  try {
    data = JSON.parse(text) as typeof data;
  } catch {
    throw problem(file, 'it is not JSON');
  }
  const { impressions, clicks, cost, priceCounts } = data;
  const amount = (value: unknown): value is number =>
    typeof value === 'number' && value >= 0 && value < Infinity;
  if (!amount(impressions) || impressions === 0 || !amount(clicks) || !amount(cost))
    throw problem(file, 'impressions (above 0), clicks and cost must be numbers');
  if (!Array.isArray(priceCounts) || priceCounts.length > PRICE_CAP + 1 || !priceCounts.every(amount))
    throw problem(file, `priceCounts must be a list of at most ${PRICE_CAP + 1} counts`);
  const counts = new Float64Array(PRICE_CAP + 1);
  counts.set(priceCounts as number[]);
  return { impressions, clicks, cost, priceCounts: counts };
}

async function readOrError(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw problem(file, 'it cannot be read');
  }
}

function problem(file: string, what: string): InputError {
  return new InputError([{ code: 'replay.file', path: [], params: { file, problem: what } }]);
}
