/** How unequally a total is spread over those that make it, some of whom may lose. */
export interface ProfitConcentration {
  /** 0 all alike, 1 one earns all and another loses all. */
  readonly gini: number;
  /** Share of all gains that the best fifth makes (rounded up), in [0, 1]. */
  readonly bestFifth: number;
  /** Losses over gains and losses together, in [0, 1]. */
  readonly lost: number;
}

const even: ProfitConcentration = { gini: 0, bestFifth: 0, lost: 0 };

/**
 * Concentration of profits after all costs, losses included [currency]; zeros where fewer than two take part or nothing is earned or
 * lost.
 *
 * The plain Gini coefficient divides by the mean and leaves [0, 1] where some lose. It is normalised here by gains G and losses L as
 * those who earn or lose all would be spread, sum_ij |x_i - x_j| / (2 (n - 1)(G + L)); without losses that is n / (n - 1) times the
 * plain one. Source: Raffinetti, Siletti, Vernizzi (2015), Statistical Methods and Applications 24(3), 507-521.
 */
export function profitConcentration(profits: ArrayLike<number>): ProfitConcentration {
  const n = profits.length;
  const rising = Float64Array.from(profits).sort();
  const best = n - Math.ceil(n / 5);
  let gains = 0;
  let losses = 0;
  let ranked = 0;
  let ofBest = 0;
  rising.forEach((profit, i) => {
    gains += Math.max(0, profit);
    losses += Math.max(0, -profit);
    ranked += (2 * (i + 1) - n - 1) * profit;
    if (i >= best) ofBest += Math.max(0, profit);
  });
  const all = gains + losses;
  if (n < 2 || !(all > 0)) return even;
  return {
    gini: Math.min(1, Math.max(0, ranked / ((n - 1) * all))),
    bestFifth: gains > 0 ? Math.min(1, ofBest / gains) : 0,
    lost: losses / all,
  };
}
