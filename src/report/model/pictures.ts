import type { DailySeriesOfStore, OptimizeResult, PlanOutcome } from '../../core/analysis/optimizeResult.ts';
import type { Figures } from '../../core/analysis/figures.ts';
import type { Objective } from '../../core/scenario/objective.ts';
import { fill } from '../format/fill.ts';
import type { NumberFormat } from '../format/numberFormat.ts';
import type { Locale } from '../locales/en.ts';
import { amountPhrase } from './limitSentences.ts';
import type { PlanRow } from './planRows.ts';

/** Rows of the picture of spend and revenue by plan. */
const MOST_ROWS = 30;
/** Small multiples: quality and response, one a plan. */
const MOST_PANELS = 12;
/** Points of a line by day; longer horizons are drawn as means of several days. */
const MOST_POINTS = 120;

/** A plan that gets a picture of its own. */
export interface PicturePlan {
  readonly row: PlanRow;
  readonly plan: PlanOutcome;
}

/** A line by day for today and recommended; NaN leaves a gap. */
interface DayPair {
  readonly today: readonly number[];
  readonly recommended: readonly number[];
}

interface FrontierDot {
  readonly spend: number;
  readonly value: number;
  /** Both figures as the tables show them. */
  readonly text: string;
}

interface FrontierPicture {
  readonly measure: Objective;
  readonly points: readonly { readonly spend: number; readonly value: number }[];
  readonly today: FrontierDot;
  readonly recommended: FrontierDot & { readonly low: number; readonly high: number };
}

/** What the pictures are drawn from: figures unrounded, chosen and thinned so that a page stays readable and small. */
export interface Pictures {
  /** Plans that spend, today or as recommended, most first. */
  readonly rows: readonly PicturePlan[];
  readonly rowsNote: string;
  readonly panels: readonly PicturePlan[];
  readonly panelsNote: string;
  /** The last day of each point, 1-based. */
  readonly days: readonly number[];
  /** Days behind each point. */
  readonly daysAPoint: number;
  readonly daysNote: string;
  readonly spend: DayPair;
  readonly revenue: DayPair;
  readonly roas: DayPair;
  /** Null where the scenario has no shop. */
  readonly organic: DayPair | null;
  readonly breakEvenRoas: number | null;
  /** The spend-return frontier in the objective's measure, and both settings as simulated. */
  readonly frontier: FrontierPicture;
  /** Any series by day thinned to the points of `days`; with `skipZero`, days of 0 are gaps. */
  readonly thin: (series: readonly number[], skipZero: boolean) => number[];
}

/** Chooses what is drawn: the plans that spend most, and days few enough to see. */
export function pictures(
  result: OptimizeResult,
  plans: readonly PlanRow[],
  locale: Locale,
  format: NumberFormat,
): Pictures {
  const spending = plans
    .map((row) => ({ row, plan: result.plans[row.index]! }))
    .filter(({ plan }) => Math.max(plan.today.figures.spend, plan.recommended.figures.spend) > 0);
  const first = (most: number): { chosen: PicturePlan[]; note: string } => ({
    chosen: spending.slice(0, most),
    note:
      spending.length > most
        ? fill(locale.topPlans, {
            shown: format.phrase('count', most),
            all: format.phrase('count', plans.length),
          })
        : '',
  });
  const { days } = result.scenario;
  const daysAPoint = Math.ceil(days / MOST_POINTS);
  const thin = (series: readonly number[], skipZero: boolean): number[] =>
    meansOf(series, daysAPoint, skipZero);
  const { todayByDay, recommendedByDay, breakEvenRoas } = result.store;
  const pair = (pick: (series: DailySeriesOfStore) => number[]): DayPair => ({
    today: pick(todayByDay),
    recommended: pick(recommendedByDay),
  });
  const rows = first(MOST_ROWS);
  const panels = first(MOST_PANELS);
  return {
    rows: rows.chosen,
    rowsNote: rows.note,
    panels: panels.chosen,
    panelsNote: panels.note,
    days: Array.from({ length: Math.ceil(days / daysAPoint) }, (_, point) =>
      Math.min(days, (point + 1) * daysAPoint),
    ),
    daysAPoint,
    daysNote: daysAPoint > 1 ? fill(locale.charts.weekly, { n: format.phrase('count', daysAPoint) }) : '',
    spend: pair(({ spend }) => thin(spend, false)),
    revenue: pair(({ revenue }) => thin(revenue, false)),
    roas: pair(({ spend, revenue }) => {
      const spent = thin(spend, false);
      return thin(revenue, false).map((value, point) =>
        spent[point]! > 0 ? value / spent[point]! : Number.NaN,
      );
    }),
    organic:
      result.shop === undefined
        ? null
        : {
            today: thin(result.shop.organicByDay.today, false),
            recommended: thin(result.shop.organicByDay.recommended, false),
          },
    breakEvenRoas,
    frontier: frontierPicture(result, locale, format),
    thin,
  };
}

function meansOf(series: readonly number[], size: number, skipZero: boolean): number[] {
  const means: number[] = [];
  for (let start = 0; start < series.length; start += size) {
    const bucket = series.slice(start, start + size).filter((value) => !skipZero || value > 0);
    means.push(
      bucket.length === 0 ? Number.NaN : bucket.reduce((sum, value) => sum + value, 0) / bucket.length,
    );
  }
  return means;
}

function frontierPicture(
  { scenario, frontier, store }: OptimizeResult,
  locale: Locale,
  format: NumberFormat,
): FrontierPicture {
  const { objective: measure } = scenario;
  const dot = (figures: Figures): FrontierDot => ({
    spend: figures.spend,
    value: figures[measure],
    text: `${format.phrase('money', figures.spend)}, ${amountPhrase(measure, figures[measure], locale, format)}`,
  });
  const { low, high } = store.difference[measure];
  const base = store.today[measure];
  return {
    measure,
    points: frontier.map((point) => ({ spend: point.spend, value: point[measure] })),
    today: dot(store.today),
    recommended: { ...dot(store.recommended), low: base + low, high: base + high },
  };
}
