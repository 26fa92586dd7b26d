import type { RuleSet } from './ruleSet.ts';

/**
 * Operators' folklore as rule sets (each is one practitioner's page unless its description says more). They are here to be
 * raced, not to be followed: deleting a plan is switching it off, "wait 48 hours" is `waitDays`.
 */
export const rulePresets: readonly RuleSet[] = [
  {
    name: 'rules-conversion-first',
    description: 'Folklore: raise what converts, feed what is unseen, lower what is seen and does not sell',
    rules: [
      { when: 'cost7d == 0', do: {} },
      { when: 'clicks7d >= 20 and cvr7d > 1.2 * accountCvr7d', do: { bid: 'bid * 1.1' } },
      { when: 'orders7d == 0 and impressions7d < 1000', do: { bid: 'bid * 1.1' } },
      { when: 'orders7d == 0 and impressions7d >= 1000', do: { bid: 'bid * 0.9' } },
      { when: 'clicks7d >= 20 and cvr7d < 0.8 * accountCvr7d', do: { bid: 'bid * 0.9' } },
    ],
  },
  {
    name: 'rules-twenty-clicks',
    description:
      'Folklore: delete after 20 clicks without an order or 800 impressions without a click; move 10 %, wait two days',
    waitDays: 2,
    rules: [
      { when: 'clicks7d >= 20 and orders7d == 0', do: { enabled: false } },
      { when: 'impressions7d >= 800 and clicks7d == 0', do: { enabled: false } },
      { when: 'day > 3 and impressions3d == 0', do: { bid: 'suggestedBid' } },
      { when: 'roas7d > accountRoas7d', do: { bid: 'min(bid * 1.1, suggestedBid * 1.3)' } },
    ],
  },
  {
    name: 'rules-evidence',
    description: 'Lower only on evidence: three expected orders missed (3/conversion clicks without one)',
    waitDays: 2,
    rules: [
      { when: 'clicks14d >= 3 / priorCvr and orders14d == 0', do: { bid: 'bid * 0.8' } },
      { when: 'orders14d >= 5 and roas14d > 1.2 * max(roasFloor, breakEven)', do: { bid: 'bid * 1.1' } },
      { when: 'orders14d >= 5 and roas14d < max(roasFloor, breakEven)', do: { bid: 'bid * 0.9' } },
      { when: 'day > 3 and clicks7d == 0', do: { bid: 'suggestedBid' } },
    ],
  },
  {
    name: 'rules-no-clicks-out',
    description:
      'Folklore: a week without clicks or with low click-through is deleted; good ones are never lowered',
    rules: [
      { when: 'day > 7 and clicks7d == 0', do: { enabled: false } },
      { when: 'day > 7 and ctr7d < 0.5 * accountCtr7d', do: { enabled: false } },
      { when: 'day > 3 and ctr7d > accountCtr7d', do: { bid: 'bid * 1.1' } },
    ],
  },
  {
    name: 'rules-click-through',
    description: 'Folklore: raise plans above the mean click-through, lower those below',
    waitDays: 2,
    rules: [
      {
        when: 'clicks7d >= 10 and ctr7d > 1.1 * accountCtr7d',
        do: { bid: 'bid * 1.1', dailyBudget: 'dailyBudget * 1.1' },
      },
      {
        when: 'clicks7d >= 10 and ctr7d < 0.9 * accountCtr7d',
        do: { bid: 'bid * 0.9', dailyBudget: 'dailyBudget * 0.9' },
      },
    ],
  },
  {
    name: 'rules-rank-script',
    description:
      'A published script: bids down 5 % above 10 % click-through, up 5 % below 4 % while the bid is under 10',
    rules: [
      { when: 'ctr7d > 0.1', do: { bid: 'bid * 0.95' } },
      { when: 'impressions7d > 0 and ctr7d < 0.04 and bid < 10', do: { bid: 'bid * 1.05' } },
    ],
  },
  {
    name: 'rules-agency',
    description: "An agency's old rules (Skiera and Abou Nabout 2013): by profit, clicks and rank",
    rules: [
      { when: 'revenue7d * netMargin - cost7d > 10', do: { bid: 'bid * 1.3' } },
      { when: 'rank > 5', do: { bid: 'bid * 1.2' } },
      {
        when: 'revenue7d * netMargin - cost7d < 0 and clicks7d > 100 and rank <= 3',
        do: { bid: 'bid * 0.8' },
      },
    ],
  },
];
