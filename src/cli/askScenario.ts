import { cancel, isCancel, intro, select, text } from '@clack/prompts';
import { categoryPresets, type Category } from '../core/scenario/presets.ts';

/** What the questions of `init` answer. */
export interface ScenarioAnswers {
  readonly shop: string;
  readonly category: Category;
  readonly dailyBudget: number;
  readonly minMarginalRoas: number | null;
}

/** Asks on the terminal, with the answers given by flags as first suggestions; null where the user broke off. */
export async function askScenario(suggested: ScenarioAnswers): Promise<ScenarioAnswers | null> {
  intro('A new scenario');
  const shop = await text({ message: 'Name of the shop', initialValue: suggested.shop, validate: required });
  if (isCancel(shop)) return brokenOff();
  const category = await select({
    message: 'Category (sets default click-through, conversion, returns, bids)',
    options: (Object.keys(categoryPresets) as Category[]).map((value) => ({ value, label: value })),
    initialValue: suggested.category,
  });
  if (isCancel(category)) return brokenOff();
  const budget = await text({
    message: 'Daily budget of all plans together, in yuan',
    initialValue: String(suggested.dailyBudget),
    validate: (value) => (isAmount(value, 60) ? undefined : 'a number of at least 60'),
  });
  if (isCancel(budget)) return brokenOff();
  const roas = await text({
    message: 'ROI limit: what the last yuan must return (empty: break-even of each product)',
    initialValue: suggested.minMarginalRoas === null ? '' : String(suggested.minMarginalRoas),
    validate: (value) =>
      value === undefined || value.trim() === '' || isAmount(value, 0) ? undefined : 'a number, or nothing',
  });
  if (isCancel(roas)) return brokenOff();
  return {
    shop,
    category,
    dailyBudget: Number(budget),
    minMarginalRoas: (roas ?? '').trim() === '' ? null : Number(roas),
  };
}

function required(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? 'a name' : undefined;
}

function isAmount(value: string | undefined, least: number): boolean {
  return (
    value !== undefined && value.trim() !== '' && Number.isFinite(Number(value)) && Number(value) >= least
  );
}

function brokenOff(): null {
  cancel('Nothing was written.');
  return null;
}
