import { TYPICAL_CV } from '../shrinkage/empiricalBayes.ts';
import type { AnalysisOptions, RuleId } from './plan.ts';

/** Options with every default written out. */
export type Settings = ReturnType<typeof withDefaults>;

/** Defaults: error spending when a size was planned, the anytime-valid sequence otherwise. */
export function withDefaults(options: AnalysisOptions) {
  const rule: RuleId =
    options.rule ?? (options.plan?.impressionsPerArm === undefined ? 'anytime' : 'spending');
  return {
    ...options,
    rule,
    metric: options.metric ?? 'ctr',
    alpha: options.alpha ?? 0.05,
    dispersion: options.dispersion ?? 'auto',
    minimumDays: options.minimumDays ?? (rule === 'earn' ? 3 : 7),
    priorCv: options.priorCv ?? TYPICAL_CV,
    margin: options.margin ?? 1,
    lossTolerance: options.lossTolerance ?? 0.01,
    floor: options.floor ?? 0.05,
    concentration: options.concentration ?? 100,
  };
}
