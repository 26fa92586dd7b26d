import * as Plot from '@observablehq/plot';
import type { ElementsResult } from '../../core/experiments/elements/analyzeElements.ts';
import type { TestResult } from '../../core/experiments/analysis/result.ts';
import { truncate } from '../format/displayWidth.ts';
import { palette } from '../charts/palette.ts';
import { plotSvg } from '../charts/plotSvg.ts';
import { liftInterval, metricLabel, rate, rateInterval } from './format.ts';

/** Symbols as well as colours tell the series apart. */
export function boundaryChart(result: TestResult): string {
  const earn = result.rule === 'earn';
  const name =
    result.rule === 'multinomial'
      ? 'ln E'
      : earn
        ? 'expected loss, % of the rate'
        : 'z of the leader over its nearest rival';
  const scale = earn ? 100 : 1;
  const looks = result.looks.map((look, i) => ({ ...look, n: i + 1 }));
  const finite = looks.filter((look) => Number.isFinite(look.bound));
  const shown = looks.filter((look) => Number.isFinite(look.statistic));
  // Early bounds of error spending are very high; the axis ends where the evidence and the later bounds are.
  const top =
    1.3 *
    Math.max(
      3.2 * (earn ? 1 : 1),
      ...shown.map((look) => look.statistic * scale),
      medianOf(finite.map((look) => look.bound * scale)),
    );
  const bounds = finite.filter((look) => look.bound * scale <= top);
  return plotSvg(
    {
      width: 640,
      height: 280,
      marginLeft: 48,
      marginBottom: 36,
      marginTop: 16,
      x: { label: 'day of the test →', domain: [1, Math.max(2, looks.length)], ticks: 8, tickFormat: 'd' },
      y: {
        label: null,
        grid: true,
        domain: [Math.min(0, ...shown.map((look) => look.statistic * scale)), top],
        ticks: 6,
      },
      marks: [
        Plot.ruleY([0], { stroke: palette.ink, strokeOpacity: 0.5 }),
        Plot.lineY(bounds, {
          x: 'n',
          y: (look: { bound: number }) => look.bound * scale,
          stroke: palette.breakEven,
          strokeWidth: 2,
          strokeDasharray: '6 4',
        }),
        Plot.lineY(shown, {
          x: 'n',
          y: (look: { statistic: number }) => look.statistic * scale,
          stroke: palette.recommended,
          strokeWidth: 2.25,
        }),
        Plot.dot(shown, {
          x: 'n',
          y: (look: { statistic: number }) => look.statistic * scale,
          r: 3.5,
          symbol: (look: { crossed: boolean }) => (look.crossed ? 'star' : 'circle'),
          fill: palette.recommended,
          title: (look: (typeof looks)[number]) =>
            `${look.day}: ${look.leader} over ${look.runnerUp}, ${(look.statistic * scale).toFixed(2)}, bound ${Number.isFinite(look.bound) ? (look.bound * scale).toFixed(2) : 'none yet'}`,
        }),
      ],
    },
    {
      id: 'boundary',
      title: 'Evidence day by day against what it has to reach',
      description: `${name}; dashed: the bound. Stars: days on which the bound was met.`,
    },
  );
}

function medianOf(values: readonly number[]): number {
  if (values.length === 0) return 0;
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Rate of each creative: shrunk with interval, hollow mark as counted; the axis starts at zero. */
export function armChart(result: TestResult): string {
  const { metric } = result;
  const arms = [...result.arms].sort((a, b) => b.rate - a.rate).map((arm, i) => ({ ...arm, key: String(i) }));
  const names = new Map(arms.map(({ key, creative }) => [key, truncate(creative, 22)]));
  const money = metric === 'revenue' || metric === 'profit';
  const factor = money ? 1 : 100;
  const title = (arm: (typeof arms)[number]) =>
    `${arm.creative}: ${rate(arm.rate, metric)} (${rateInterval(arm.interval, metric)}), as counted ${rate(arm.rawRate, metric)}`;
  return plotSvg(
    {
      width: 640,
      height: 60 + 30 * arms.length,
      marginLeft: 170,
      marginRight: 20,
      marginBottom: 38,
      x: {
        label: `${metricLabel[metric]}${money ? '' : ', %'} →`,
        zero: true,
        grid: true,
        nice: true,
        ticks: 6,
      },
      y: { type: 'band', domain: arms.map((arm) => arm.key), label: null, padding: 0 },
      marks: [
        Plot.axisY({ tickSize: 0, tickFormat: (key: string) => names.get(key) ?? '', fontSize: 12 }),
        Plot.ruleX([0], { stroke: palette.ink, strokeOpacity: 0.5 }),
        Plot.link(arms, {
          y1: 'key',
          y2: 'key',
          x1: (arm: (typeof arms)[number]) => arm.interval[0] * factor,
          x2: (arm: (typeof arms)[number]) => arm.interval[1] * factor,
          stroke: palette.recommended,
          strokeWidth: 3,
          strokeOpacity: 0.45,
        }),
        Plot.dot(arms, {
          y: 'key',
          x: (arm: (typeof arms)[number]) => arm.rawRate * factor,
          r: 5,
          symbol: 'diamond',
          stroke: palette.today,
          strokeWidth: 1.75,
          fill: palette.surface,
          title,
        }),
        Plot.dot(arms, {
          y: 'key',
          x: (arm: (typeof arms)[number]) => arm.rate * factor,
          r: 5,
          fill: palette.recommended,
          title,
        }),
      ],
    },
    {
      id: 'arms',
      title: `${metricLabel[metric]} of each creative`,
      description:
        'Full dot and bar: shrunk rate and its interval, the figure to expect. Hollow diamond: as counted.',
    },
  );
}

/** Lift of the leader over each other creative with the interval that the rule guarantees; zero is always on the axis. */
export function liftChart(result: TestResult): string {
  const pairs = result.pairs
    .filter((pair) => pair.liftInterval.every(Number.isFinite))
    .map((pair, i) => ({ ...pair, key: String(i) }));
  const names = new Map(pairs.map(({ key, other }) => [key, truncate(other, 22)]));
  type Pair = (typeof pairs)[number];
  return plotSvg(
    {
      width: 640,
      height: 60 + 30 * pairs.length,
      marginLeft: 170,
      marginRight: 20,
      marginBottom: 38,
      x: { label: 'lift of the leader, % →', grid: true, nice: true, zero: true, ticks: 6 },
      y: { type: 'band', domain: pairs.map((pair) => pair.key), label: null, padding: 0 },
      marks: [
        Plot.axisY({ tickSize: 0, tickFormat: (key: string) => names.get(key) ?? '', fontSize: 12 }),
        Plot.ruleX([0], { stroke: palette.ink, strokeOpacity: 0.5 }),
        Plot.link(pairs, {
          y1: 'key',
          y2: 'key',
          x1: (pair: Pair) => 100 * pair.liftInterval[0],
          x2: (pair: Pair) => 100 * pair.liftInterval[1],
          stroke: palette.recommended,
          strokeWidth: 3,
          strokeOpacity: 0.45,
        }),
        Plot.dot(pairs, {
          y: 'key',
          x: (pair: Pair) => 100 * pair.rawLift,
          r: 5,
          symbol: 'diamond',
          stroke: palette.today,
          strokeWidth: 1.75,
          fill: palette.surface,
          title: (pair: Pair) => `as counted ${(100 * pair.rawLift).toFixed(1)} %`,
        }),
        Plot.dot(pairs, {
          y: 'key',
          x: (pair: Pair) => 100 * pair.lift,
          r: 5,
          fill: palette.recommended,
          title: (pair: Pair) =>
            `over ${pair.other}: ${(100 * pair.lift).toFixed(1)} % (${liftInterval(pair.liftInterval)})`,
        }),
      ],
    },
    {
      id: 'lifts',
      title: 'Lift of the leader over each other creative',
      description: 'Full dot and bar: the lift to expect and its interval. Hollow diamond: as counted.',
    },
  );
}

const LOG_TICKS = [0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 4];

/** Forest of element effects: rate ratios on a log axis around 1; hollow where not significant after adjustment. */
export function elementChart(result: ElementsResult): string {
  const effects = result.effects.map((effect, i) => ({ ...effect, key: String(i) }));
  type Effect = (typeof effects)[number];
  const names = new Map(effects.map(({ key, element }) => [key, truncate(element, 22)]));
  const reach = Math.min(
    5,
    Math.max(1.3, ...effects.flatMap(({ interval: [low, high] }) => [high, 1 / low])),
  );
  const clamp = (value: number) => Math.min(reach, Math.max(1 / reach, value));
  return plotSvg(
    {
      width: 640,
      height: 60 + 26 * effects.length,
      marginLeft: 170,
      marginRight: 20,
      marginBottom: 38,
      x: {
        type: 'log',
        label: 'click rate with the element over without →',
        domain: [1 / reach, reach],
        grid: true,
        ticks: LOG_TICKS.filter((tick) => tick > 1 / reach && tick < reach),
        tickFormat: (value: number) => value.toFixed(2),
      },
      y: { type: 'band', domain: effects.map((effect) => effect.key), label: null, padding: 0 },
      marks: [
        Plot.axisY({ tickSize: 0, tickFormat: (key: string) => names.get(key) ?? '', fontSize: 12 }),
        Plot.ruleX([1], { stroke: palette.ink, strokeOpacity: 0.6 }),
        Plot.link(effects, {
          y1: 'key',
          y2: 'key',
          x1: (effect: Effect) => clamp(effect.interval[0]),
          x2: (effect: Effect) => clamp(effect.interval[1]),
          stroke: palette.recommended,
          strokeWidth: 3,
          strokeOpacity: 0.45,
        }),
        Plot.dot(effects, {
          y: 'key',
          x: (effect: Effect) => clamp(effect.rateRatio),
          r: 5,
          strokeWidth: 2,
          stroke: palette.recommended,
          fill: (effect: Effect) => (effect.adjustedP < 0.05 ? palette.recommended : palette.surface),
          title: (effect: Effect) =>
            `${effect.element}: ${effect.rateRatio.toFixed(3)} (${effect.interval[0].toFixed(3)} to ${effect.interval[1].toFixed(3)}), adjusted p ${effect.adjustedP.toFixed(4)}`,
        }),
      ],
    },
    {
      id: 'elements',
      title: 'What each element does to the click rate',
      description: 'Ratio 1: no effect. Full dot: significant after adjustment for the number of elements.',
    },
  );
}
