import type { ElementsResult } from '../../core/experiments/elements/analyzeElements.ts';
import type { TermCandidate } from '../../core/experiments/elements/mineTerms.ts';
import type { TestResult } from '../../core/experiments/analysis/result.ts';
import type { Column, Table } from '../table.ts';
import { words } from '../table.ts';
import { plainText } from '../format/plainText.ts';
import { count, lift, liftInterval, metricLabel, probability, pValue, rate, rateInterval } from './format.ts';

const left = (key: string, label: string): Column => ({ key, label, unit: null, align: 'left' });
const right = (key: string, label: string): Column => ({ key, label, unit: null, align: 'right' });

function rowsOf(rows: readonly Readonly<Record<string, string>>[]): Table['rows'] {
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, text]) => [key, words(text)])));
}

/** Creatives: the shrunk rate first, the raw one second. */
export function armTable(result: TestResult): Table {
  const { metric } = result;
  const profit = result.arms.some((arm) => arm.profitPerImpression !== undefined);
  const shares = result.arms.some((arm) => arm.nextShare !== undefined);
  const columns = [
    left('creative', 'creative'),
    right('impressions', 'impressions'),
    right('clicks', 'clicks'),
    right('rate', metricLabel[metric]),
    right('interval', `${Math.round(100 * (1 - result.alpha))} % interval`),
    right('raw', 'as counted'),
    right('best', 'P(best)'),
    right('loss', 'expected loss'),
    ...(profit ? [right('profit', 'profit/impression')] : []),
    ...(shares ? [right('next', 'next share')] : []),
  ];
  const rows = [...result.arms]
    .sort((a, b) => b.rate - a.rate)
    .map((arm) => ({
      creative: plainText(arm.creative),
      impressions: count(arm.impressions),
      clicks: count(arm.clicks),
      rate: rate(arm.rate, metric),
      interval: rateInterval(arm.interval, metric),
      raw: rate(arm.rawRate, metric),
      best: probability(arm.probabilityBest),
      loss: rate(arm.expectedLoss ?? NaN, metric),
      profit: arm.profitPerImpression?.toFixed(4) ?? '–',
      next: arm.nextShare === undefined ? '–' : `${(100 * arm.nextShare).toFixed(1)} %`,
    }));
  return { caption: 'Creatives', columns, rows: rowsOf(rows) };
}

/** The leader against each other creative: honest lift first. */
export function pairTable(result: TestResult): Table {
  return {
    caption: `Lift of ${plainText(result.leader)} over the others`,
    columns: [
      left('other', 'over'),
      right('lift', 'lift to expect'),
      right('interval', 'interval'),
      right('raw', 'as counted'),
      right('rawInterval', 'interval of the rule'),
      right('z', 'z'),
      right('p', 'p'),
      right('adjusted', 'p of family'),
    ],
    rows: rowsOf(
      result.pairs.map((pair) => ({
        other: plainText(pair.other),
        lift: lift(pair.lift),
        interval: liftInterval(pair.liftInterval),
        raw: lift(pair.rawLift),
        rawInterval: liftInterval(pair.rawLiftInterval),
        z: pair.z.toFixed(2),
        p: pValue(pair.p),
        adjusted: pValue(pair.adjustedP),
      })),
    ),
  };
}

/** Every look: what was compared, what it had to reach. */
export function lookTable(result: TestResult): Table {
  const digits = (value: number) =>
    !Number.isFinite(value) ? '–' : Math.abs(value) < 1 ? value.toFixed(4) : value.toFixed(3);
  return {
    caption: 'Day by day',
    columns: [
      left('day', 'day'),
      left('leader', 'leader'),
      left('runnerUp', 'beats least'),
      right(
        'statistic',
        result.rule === 'multinomial' ? 'ln E' : result.rule === 'earn' ? 'relative loss' : 'z',
      ),
      right('bound', 'bound'),
      right('information', 'of plan'),
      left('crossed', 'met'),
    ],
    rows: rowsOf(
      result.looks.map((look) => ({
        day: look.day,
        leader: plainText(look.leader),
        runnerUp: plainText(look.runnerUp),
        statistic: digits(look.statistic),
        bound: digits(look.bound),
        information: look.information === undefined ? '–' : `${(100 * look.information).toFixed(0)} %`,
        crossed: look.crossed ? 'yes' : '',
      })),
    ),
  };
}

export function elementTable(result: ElementsResult): Table {
  return {
    caption: 'Elements: click rate with over without, other elements equal',
    columns: [
      left('element', 'element'),
      right('ratio', 'rate ratio'),
      right('interval', '95 % interval'),
      right('p', 'p'),
      right('adjusted', 'p adjusted (BH)'),
      right('tests', 'tests'),
      right('creatives', 'creatives'),
    ],
    rows: rowsOf(
      result.effects.map((effect) => ({
        element: plainText(effect.element),
        ratio: effect.rateRatio.toFixed(3),
        interval: `${effect.interval[0].toFixed(3)} to ${effect.interval[1].toFixed(3)}`,
        p: pValue(effect.p),
        adjusted: pValue(effect.adjustedP),
        tests: String(effect.tests),
        creatives: String(effect.creatives),
      })),
    ),
  };
}

export function nextTable(result: ElementsResult): Table {
  return {
    caption: 'Combinations nobody has shown yet, by how good they may be',
    columns: [left('elements', 'elements'), right('ratio', 'expected ratio'), right('upper', 'up to')],
    rows: rowsOf(
      result.next.map((next) => ({
        elements: plainText(next.elements.join(' + ')),
        ratio: next.rateRatio.toFixed(3),
        upper: next.upper.toFixed(3),
      })),
    ),
  };
}

export function termTable(terms: readonly TermCandidate[]): Table {
  const odds = terms.some((term) => term.orderOdds !== undefined);
  return {
    caption: 'Terms customers use: candidates for elements, to be tested, not facts',
    columns: [
      left('term', 'term'),
      right('messages', 'messages'),
      right('share', 'share'),
      ...(odds ? [right('odds', 'odds of an order'), right('p', 'p adjusted (BH)')] : []),
      left('example', 'example'),
    ],
    rows: rowsOf(
      terms.map((term) => ({
        term: plainText(term.term),
        messages: count(term.messages),
        share: `${(100 * term.share).toFixed(1)} %`,
        odds: term.orderOdds?.toFixed(2) ?? '–',
        p: term.adjustedP === undefined ? '–' : pValue(term.adjustedP),
        example: plainText(term.example).slice(0, 60),
      })),
    ),
  };
}
