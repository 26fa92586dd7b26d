import type { Strategy } from '../contract/strategy.ts';
import { ctrRule } from './baselines/ctrRule.ts';
import { dmdCoupled, dmdMin } from './baselines/dualDescent.ts';
import { ctrPaced, equalPaced, roiPaced, valuePid } from './baselines/paced.ts';
import { ctrProportional, roiProportional } from './baselines/proportional.ts';
import { gpThompson, gpUcb } from './bandit/gaussianProcess.ts';
import { clairvoyant } from './clairvoyant/clairvoyant.ts';
import { equal } from './equal.ts';
import { equalMarginal } from './equalMarginal/equalMarginal.ts';
import { guide } from './guide.ts';
import { hold } from './hold.ts';
import { modelLagrangian } from './model/modelLagrangian.ts';
import { pace } from './pace/pace.ts';
import { paceIntraday } from './pace/paceIntraday.ts';

/** Every strategy; laws run on each of them unasked. */
export const strategies: readonly Strategy[] = [
  hold,
  equal,
  guide,
  equalMarginal,
  equalPaced,
  ctrRule,
  ctrProportional,
  ctrPaced,
  roiProportional,
  roiPaced,
  valuePid,
  dmdCoupled,
  dmdMin,
  gpThompson,
  gpUcb,
  modelLagrangian,
  pace,
  paceIntraday,
  clairvoyant,
];

/** The strategy of that name, or undefined. */
export function strategyNamed(name: string): Strategy | undefined {
  return strategies.find((strategy) => strategy.name === name);
}
