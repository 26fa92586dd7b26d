import type { Category } from './presets.ts';

/** What a new scenario is asked for. */
export interface TemplateAnswers {
  readonly shop: string;
  readonly category: Category;
  /** [CNY/day] of the store. */
  readonly dailyBudget: number;
  /** Least marginal ROAS; null: each plan's break-even. */
  readonly minMarginalRoas: number | null;
  /** Where schema.json is, as seen from the file; null: unknown. */
  readonly schema: string | null;
}

/** Typical order values and gross margins by category (assumptions), for figures to start from. */
const typical: Readonly<
  Record<Category, { readonly price: number; readonly margin: number; readonly item: string }>
> = {
  apparel: { price: 120, margin: 0.55, item: 'jacket' },
  beauty: { price: 110, margin: 0.6, item: 'serum' },
  electronics: { price: 350, margin: 0.3, item: 'headphones' },
  home: { price: 180, margin: 0.45, item: 'lamp' },
  food: { price: 70, margin: 0.4, item: 'coffee' },
  baby: { price: 130, margin: 0.45, item: 'carrier' },
};

/** A commented scenario to start from: one product, a search plan for its main words, one for its long tail, and a banner. */
export function scenarioTemplate(answers: TemplateAnswers): string {
  const { category, dailyBudget, minMarginalRoas, schema } = answers;
  const { price, margin, item } = typical[category];
  const share = (part: number): number => Math.max(30, Math.round(dailyBudget * part));
  const quoted = JSON.stringify(answers.shop);
  return `${schema === null ? '' : `# yaml-language-server: $schema=${schema}\n`}# Figures with "yours" are examples: put in your own. Every other field has a default, see docs/scenario-format.md.
#   bidwright validate FILE    checks this file
#   bidwright optimize FILE    recommends bids and budgets
name: ${quoted}
description: Today's plans, to start from
currency: CNY
seed: 1
horizon: { days: 28, firstWeekday: monday }
# revenue: as much as the ROI limit allows. profit: as much profit as possible.
objective: revenue

store:
  name: ${quoted}

products:
  - id: ${item}
    price: ${price} # yours: what one order pays
    unitCost: ${Math.round(price * (1 - margin))} # yours: what its goods cost
    # Left out, these come from the category: conversionRate (paid orders a visit), returnRate.
    # conversionRate: 0.025
    # returnRate: 0.1

plans:
  - id: ${item}-search
    channel: search
    product: ${item}
    bid: 1 # yours: today's bid a click
    dailyBudget: ${share(0.5)} # yours
    keywords:
      # tier sets how many rivals bid and how many people search: head, mid, tail.
      - { id: ${item}, tier: head }
      - { id: good ${item}, tier: mid, conversionFactor: 1.1 }

  - id: ${item}-longtail
    channel: search
    product: ${item}
    bid: 0.7 # yours
    dailyBudget: ${share(0.2)} # yours
    keywords:
      - { id: ${item} for small budgets, tier: tail, conversionFactor: 1.3 }

  - id: ${item}-banner
    channel: display
    product: ${item}
    bidType: cpc
    bid: 0.8 # yours
    dailyBudget: ${share(0.3)} # yours
    audiences:
      # old (customers), cart, rival-visitors, look-alike, broad
      - { id: cart, kind: cart, dailyImpressions: 5000, audienceSize: 3000 }
      - { id: look-alike, kind: look-alike, dailyImpressions: 40000 }

market:
  category: ${category}

limits:
  dailyBudget: ${dailyBudget} # all plans together, a day
  ${
    minMarginalRoas === null
      ? '# The ROI limit: the last yuan must return at least this. Left out: break-even of each product.\n  # minMarginalRoas: 2.5'
      : `minMarginalRoas: ${minMarginalRoas} # the ROI limit: the last yuan must return at least this`
  }

# What if? "bidwright compare FILE" runs these beside today's.
variants:
  - id: more-money
    description: Half as much money again
    set:
      limits.dailyBudget: ${Math.round(dailyBudget * 1.5)}
`;
}
