import type { ClaimResult } from '../../core/research/claims/claim.ts';
import { painter, type TerminalOptions } from '../terminal/style.ts';
import { terminalTable } from '../terminal/terminalTable.ts';
import { claimsTable, verdictText } from './claimsTable.ts';

const shown = ['figure', 'mean', 'low', 'high', 'wanted', 'met'] as const;

/** What `bidwright claims` prints: each claim with its verdict, and the figures behind it. */
export function claimsText(results: readonly ClaimResult[], options: TerminalOptions): string {
  const paint = painter(options.colour);
  const blocks = results.map((result) => {
    const table = claimsTable([result]);
    const columns = shown.map((key) => table.columns.find((column) => column.key === key)!);
    const body = terminalTable(
      columns.map(({ label, align, key }) => ({
        head: label,
        align,
        ...(key === 'figure' ? { width: 52 } : {}),
      })),
      table.rows.map((row) => columns.map(({ key }) => row[key]!.text)),
      (text) => paint('faint', text),
    );
    return `${paint('strong', result.name)}: ${verdictText(result)}\n${body}`;
  });
  const count = (verdict: ClaimResult['verdict']): number =>
    results.filter((result) => result.verdict === verdict).length;
  const sum = `${count('holds')} hold, ${count('holds-only-if')} hold only if, ${count('fails')} fail`;
  return `${blocks.join('\n\n')}\n\n${sum} (${results[0]?.runs ?? 0} paired runs, 95 % intervals)\n`;
}
