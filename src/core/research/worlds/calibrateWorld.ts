import { allocateFrontiers } from '../../allocation/allocateFrontiers.ts';
import { frontierFromPoints } from '../../allocation/frontier.ts';
import type { Truth } from '../../contract/truth.ts';
import { prepare, type PreparedScenario } from '../../engine/prepare.ts';
import { startState } from '../../engine/state.ts';
import { truthOf } from '../../engine/truthOf.ts';
import type { FormulaCompiler } from '../../scenario/formulaScope.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { resolve } from '../../scenario/resolve.ts';
import type { ScenarioInput } from '../../scenario/schema/scenario.ts';
import { dayCurve } from '../../strategies/clairvoyant/dayCurve.ts';
import { drawWorld } from './drawWorld.ts';
import type { WorldRecipe } from './recipe.ts';
import { withRivalStores } from './rivalStores.ts';

/** A drawn world with budget and floor: as a scenario to write down, and ready to run. */
export interface World {
  readonly recipe: WorldRecipe;
  readonly seed: number;
  readonly input: ScenarioInput;
  readonly prepared: PreparedScenario;
  /** What reference policies know: the same world, where there are rival stores as if they were rivals like the others. */
  readonly reference: PreparedScenario;
}

/**
 * Sets the store's budget and ROAS floor of a drawn world from its own plain day (the first: no season, no shift), so that
 * every seed is as tight as the next, and splits the budget equally as today's setting.
 */
export function calibrateWorld(recipe: WorldRecipe, seed: number, formulas: FormulaCompiler): World {
  const drawn = drawWorld(recipe, seed);
  const draft = prepare(resolve(parseScenario(drawn), formulas));
  const truth = truthOf(startState(draft, seed, 0, false));
  const atBudget = plainDay(truth, recipe.budgetAtMarginalRoas);
  const { floorAtMarginalRoas, floorShareOfAverage = 0 } = recipe;
  const floor =
    floorAtMarginalRoas === undefined
      ? floorShareOfAverage * roas(atBudget)
      : roas(plainDay(truth, floorAtMarginalRoas));
  const dailyBudget = cents(atBudget.spend);
  const planBudget = cents(dailyBudget / recipe.plans);
  const input: ScenarioInput = {
    ...drawn,
    plans: drawn.plans!.map((plan) => ({ ...plan, dailyBudget: planBudget })),
    limits: { ...drawn.limits, dailyBudget, minAverageRoas: Math.round(floor * 1e4) / 1e4 },
  };
  // The markets do not depend on budgets, so their tables are kept.
  const scenario = resolve(parseScenario(input), formulas);
  const reference = { ...draft, scenario };
  if (recipe.rivalStores === undefined) return { recipe, seed, input, prepared: reference, reference };
  const shared = withRivalStores(recipe, seed, input);
  const prepared = prepare(resolve(parseScenario(shared), formulas));
  return { recipe, seed, input: shared, prepared, reference };
}

interface PlainDay {
  readonly spend: number;
  readonly revenue: number;
}

function plainDay(truth: Truth, minMarginalRoas: number): PlainDay {
  const solution = allocateFrontiers({
    plans: truth.scenario.plans.map(({ id }, plan) => {
      const curve = dayCurve(truth, plan, 0);
      return { id, frontier: frontierFromPoints(curve.cost, curve.revenue) };
    }),
    minMarginalRoas,
  });
  if (solution.status !== 'optimal') return { spend: 0, revenue: 0 };
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  return { spend: sum(solution.spend), revenue: sum(solution.value) };
}

const roas = ({ spend, revenue }: PlainDay): number => (spend > 0 ? revenue / spend : 0);
const cents = (amount: number): number => Math.round(amount * 100) / 100;
