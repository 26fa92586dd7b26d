import type { LossLadder } from '../../core/research/explainLoss.ts';
import { plainText } from '../format/plainText.ts';
import type { Column, Table } from '../table.ts';
import { words } from '../table.ts';

/** A strategy's losses in a world, mean over seeds. */
export interface LossRow extends LossLadder {
  readonly scenario: string;
}

/** Where the way from the bound to the score is lost: a ladder of references, each knowing one thing less. */
export function ladderTable(rows: readonly LossRow[]): Table {
  return lossTable('Points lost, by what is not known', rows, [
    ['landscape', ({ landscape }) => landscape],
    ['clipping and chance', ({ clipping }) => clipping],
    ['control lag', ({ controlLag }) => controlLag],
    ['value learning', ({ valueLearning }) => valueLearning],
  ]);
}

/** The same loss by what the bids did. */
export function regretTable(rows: readonly LossRow[]): Table {
  return lossTable('Points lost, by what the bids did', rows, [
    ['allocation', ({ regret }) => regret.allocation],
    ['estimation', ({ regret }) => regret.estimation],
    ['overbid', ({ regret }) => regret.overbid],
    ['underbid', ({ regret }) => regret.underbid],
    ['chance and floor', ({ regret }) => regret.rest],
  ]);
}

function lossTable(
  caption: string,
  rows: readonly LossRow[],
  parts: readonly (readonly [string, (row: LossRow) => number])[],
): Table {
  const column = (key: string): Column => ({
    key,
    label: key,
    unit: null,
    align: key === 'world' ? 'left' : 'right',
  });
  const figures = [['score', ({ score }: LossRow) => score] as const, ...parts];
  return {
    caption,
    columns: [column('world'), ...figures.map(([name]) => column(name))],
    rows: rows.map((row) => ({
      world: words(plainText(row.scenario)),
      ...Object.fromEntries(
        figures.map(([name, of]) => [name, { text: of(row).toFixed(2), value: Number(of(row).toFixed(2)) }]),
      ),
    })),
  };
}
