/** Horizontal tests: the part of the library that plans, decides, explains and simulates tests of creatives. */
export { analyzeTest } from './analysis/analyzeTest.ts';
export type { AnalysisOptions, RuleId, TestPlan } from './analysis/plan.ts';
export type {
  ArmResult,
  Decision,
  HealthItem,
  LookResult,
  PairResult,
  TestResult,
} from './analysis/result.ts';
export { betaBest, type BestOdds, type BetaShape } from './bayes/betaBest.ts';
export { topTwoWeights, withFloor } from './bayes/topTwo.ts';
export { runCases, type CaseResult } from './cases/runCases.ts';
export type { ReferenceCase, ReferenceCaseFile } from './cases/caseFile.ts';
export { analyzeElements, type ElementsOptions, type ElementsResult } from './elements/analyzeElements.ts';
export type { ElementArm } from './elements/elementArms.ts';
export { mineTerms, type Message, type TermCandidate } from './elements/mineTerms.ts';
export { cupedMoments, cupedTheta, prePost, type PrePost } from './fixed/cuped.ts';
export { adjustFamily, type Correction } from './fixed/families.ts';
export {
  momentsOfProportion,
  momentsOfRatio,
  momentsOfSums,
  momentsOfValues,
  type Moments,
} from './fixed/moments.ts';
export { welchTest, type WelchResult } from './fixed/welch.ts';
export {
  sampleRatio,
  sampleRatioAgainst,
  sequentialSampleRatio,
  type SampleRatio,
} from './health/sampleRatio.ts';
export { planTest, type PlanRequest, type TestPlanResult } from './planning/planTest.ts';
export { bernoulliSequence } from './sequential/bernoulliSequence.ts';
export { confidenceSequence, oneSidedConfidenceSequence } from './sequential/asymptoticSequence.ts';
export { errorSpendingBoundaries, type Boundaries } from './sequential/groupSequential.ts';
export { logMultinomialEvidence } from './sequential/multinomialEvidence.ts';
export type { Spending } from './sequential/spending.ts';
export { learnCv } from './shrinkage/learnPrior.ts';
export { runTest, type RunTestRequest, type SimulatedTest } from './simulation/runTest.ts';
export { valueOfWinner, type WinnerValue } from './simulation/valueOfWinner.ts';
export { buildTestTable, type CreativeDay, type TableOptions, type TestTable } from './table/testTable.ts';
