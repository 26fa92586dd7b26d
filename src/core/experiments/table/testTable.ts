import { InputError, type Issue } from '../../issues/issue.ts';

/** Counts of one creative on one day, as a report row states them. */
export interface CreativeDay {
  /** ISO date. */
  readonly day: string;
  readonly creative: string;
  readonly impressions: number;
  readonly clicks: number;
  /** Spend [account currency]. */
  readonly cost?: number;
  readonly orders?: number;
  /** [account currency] */
  readonly revenue?: number;
  /** Average position shown, 1 is the top. */
  readonly position?: number;
  readonly currency?: string;
  /** 1-based row of the file it came from. */
  readonly line?: number;
}

/** The test as a rectangle of creatives x consecutive days; absent cells are zero. */
export interface TestTable {
  readonly days: readonly string[];
  readonly creatives: readonly string[];
  /** Each `[creative][day]`. */
  readonly impressions: readonly Float64Array[];
  readonly clicks: readonly Float64Array[];
  readonly cost: readonly Float64Array[];
  readonly orders: readonly Float64Array[];
  readonly revenue: readonly Float64Array[];
  /** Impression-weighted average position of each creative, NaN where the file has none. */
  readonly position: readonly number[];
  readonly has: { readonly cost: boolean; readonly orders: boolean; readonly revenue: boolean };
  readonly currency?: string;
  /** What was odd but could be read. */
  readonly warnings: readonly Issue[];
}

export interface TableOptions {
  readonly file?: string;
  /** Accept days without any row between the first and the last. */
  readonly allowGaps?: boolean;
  /** Add rows of the same day and creative together instead of refusing them (reports split by hour or device). */
  readonly sumDuplicates?: boolean;
}

/** Checks rows and arranges them. Throws an InputError that lists every problem with its row. */
export function buildTestTable(rows: readonly CreativeDay[], options: TableOptions = {}): TestTable {
  const issues: Issue[] = rows.flatMap((row) => rowIssues(row, options));
  const merged = mergeRows(rows, options, issues);
  const named = [...new Set(merged.map((row) => row.creative))].sort();
  const creatives = named.filter((name) =>
    merged.some((row) => row.creative === name && row.impressions > 0),
  );
  const { days, gaps } = spanOfDays(merged);
  issues.push(...wholeIssues(merged, creatives, gaps, options));
  if (issues.length > 0) throw new InputError(issues);
  const never = named.filter((name) => !creatives.includes(name));
  const table = arrange(merged, creatives, days, options);
  const notes = never.map((creative) => issueAt('neverShown', undefined, { creative }, options));
  return { ...table, warnings: [...notes, ...table.warnings] };
}

function issueAt(
  code: string,
  row: CreativeDay | undefined,
  params: Issue['params'],
  options: TableOptions,
): Issue {
  return {
    code: `test.${code}`,
    path: [],
    params: { ...(row === undefined ? {} : { creative: row.creative, day: row.day }), ...params },
    ...(options.file === undefined ? {} : { file: options.file }),
    ...(row?.line === undefined ? {} : { line: row.line }),
  };
}

function rowIssues(row: CreativeDay, options: TableOptions): Issue[] {
  const found: Issue[] = [];
  const fields = ['impressions', 'clicks', 'cost', 'orders', 'revenue'] as const;
  for (const field of fields) {
    const value = row[field] ?? 0;
    if (!(value >= 0) || value === Infinity) {
      found.push(issueAt('badNumber', row, { field, value }, options));
    } else if ((field === 'impressions' || field === 'clicks') && !Number.isInteger(value)) {
      found.push(issueAt('notWhole', row, { field, value }, options));
    }
  }
  if (row.clicks > row.impressions) {
    const { clicks, impressions } = row;
    found.push(issueAt('clicksAboveImpressions', row, { clicks, impressions }, options));
  }
  if (!isDay(row.day)) {
    found.push(issueAt('badDay', row, {}, options));
  }
  return found;
}

/** A date of the calendar in ISO form; 2026-02-31 is none, though the parser of dates takes it for March. */
function isDay(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

function mergeRows(rows: readonly CreativeDay[], options: TableOptions, issues: Issue[]): CreativeDay[] {
  const byCell = new Map<string, CreativeDay>();
  for (const row of rows) {
    const key = `${row.day}\u0000${row.creative}`;
    const first = byCell.get(key);
    if (first === undefined) byCell.set(key, row);
    else if (options.sumDuplicates === true) byCell.set(key, addRows(first, row));
    else issues.push(issueAt('duplicateRow', row, { firstLine: first.line ?? 0 }, options));
  }
  return [...byCell.values()];
}

function addRows(a: CreativeDay, b: CreativeDay): CreativeDay {
  const sum = (field: 'cost' | 'orders' | 'revenue') => (a[field] ?? 0) + (b[field] ?? 0);
  return {
    ...a,
    impressions: a.impressions + b.impressions,
    clicks: a.clicks + b.clicks,
    cost: sum('cost'),
    orders: sum('orders'),
    revenue: sum('revenue'),
  };
}

const DAY_MS = 86_400_000;

/** Every date from the first to the last, and the runs of dates without a row, with the rows around them. */
function spanOfDays(rows: readonly CreativeDay[]): {
  days: string[];
  gaps: { from: string; to: string; before: CreativeDay; after: CreativeDay }[];
} {
  const ordered = rows
    .filter((row) => isDay(row.day))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const days: string[] = [];
  const gaps = [];
  for (let i = 0; i < ordered.length; i++) {
    const row = ordered[i];
    const before = ordered[i - 1];
    if (before !== undefined && before.day === row.day) continue;
    if (before !== undefined) {
      const between: string[] = [];
      for (let at = Date.parse(before.day) + DAY_MS; at < Date.parse(row.day); at += DAY_MS) {
        between.push(new Date(at).toISOString().slice(0, 10));
        if (between.length > 4000) break;
      }
      if (between.length > 0) {
        gaps.push({ from: between[0], to: between[between.length - 1], before, after: row });
        days.push(...between);
      }
    }
    days.push(row.day);
  }
  return { days, gaps };
}

function wholeIssues(
  rows: readonly CreativeDay[],
  creatives: readonly string[],
  gaps: ReturnType<typeof spanOfDays>['gaps'],
  options: TableOptions,
): Issue[] {
  const issues: Issue[] = [];
  if (rows.length === 0) return [issueAt('noRows', undefined, {}, options)];
  if (creatives.length < 2)
    issues.push(issueAt('oneArm', rows[0], { creative: creatives[0] ?? '' }, options));
  if (rows.every((row) => row.clicks === 0))
    issues.push(issueAt('noClicks', undefined, { rows: rows.length }, options));
  const currencies = new Map<string, CreativeDay>();
  for (const row of rows) {
    if (row.currency !== undefined && !currencies.has(row.currency)) currencies.set(row.currency, row);
  }
  if (currencies.size > 1) {
    const second = [...currencies.values()][1];
    issues.push(issueAt('mixedCurrencies', second, { currencies: [...currencies.keys()] }, options));
  }
  if (options.allowGaps !== true) {
    for (const { from, to, before, after } of gaps) {
      const params = { from, to, lineBefore: before.line ?? 0, lineAfter: after.line ?? 0 };
      issues.push(issueAt('missingDays', after, params, options));
    }
  }
  return issues;
}

function arrange(
  rows: readonly CreativeDay[],
  creatives: readonly string[],
  days: readonly string[],
  options: TableOptions,
): TestTable {
  const dayOf = new Map(days.map((day, d) => [day, d]));
  const armOf = new Map(creatives.map((creative, i) => [creative, i]));
  const blank = () => creatives.map(() => new Float64Array(days.length));
  const [impressions, clicks, cost, orders, revenue] = [blank(), blank(), blank(), blank(), blank()];
  const positionSum = new Float64Array(creatives.length);
  const positioned = new Float64Array(creatives.length);
  const seen = new Set<number>();
  for (const row of rows) {
    const [i, d] = [armOf.get(row.creative), dayOf.get(row.day)];
    if (i === undefined || d === undefined) continue;
    seen.add(i * days.length + d);
    impressions[i][d] = row.impressions;
    clicks[i][d] = row.clicks;
    cost[i][d] = row.cost ?? 0;
    orders[i][d] = row.orders ?? 0;
    revenue[i][d] = row.revenue ?? 0;
    if (row.position !== undefined) {
      positionSum[i] += row.position * row.impressions;
      positioned[i] += row.impressions;
    }
  }
  const warnings = absentCells(creatives, days, seen, impressions, options);
  const currency = rows.find((row) => row.currency !== undefined)?.currency;
  return {
    days,
    creatives,
    impressions,
    clicks,
    cost,
    orders,
    revenue,
    position: creatives.map((_, i) => positionSum[i] / positioned[i]),
    has: {
      cost: rows.some((row) => row.cost !== undefined),
      orders: rows.some((row) => row.orders !== undefined),
      revenue: rows.some((row) => row.revenue !== undefined),
    },
    ...(currency === undefined ? {} : { currency }),
    warnings,
  };
}

/** Creatives without a row on days when others ran: platforms leave out empty rows, so they count as not shown. */
function absentCells(
  creatives: readonly string[],
  days: readonly string[],
  seen: ReadonlySet<number>,
  impressions: readonly Float64Array[],
  options: TableOptions,
): Issue[] {
  return creatives.flatMap((creative, i) => {
    const absent = days.filter(
      (_, d) => !seen.has(i * days.length + d) && impressions.some((series) => series[d] > 0),
    );
    return absent.length === 0
      ? []
      : [issueAt('absentRows', undefined, { creative, count: absent.length, first: absent[0] }, options)];
  });
}
