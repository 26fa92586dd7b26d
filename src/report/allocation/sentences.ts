import type { BindingLimit, OptimalResult, ShadowPrice } from '../../core/allocation/problem/result.ts';
import { ACCOUNT } from '../../core/allocation/allocateFrontiers.ts';

/** An amount with at most two decimals and thousands separated. */
export function amount(value: number): string {
  const decimals = Math.abs(value) >= 1000 ? 0 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: decimals });
}

const LIMITS: Readonly<Record<BindingLimit['limit'], string>> = {
  budget: 'budget',
  spendAll: 'order to spend the whole budget',
  minSpend: 'minimum spend',
  minAverageRoas: 'average ROAS floor',
  maxCostPerOrder: 'cap on cost per order',
  minMarginalRoas: 'marginal ROAS floor',
  target: 'target',
  spendStep: 'largest step between periods',
  stepLimit: 'largest step of spend from today',
  bidStep: 'largest step of the bid from today',
  max: 'maximum',
  min: 'minimum',
  fixed: 'fixed spend',
};

/** A limit as words: `the average ROAS floor of 4`, `the maximum of plan-3 (250)`. */
export function limitWords({ node, limit, at }: BindingLimit): string {
  return node === ACCOUNT
    ? `the ${LIMITS[limit]} of ${amount(at)}`
    : `the ${LIMITS[limit]} of ${node} (${amount(at)})`;
}

const EARNED: Readonly<Record<OptimalResult['objective'], string>> = {
  MaximizeRevenue: 'revenue',
  MaximizeProfit: 'profit',
  MaximizeOrders: 'orders',
  MaximizeClicks: 'clicks',
  MinimizeBudget: 'spend',
  MinimumTargetResponse: 'spend',
};

/** What a limit costs: `100 more a day earns 212 revenue`, `the maximum of a (250) costs 85 revenue a day`. */
export function shadowPriceSentence(objective: OptimalResult['objective'], price: ShadowPrice): string {
  const measure = EARNED[objective];
  const saves = measure === 'spend';
  const { step, cost } = price;
  if (step !== undefined && step.change > 0)
    return `${amount(step.change)} more a day ${saves ? 'saves' : 'earns'} ${amount(step.gain)} ${measure}`;
  if (step !== undefined)
    return `a target ${amount(-step.change)} lower saves ${amount(step.gain)} ${measure}`;
  if (cost !== undefined) return `${limitWords(price)} costs ${amount(cost)} ${measure} a day`;
  if (price.price === 0) return `${limitWords(price)} holds back plans whose next money earns less`;
  return `one unit more of ${limitWords(price)} is worth ${amount(price.price)} ${measure}`;
}

/** Why budget is left over. */
export function unspentSentence({ unspent, objective }: OptimalResult): string | undefined {
  if (unspent === undefined) return undefined;
  const { amount: left, because } = unspent;
  if (because.length === 0)
    return `${amount(left)} of the budget is left: more spend would ${objective === 'MaximizeProfit' ? 'cost more than it brings' : 'earn nothing more'}`;
  const [first, ...rest] = because;
  const others = rest.length === 0 ? '' : ` and ${rest.length} more limit${rest.length === 1 ? '' : 's'}`;
  return `${amount(left)} of the budget is left: ${limitWords(first!)}${others} stopped it`;
}
