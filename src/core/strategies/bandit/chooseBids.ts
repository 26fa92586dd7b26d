import { frontierFromPoints } from '../../allocation/frontier.ts';

interface Step {
  readonly plan: number;
  readonly place: number;
  readonly cost: number;
  readonly value: number;
}

/**
 * Multiple-choice knapsack by its linear relaxation: one bid a plan, most value within a budget and above an average ROAS. Takes the
 * steps of all plans' concave hulls by falling slope; a plan stops before its first step that does not fit.
 * @param cost of each plan at each place of its grid [currency]
 * @returns place by plan, -1 = stay out
 */
export function chooseBids(
  cost: readonly Float64Array[],
  value: readonly Float64Array[],
  budget: number,
  minAverageRoas: number,
): number[] {
  const steps: Step[] = [];
  cost.forEach((costs, plan) => {
    // A curve that is estimated at no cost says nothing; free clicks would hide every dearer bid.
    const places = Array.from(costs, (_, place) => place).filter((place) => costs[place]! > 0);
    const hull = frontierFromPoints(
      places.map((place) => costs[place]!),
      places.map((place) => value[plan]![place]!),
    );
    for (let k = 1; k < hull.cost.length; k++) {
      const gained = hull.value[k]! - hull.value[k - 1]!;
      if (gained <= 0) break;
      steps.push({
        plan,
        place: places[hull.vertexPoint[k]!]!,
        cost: hull.cost[k]! - hull.cost[k - 1]!,
        value: gained,
      });
    }
  });
  steps.sort((a, b) => b.value * a.cost - a.value * b.cost || a.plan - b.plan);
  const chosen = cost.map(() => -1);
  const closed = new Set<number>();
  let spent = 0;
  let earned = 0;
  for (const step of steps) {
    if (closed.has(step.plan)) continue;
    const fits = spent + step.cost <= budget && earned + step.value >= minAverageRoas * (spent + step.cost);
    if (!fits) {
      closed.add(step.plan);
      continue;
    }
    chosen[step.plan] = step.place;
    spent += step.cost;
    earned += step.value;
  }
  return chosen;
}
