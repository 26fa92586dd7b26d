import type { OptimizeResult } from '../../core/analysis/optimizeResult.ts';
import { fill } from '../format/fill.ts';
import { decimalsNeeded, minorDecimals, numberFormat } from '../format/numberFormat.ts';
import { plainText } from '../format/plainText.ts';
import { en, type Locale } from '../locales/en.ts';
import { findingSentence } from '../messages/reasons.ts';
import type { Table } from '../table.ts';
import { type DataTables, dataTables } from './dataTables.ts';
import { factsOf } from './facts.ts';
import { headlineOf } from './headline.ts';
import { amountPhrase, limitSentences, quantityOfObjective, targetSentence } from './limitSentences.ts';
import { pictures, type Pictures } from './pictures.ts';
import { planRows, planTable, type PlanRow } from './planRows.ts';
import { daysOfSteps, relaxedPart, stepsNote, stepsTable, type RelaxedPart } from './relaxedPart.ts';
import { shopPart, type ShopPart } from './shopPart.ts';
import { storeRows, storeTable, type StoreRow } from './storeRows.ts';

/** What a report says, with every figure rounded and every sentence made; terminal, HTML and CSV are views of it. */
export interface ReportModel {
  readonly locale: Locale;
  /** The scenario's name, safe to print. */
  readonly name: string;
  readonly description: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Days, runs, seed, goal, budget, limits: short phrases. */
  readonly facts: readonly string[];
  readonly headline: string;
  /** What became of the target; null where none was set. */
  readonly target: string | null;
  /** How many days the steps to the recommendation take; null where one is enough. */
  readonly steps: string | null;
  /** The largest moves in a sentence, or empty. */
  readonly moves: string;
  readonly store: readonly StoreRow[];
  readonly storeTable: Table;
  /** Null where the scenario has no shop. */
  readonly shop: ShopPart | null;
  /** In the order of spend, recommended or today, largest first; ties by id. */
  readonly plans: readonly PlanRow[];
  readonly planTable: Table;
  /** Null unless the recommendation stays within a step of today. */
  readonly relaxed: RelaxedPart | null;
  /** Settings day by day to the optimum; null where a day is enough. */
  readonly stepsTable: Table | null;
  readonly findings: readonly string[];
  readonly binding: readonly string[];
  readonly certificate: string;
  readonly reading: readonly string[];
  readonly pictures: Pictures;
  readonly data: DataTables;
}

/**
 * The one place where the figures of an optimize result are rounded and put into words; every view shows the same.
 * Example: `terminalSummary(reportModel(result), { colour: false, width: 100 })`.
 */
export function reportModel(result: OptimizeResult, locale: Locale = en): ReportModel {
  const { scenario, solve } = result;
  const bids = result.plans.flatMap(({ today, recommended }) => [today.bid, recommended.bid]);
  const format = numberFormat(
    locale,
    scenario.currency,
    decimalsNeeded(bids, minorDecimals(scenario.currency)),
  );
  const names = new Map(result.plans.map((plan) => [plan.id, plainText(plan.name)]));
  const store = storeRows(result, locale, format);
  const plans = planRows(result, locale, format);
  const drawn = pictures(result, plans, locale, format);
  const facts = factsOf(result, locale, format);
  const measure = quantityOfObjective[scenario.objective];
  const least = result.target !== undefined && !result.target.outOfReach;
  const solved = (value: number): string =>
    least ? format.phrase('money', value) : amountPhrase(scenario.objective, value, locale, format);
  const words = {
    one: format.oneUnit,
    objective: locale.objectives[scenario.objective],
    value: solved(solve.value),
    bound: solved(solve.dualBound),
    tested: format.phrase('count', solve.bids.tested),
    bidGap: format.phrase('fraction', solve.bids.gap ?? 0),
    expected: least
      ? format.phrase(measure, result.target!.expected)
      : format.phrase(measure, solve.expected),
    gap: format.phrase('fraction', solve.gap),
    budget: format.phrase('money', scenario.dailyBudget ?? 0),
    shadowPrice: format.phrase('ratio', solve.shadowPriceOfBudget),
    rounds: format.phrase('count', solve.rounds),
    simulated: format.phrase(measure, result.store.recommended[scenario.objective]),
    days: facts.days,
    runs: facts.runs,
  };
  const certificate = [
    certificateTemplate(solve.proven, least, locale),
    solve.bids.bound === null ? locale.certificate.bidsOpen : locale.certificate.bids,
    (result.shop?.credit ?? null) === null
      ? locale.certificate.simulated
      : locale.certificate.simulatedCredited,
    solve.converged ? locale.certificate.converged : locale.certificate.notConverged,
  ];
  const priced = limitSentences(result, locale, format);
  const binding =
    priced.length > 0
      ? priced
      : solve.binding.map((rule) =>
          Object.hasOwn(locale.binding, rule)
            ? fill(locale.binding[rule]!, words)
            : fill(locale.bindingUnknown, { rule: plainText(rule) }),
        );
  return {
    locale,
    name: plainText(scenario.name),
    description: plainText(scenario.description),
    currency: scenario.currency,
    facts: facts.all,
    target: targetSentence(result, locale, format),
    steps: stepsNote(result, locale, format),
    ...headlineOf(result, store, plans, locale, format),
    store,
    storeTable: storeTable(store, locale),
    shop: shopPart(result, locale, format),
    plans,
    planTable: planTable(plans, scenario.currency, locale),
    relaxed: relaxedPart(result, locale, format),
    stepsTable: daysOfSteps(result) > 1 ? stepsTable(result, locale, format) : null,
    findings: result.findings.map((finding) =>
      findingSentence(
        finding,
        finding.planId === null ? null : (names.get(finding.planId) ?? plainText(finding.planId)),
        locale,
        format,
      ),
    ),
    binding: binding.length > 0 ? binding : [locale.bindingNone],
    certificate: certificate.map((template) => fill(template, words)).join(' '),
    reading: locale.reading.map((template) => fill(template, words)),
    pictures: drawn,
    data: dataTables(result, drawn, locale, format),
  };
}

function certificateTemplate(proven: boolean, least: boolean, { certificate }: Locale): string {
  if (least) return proven ? certificate.budgetProven : certificate.budgetOpen;
  return proven ? certificate.proven : certificate.open;
}
