import { scenarioInput } from '../scenarios.ts';
import { LawBroken, type StrategyLaw } from './law.ts';
import { recordRun } from './recordRun.ts';

/** Laws about what has not happened yet, and about amounts of money. */
export const futureLaws: readonly StrategyLaw[] = [
  {
    name: 'no foresight',
    statement: 'what will only happen later changes no decision before it',
    appliesTo: ({ properties }) => !properties.oracle,
    scenarios: scenarioInput,
    effort: 0.5,
    check: (strategy, input) => {
      const days = input.horizon?.days ?? 28;
      const turn = Math.ceil(days / 2);
      if (turn >= days) return;
      const shock = { id: 'shock', from: turn + 1, to: days, demand: 3, conversion: 0.1, rivalBids: 2 };
      const changed = {
        ...input,
        market: { ...input.market, season: { ...input.market?.season, events: [shock] } },
      };
      const plain = recordRun(strategy, input).mornings;
      const shocked = recordRun(strategy, changed).mornings;
      for (let day = 0; day < turn; day++)
        if (JSON.stringify(plain[day]!.answer.decisions) !== JSON.stringify(shocked[day]!.answer.decisions))
          throw new LawBroken(`day ${day + 1}: decisions differ before the worlds do (day ${turn + 1})`);
    },
  },
];
