import type { OptimalResult, PlanAllocation } from '../../core/allocation/problem/result.ts';
import type { Answer } from '../../io/answerProblem.ts';
import { conflictText } from '../messages/allocation.ts';
import { amount, limitWords, shadowPriceSentence, unspentSentence } from './sentences.ts';

/** The answer as one JSON object: the result's fields at the top, prices and limits with their sentences. */
export function allocationJson({ result, spendReturn }: Answer): object {
  if (result.status === 'infeasible')
    return {
      status: result.status,
      objective: result.objective,
      conflict: result.conflict,
      message: conflictText({ ...result.conflict }),
    };
  const left = unspentSentence(result);
  return {
    ...result,
    shadowPrices: result.shadowPrices.map((price) => ({
      ...price,
      sentence: shadowPriceSentence(result.objective, price),
    })),
    binding: result.binding.map((limit) => ({ ...limit, sentence: `held back by ${limitWords(limit)}` })),
    ...(result.unspent === undefined ? {} : { unspent: { ...result.unspent, sentence: left } }),
    ...(spendReturn === undefined ? {} : { spendReturn }),
  };
}

/** Rows shown of a long allocation. */
const SHOWN = 40;

/** The answer for a terminal. */
export function allocationText({ result, spendReturn }: Answer): string {
  if (result.status === 'infeasible') return `No allocation: ${conflictText({ ...result.conflict })}\n`;
  const lines = [headline(result), proof(result), ...riskLines(result), ''];
  const hasToday = result.today !== undefined;
  const hasRelaxed = result.allocation.some(({ relaxed }) => relaxed !== undefined);
  const head = [
    'plan',
    ...(hasToday ? ['today'] : []),
    'budget',
    'share',
    'value',
    'ROAS',
    'mROAS',
    ...(hasRelaxed ? ['relaxed'] : []),
    '',
  ];
  const row = (plan: PlanAllocation) => [
    plan.period === undefined ? plan.id : `${plan.period}/${plan.id}`,
    ...(hasToday ? [amount(plan.today!)] : []),
    plan.budget.toFixed(2),
    `${(100 * plan.spendShare).toFixed(1)} %`,
    amount(plan.value),
    plan.roas === undefined ? '-' : amount(plan.roas),
    Number.isFinite(plan.marginalRoas) ? amount(plan.marginalRoas) : '-',
    ...(hasRelaxed ? [plan.relaxed === undefined ? '-' : amount(plan.relaxed)] : []),
    plan.position === 'interior' ? '' : plan.position,
  ];
  const shown = [...result.allocation].sort((a, b) => b.spend - a.spend).slice(0, SHOWN);
  lines.push(...table([head, ...shown.map(row)]));
  if (shown.length < result.allocation.length)
    lines.push(`... and ${result.allocation.length - shown.length} more (--json prints all)`);
  lines.push('', ...notes(result).map((note) => `- ${note}`));
  if (spendReturn !== undefined)
    lines.push(
      '',
      ...table([
        ['budget', 'spend', 'value', 'ROAS', 'next unit earns'],
        ...spendReturn.map((point) => [
          amount(point.budget),
          amount(point.spend),
          amount(point.value),
          point.roas === undefined ? '-' : amount(point.roas),
          amount(point.marginal),
        ]),
      ]),
    );
  return `${lines.join('\n')}\n`;
}

function headline({ objective, totals, value }: OptimalResult): string {
  const { spend, revenue, profit, roas } = totals;
  return `${objective}: ${amount(value)} (spend ${amount(spend)}, revenue ${amount(revenue)}, profit ${amount(profit)}${roas === undefined ? '' : `, ROAS ${amount(roas)}`})`;
}

const MEASURES = {
  mean: 'the mean of the draws',
  cvar: 'the mean of the worst',
  quantile: 'the quantile at',
};

/** What was planned for, and where the draws put the totals. */
function riskLines({ risk, intervals }: OptimalResult): string[] {
  const lines: string[] = [];
  if (risk !== undefined) {
    const share = risk.measure === 'mean' ? '' : ` ${(100 * risk.level).toFixed(0)} %`;
    lines.push(
      `planned for ${MEASURES[risk.measure]}${share}${risk.measure === 'cvar' ? ' of the draws' : ''}`,
    );
  }
  if (intervals !== undefined) {
    const { revenue, profit, roas } = intervals;
    const named = Object.entries({ revenue, profit, ROAS: roas }).filter(([, range]) => range !== undefined);
    const ranges = named.map(([name, range]) => `${name} ${amount(range!.low)} to ${amount(range!.high)}`);
    lines.push(`9 draws of 10 lie in: ${ranges.join(', ')}`);
  }
  return lines;
}

function proof({ proven, gap, dualBound, method }: OptimalResult): string {
  const quality = proven ? 'proven best' : 'best found';
  return `${quality}: no allocation passes ${amount(dualBound)} (gap ${gap.toExponential(1)}, by ${method})`;
}

function notes(result: OptimalResult): string[] {
  const { today, value, relaxedValue, objective, rounded } = result;
  const left = unspentSentence(result);
  return [
    ...result.shadowPrices.slice(0, 8).map((price) => shadowPriceSentence(objective, price)),
    ...(left === undefined ? [] : [left]),
    ...(today === undefined
      ? []
      : [
          `today's plan: ${amount(today.value)}${today.meetsLimits ? '' : ' (outside the limits)'}; change ${amount(value - today.value)}`,
        ]),
    ...(relaxedValue === undefined ? [] : [`without the plans' own bounds: ${amount(relaxedValue)}`]),
    `in whole minor units: spend ${rounded.spend.toFixed(2)}, value ${amount(rounded.value)}`,
  ];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}
