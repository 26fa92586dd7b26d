import type { strategyRules } from '../messages/strategyRules.ts';

/** Why the research strategies decided as they did. */
export const strategyReasons: Record<keyof typeof strategyRules, string> = {
  'pace-budget':
    "A click is worth {weight} and is bid for at {level} of that, as for every plan: what spends the store's budget.",
  'pace-roas':
    "A click is worth {weight} and is bid for at about {level} of that, as for every plan: what meets the store's ROAS floor.",
  'pace-limit':
    "Held at what a click is worth over this plan's own limit: {weight} a click, of which the store's level would bid {level}.",
  'dual-price':
    'A click is worth {value}; {one} of budget is priced at {theta} of revenue, so the bid is their ratio.',
  'model-start': 'Bid at {bid}: the first days show where the market is.',
  'model-lagrangian':
    'The bid at which the last {one} spent brings {theta} in revenue on the fitted curve; a click is worth {value}.',
  bandit: 'Bid at {bid}, place {place} of the grid: the best draw of what is believed of this plan.',
  'ctr-raise': 'Raised: click-through of {clickThroughRate} is among the top third of the plans.',
  'ctr-lower': 'Lowered: click-through of {clickThroughRate} is among the bottom third of the plans.',
  'ctr-keep': 'Kept: click-through of {clickThroughRate} is in the middle third of the plans.',
  'ctr-proportional': 'Gets {share} of the budget, in proportion to its click-through.',
  'roi-proportional': 'Gets {share} of the budget, in proportion to its return.',
  clairvoyant: 'Bid at {bid}: the optimum of the true market, which only a reference knows.',
  'operator-rule':
    "The operator's rule {rule} holds; in seven days: {clicks7d} clicks, {orders7d} orders, click-through {ctr7d}.",
};
