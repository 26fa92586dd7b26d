import type { SimulatedTest } from '../../core/experiments/simulation/runTest.ts';
import type { FigureName, WinnerValue } from '../../core/experiments/simulation/valueOfWinner.ts';
import { plainText } from '../format/plainText.ts';
import { words, type Table } from '../table.ts';
import { lift } from './format.ts';

const labels: Readonly<Record<FigureName, string>> = {
  impressions: 'impressions',
  clicks: 'clicks',
  spend: 'spend',
  costPerClick: 'cost per click',
  orders: 'orders',
  revenue: 'revenue',
  profit: 'profit',
  quality: 'quality (1 = neutral)',
};

const figure = (name: FigureName, value: number, signed = false): string => {
  const digits = name === 'costPerClick' || name === 'quality' ? 3 : 0;
  const text = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return signed && value > 0 ? `+${text}` : text;
};

/** What the winner is worth: the plan's totals today, with the winner, and the difference with its range. */
export function valueTable(value: WinnerValue): Table {
  return {
    caption: `The plan over the next ${value.days} days with ${plainText(value.creative)} instead of today's rotation`,
    columns: [
      { key: 'figure', label: 'figure', unit: null, align: 'left' },
      { key: 'today', label: 'rotation', unit: null, align: 'right' },
      { key: 'winner', label: 'winner', unit: null, align: 'right' },
      { key: 'difference', label: 'difference', unit: null, align: 'right' },
      { key: 'range', label: '90 % range', unit: null, align: 'right' },
    ],
    rows: (Object.keys(value.figures) as FigureName[]).map((name) => {
      const { today, withWinner, difference, range } = value.figures[name];
      return {
        figure: words(labels[name]),
        today: words(figure(name, today)),
        winner: words(figure(name, withWinner)),
        difference: words(figure(name, difference, true)),
        range: words(`${figure(name, range[0], true)} to ${figure(name, range[1], true)}`),
      };
    }),
  };
}

/** The truth in sentences. */
export function truthLines({ truth, result }: SimulatedTest): string[] {
  const verdict =
    truth.right === undefined
      ? `The best creative is ${plainText(truth.best)}; the test names none.`
      : truth.right
        ? `Right: ${plainText(truth.best)} is the best creative.`
        : `Wrong: ${plainText(truth.best)} is the best creative, not ${plainText(result.decision.creative ?? '')}.`;
  const behind = truth.creatives
    .filter((one) => one.id !== truth.best)
    .map((one) => `${plainText(one.id)} is behind by ${lift(one.behindBest)}`)
    .join(', ');
  const promised = [...result.pairs].sort((a, b) => a.lift - b.lift)[0];
  return [
    verdict,
    `${behind}.`,
    `Promised lift over the next best ${lift(promised.lift)} (as counted ${lift(promised.rawLift)}), true ${lift(truth.realisedLift)}.`,
    `The test has cost about ${Math.round(truth.clicksLost).toLocaleString('en')} clicks against showing the best only.`,
  ];
}
