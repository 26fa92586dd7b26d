export { InputError, type Issue } from './core/issues/issue.ts';

export { parseScenario } from './core/scenario/parse.ts';
export { resolve } from './core/scenario/resolve.ts';
export type { ResolvedPlan, ResolvedScenario } from './core/scenario/resolved.ts';
export type { Scenario, ScenarioInput } from './core/scenario/schema/scenario.ts';
export { loadScenario, loadScenarioText, type LoadedScenario } from './io/scenarioFile.ts';

export type { AppliedDecision, Decision, Reason } from './core/contract/decision.ts';
export type { Observation, PlanHistory, PlanObservation } from './core/contract/observation.ts';
export type { Strategy, StrategyState } from './core/contract/strategy.ts';
export { strategies, strategyNamed } from './core/strategies/registry.ts';

export { prepare, type PreparedScenario } from './core/engine/prepare.ts';
export { deserializeRun, serializeRun, type RunResult, type Tier } from './core/engine/result.ts';
export { run, type PlanSettings, type RunOptions } from './core/engine/run.ts';

export { mechanisms } from './core/market/auction/mechanisms.ts';
export type { Mechanism, PriceRule } from './core/market/auction/priceRule.ts';
export { runAuction, type AuctionEntry, type AuctionResult } from './core/market/auction/runAuction.ts';
export { runCollapsedDay } from './core/market/event/collapsedDay.ts';
export { collapsedTable } from './core/market/event/collapsedTable.ts';
export { runConditional } from './core/market/event/conditional.ts';
export { conditionalTable } from './core/market/event/conditionalTable.ts';
export { runEmbedding } from './core/market/event/embedding.ts';
export { embeddingRuns, embeddingTable } from './core/market/event/embeddingTable.ts';
export type { EventMarket, EventOutcome } from './core/market/event/eventMarket.ts';
export type { FocalMarket, FocalOutcome } from './core/market/event/focalMarket.ts';
export { runEvents } from './core/market/event/runEvents.ts';
export { streamKey, type StreamKey } from './core/math/keyed.ts';

export { compareVariants, type CompareResult } from './core/analysis/compare.ts';
export { metrics, type Estimate, type Figures, type Metric } from './core/analysis/figures.ts';
export { optimize, type OptimizeOptions } from './core/analysis/optimize/optimize.ts';
export type { OptimizeResult, PlanOutcome } from './core/analysis/optimizeResult.ts';
export { simulate, type SimulateResult } from './core/analysis/simulateResult.ts';

export { allocateFrontiers, type FrontierRequest } from './core/allocation/allocateFrontiers.ts';
export { allocateHill, type HillAllocation, type HillTable } from './core/allocation/allocateHill.ts';
export {
  allocateSegments,
  type SegmentAllocation,
  type SegmentTable,
} from './core/allocation/allocateSegments.ts';
export { frontierFromPoints, type Frontier } from './core/allocation/frontier.ts';
export type { Certificate } from './core/allocation/certificate.ts';
export type { LpSolver } from './core/allocation/linearProgram.ts';
export { allocate, type AllocateOptions } from './core/allocation/problem/allocate.ts';
export { explain } from './core/allocation/problem/explain.ts';
export { needsSolver } from './core/allocation/problem/needsSolver.ts';
export { parseProblem, type AllocationProblem } from './core/allocation/problem/parseProblem.ts';
export type {
  AllocationResult,
  InfeasibleResult,
  OptimalResult,
  PlanAllocation,
  ShadowPrice,
} from './core/allocation/problem/result.ts';
export { spendReturn, type SpendReturnPoint } from './core/allocation/problem/spendReturn.ts';
export { loadProblem } from './io/allocationProblem.ts';
export { loadHighsSolver } from './io/highsSolver.ts';

export * from './core/experiments/index.ts';
