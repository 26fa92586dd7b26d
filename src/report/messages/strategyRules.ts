/** The figures that the reasons of the research strategies bring, and what each of them is. */
export const strategyRules = {
  'pace-budget': { weight: 'price', level: 'fraction' },
  'pace-roas': { weight: 'price', level: 'fraction' },
  'pace-limit': { weight: 'price', level: 'fraction' },
  'dual-price': { value: 'price', theta: 'ratio' },
  'model-start': { bid: 'price' },
  'model-lagrangian': { value: 'price', theta: 'ratio' },
  bandit: { place: 'count', bid: 'price' },
  'ctr-raise': { clickThroughRate: 'fraction' },
  'ctr-lower': { clickThroughRate: 'fraction' },
  'ctr-keep': { clickThroughRate: 'fraction' },
  'ctr-proportional': { share: 'fraction' },
  'roi-proportional': { share: 'fraction' },
  clairvoyant: { bid: 'price' },
  'operator-rule': { rule: 'count', clicks7d: 'clicks', orders7d: 'orders', ctr7d: 'fraction' },
} as const;
