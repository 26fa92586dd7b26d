import type { CompareResult } from '../../core/analysis/compare.ts';
import { en, type Locale } from '../locales/en.ts';
import { painter, type TerminalOptions } from '../terminal/style.ts';
import { terminalTable } from '../terminal/terminalTable.ts';
import { comparisonTable } from './comparisonTable.ts';

const shownColumns = new Set(['metric', 'base', 'figure', 'difference', 'low', 'high', 'unit']);

/** What `bidwright compare` prints: a block a variant, each metric with its paired difference and 90 % interval. */
export function comparisonText(
  result: CompareResult,
  files: readonly string[],
  options: TerminalOptions,
  locale: Locale = en,
): string {
  const paint = painter(options.colour);
  const blocks = result.variants.map((variant) => {
    const table = comparisonTable(
      { base: result.base, variants: [variant] },
      result.currency,
      undefined,
      locale,
    );
    const columns = table.columns.filter(({ key }) => shownColumns.has(key));
    const body = terminalTable(
      columns.map(({ label, align }) => ({ head: label, align })),
      table.rows.map((row) => columns.map(({ key }) => row[key]!.text)),
      (text) => paint('faint', text),
    );
    const description = variant.description === variant.id ? '' : ` ${variant.description}`;
    return `${paint('strong', variant.id)}${description} ${paint('faint', `(${variant.strategy})`)}\n${body}`;
  });
  const head = `${paint('strong', result.scenario)}\n${paint('faint', `${result.days} days · ${result.runs} paired runs · seed ${result.seed}`)}`;
  return `${[head, ...blocks, files.map((file) => `  ${file}`).join('\n')].join('\n\n')}\n`;
}
