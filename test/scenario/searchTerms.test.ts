import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepare } from '../../src/core/engine/prepare.ts';
import { run } from '../../src/core/engine/run.ts';
import { matchTerms, termWords, type MatchedKeyword } from '../../src/core/scenario/matchTerms.ts';
import { NegativeWords } from '../../src/core/scenario/negativeWords.ts';
import { parseScenario } from '../../src/core/scenario/parse.ts';
import { resolve } from '../../src/core/scenario/resolve.ts';
import { onDay, type ResolvedSearchPlan } from '../../src/core/scenario/resolved.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';
import { searchTermSchema } from '../../src/core/scenario/schema/searchTerm.ts';
import { searchWords } from '../../src/core/scenario/searchWords.ts';
import { hold } from '../../src/core/strategies/hold.ts';

const word = fc.constantFrom('linen', 'dress', 'blue', 'long');
const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const match = fc.constantFrom('exact' as const, 'phrase' as const, 'broad' as const);
const keywords = fc
  .array(fc.record({ text, match, bid: fc.integer({ min: 1, max: 4 }) }), { minLength: 1, maxLength: 6 })
  .map((list) =>
    list.map((one, k): MatchedKeyword => ({ ...one, id: `k${k}`, words: searchWords(one.text) })),
  );

/** What a keyword says of a search, straight from the definition. */
function reach(search: readonly string[], keyword: MatchedKeyword): 'exact' | 'phrase' | 'broad' | null {
  const [whole, part] = [` ${search.join(' ')} `, ` ${keyword.words.join(' ')} `];
  const close =
    whole === part
      ? 'exact'
      : whole.includes(part)
        ? 'phrase'
        : keyword.words.every((one) => search.includes(one))
          ? 'broad'
          : null;
  const order = ['exact', 'phrase', 'broad'];
  return close !== null && order.indexOf(close) <= order.indexOf(keyword.match) ? close : null;
}

describe('search terms', () => {
  it('each is shown for once, by a keyword that reaches it, and by the exact one where there is one', () => {
    fc.assert(
      fc.property(keywords, fc.uniqueArray(text, { maxLength: 8 }), (list, texts) => {
        const terms = termWords(texts.map((one) => searchTermSchema.parse({ text: one })));
        const { matches, reaching } = matchTerms(list, terms);
        const able = (t: number): number[] =>
          list.flatMap((keyword, k) => (reach(terms[t]!.words, keyword) === null ? [] : [k]));
        expect(matches.map(({ term }) => term)).toEqual(
          texts.flatMap((_, t) => (able(t).length > 0 ? [t] : [])),
        );
        expect([...reaching].sort()).toEqual([...new Set(texts.flatMap((_, t) => able(t)))].sort());
        for (const one of matches) {
          const search = terms[one.term]!.words;
          expect(one.match).toBe(reach(search, list[one.keyword]!));
          const exact = able(one.term).some((k) => reach(search, list[k]!) === 'exact');
          expect(one.match === 'exact').toBe(exact);
        }
      }),
    );
  });

  it('a keyword more, or another order of keywords, changes no search that it does not take', () => {
    fc.assert(
      fc.property(keywords, fc.uniqueArray(text, { maxLength: 8 }), (list, texts) => {
        const terms = termWords(texts.map((one) => searchTermSchema.parse({ text: one })));
        const shown = (some: readonly MatchedKeyword[]): string[] => {
          const ids = texts.map(() => '');
          for (const { term, keyword } of matchTerms(some, terms).matches) ids[term] = some[keyword]!.id;
          return ids;
        };
        const all = shown(list);
        expect(shown([...list].reverse())).toEqual(all);
        const without = shown(list.slice(0, -1));
        all.forEach((id, t) => id === list.at(-1)!.id || expect(without[t]).toBe(id));
      }),
    );
  });

  it('negatives keep out exactly what they say', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ text, match: fc.constantFrom('exact', 'phrase') })),
        text,
        (list, search) => {
          const words = searchWords(search);
          const hit = (one: { text: string; match: string }): boolean =>
            one.match === 'exact' ? one.text === search : ` ${search} `.includes(` ${one.text} `);
          const negatives = new NegativeWords(list as { text: string; match: 'exact' | 'phrase' }[]);
          const found = negatives.cutting(words);
          expect(found !== undefined).toBe(list.some(hit));
          if (found !== undefined) expect(hit(list[found]!)).toBe(true);
        },
      ),
    );
  });

  it('words of scripts without spaces are found inside longer ones', () => {
    expect(searchWords('亚麻连衣裙 Dress-2')).toEqual(['亚', '麻', '连', '衣', '裙', 'dress', '2']);
    const negatives = new NegativeWords(['连衣裙']);
    expect(negatives.cutting(searchWords('亚麻连衣裙女'))).toBe(0);
    expect(negatives.cutting(searchWords('亚麻裙'))).toBeUndefined();
  });
});

const base = {
  name: 'terms',
  horizon: { days: 2 },
  products: [{ id: 'p', price: 100, unitCost: 40 }],
  market: {
    quality: { feedback: false },
    search: { terms: [{ text: 'dress' }, { text: 'blue dress' }, { text: 'dress pattern' }] },
  },
  plans: [
    {
      id: 's',
      channel: 'search',
      product: 'p',
      bid: 1,
      dailyBudget: 1e6,
      keywords: [
        { id: 'broad', text: 'dress', match: 'broad' },
        { id: 'exact', text: 'dress', match: 'exact', bid: 1.5 },
        { id: 'other', text: 'coat', match: 'phrase', dailyQueries: 1000 },
      ],
    },
  ],
} satisfies ScenarioInput;
const cellsOf = (plan: object, market: object = {}) => {
  const input = { ...base, market: { ...base.market, ...market }, plans: [{ ...base.plans[0]!, ...plan }] };
  return (resolve(parseScenario(input as ScenarioInput)).plans[0] as ResolvedSearchPlan).cells;
};

describe('cells of a search plan', () => {
  it('come from terms where a keyword reaches one, and from the keyword itself where it reaches none', () => {
    const cells = cellsOf({});
    expect(cells.map(({ id, origin }) => [id, origin.keyword, origin.match])).toEqual([
      ['other', 'other', 'phrase'],
      ['term/blue dress', 'broad', 'phrase'],
      ['term/dress', 'exact', 'exact'],
      ['term/dress pattern', 'broad', 'phrase'],
    ]);
    expect(cells[0]!.dailyQueries).toBe(1500);
    expect(cells[2]!.bidFactor).toBe(1.5);
  });

  it('lose what negatives say: a term, or the exact part of a wider keyword', () => {
    expect(cellsOf({ negatives: ['pattern'] }).map(({ id }) => id)).not.toContain('term/dress pattern');
    const cut = cellsOf({ negatives: [{ text: 'coat', match: 'exact' }] }).find(({ id }) => id === 'other');
    expect(cut!.dailyQueries).toBeCloseTo(500, 9);
  });

  it('split by device and premium without losing a search; the bid is the product of its factors', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 105, max: 400 }),
        (mobileShare, share, mobilePercent, percent) => {
          const whole = cellsOf({});
          const parts = cellsOf(
            { mobilePercent, premiums: [{ id: 'cart', share, percent }] },
            { search: { ...base.market.search, devices: { mobileShare } } },
          );
          expect(parts).toHaveLength(4 * whole.length);
          for (const cell of whole) {
            const own = parts.filter(({ id }) => id === cell.id || id.startsWith(`${cell.id}/`));
            const queries = own.reduce((sum, part) => sum + onDay(part.dailyQueries, 0), 0);
            expect(queries).toBeCloseTo(onDay(cell.dailyQueries, 0), 6);
            for (const part of own) {
              const device = part.origin.device === 'mobile' ? mobilePercent / 100 : 1;
              const premium = part.origin.premium === null ? 1 : percent / 100;
              expect(part.bidFactor).toBeCloseTo(cell.bidFactor * device * premium, 9);
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('smart factors stay within the greatest premium, and bid more where more is expected', () => {
    const smart = (maxPremiumPercent: number, predictionNoise: number) =>
      cellsOf(
        { smartBidding: { maxPremiumPercent, predictionNoise } },
        {
          search: {
            terms: [
              { text: 'dress', conversionFactor: 1 },
              { text: 'blue dress', conversionFactor: 2 },
              { text: 'dress pattern', conversionFactor: 0 },
            ],
          },
        },
      );
    const factors = new Map(smart(100, 0).map(({ id, bidFactor }) => [id, bidFactor]));
    expect(factors.get('term/dress pattern')).toBe(0.5);
    expect(factors.get('term/blue dress')).toBeGreaterThan(factors.get('term/dress')! / 1.5);
    for (const cell of smart(30, 2)) {
      const own = cell.bidFactor / (cell.origin.keyword === 'exact' ? 1.5 : 1);
      expect(own).toBeGreaterThanOrEqual(1 / 1.3 - 1e-12);
      expect(own).toBeLessThanOrEqual(1.3 + 1e-12);
    }
  });

  it('conversion by position counts clicks where they are made', () => {
    const orders = (conversionSlope: number): number => {
      const input = {
        ...base,
        market: { ...base.market, search: { ...base.market.search, conversionSlope } },
      };
      const { ledger } = run(prepare(resolve(parseScenario(input))), hold, { tier: 'fluid' });
      return ledger.orders[0]! / ledger.clicks[0]!;
    };
    expect(orders(0.01)).toBeGreaterThan(orders(0));
    expect(orders(-0.01)).toBeLessThan(orders(0));
  });
});
