import type { CaseMethod } from './caseFile.ts';
import { bayesMethods } from './methods/bayes.ts';
import { estimateMethods } from './methods/estimates.ts';
import { familyMethods } from './methods/families.ts';
import { healthMethods } from './methods/health.ts';
import { intervalMethods } from './methods/intervals.ts';
import { meanMethods, welchMethods } from './methods/means.ts';
import { mixtureMethods } from './methods/mixtures.ts';
import { powerMethods } from './methods/power.ts';
import { proportionMethods } from './methods/proportions.ts';
import { sequenceMethods } from './methods/sequences.ts';
import { spendingMethods } from './methods/spending.ts';

/** Every method the case runner knows; the first that takes a case computes it, so the particular come before the general. */
export const caseMethods: readonly CaseMethod[] = [
  ...familyMethods,
  ...spendingMethods,
  ...mixtureMethods,
  ...healthMethods,
  ...powerMethods,
  ...sequenceMethods,
  ...welchMethods,
  ...bayesMethods,
  ...estimateMethods,
  ...intervalMethods,
  ...proportionMethods,
  ...meanMethods,
];
