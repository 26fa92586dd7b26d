import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/report/format/displayWidth.ts';
import { reportModel } from '../../src/report/model/reportModel.ts';
import { terminalSummary } from '../../src/report/terminal/terminalSummary.ts';
import { absurdNames, fivePlanResult, losingResult, manyPlans, offResult, resultOf } from './fixtures.ts';

const plain = { colour: false, width: 100 };
/* oxlint-disable no-control-regex -- colour codes are the subject */
const escapeSequence = /\u001b/;

describe('terminalSummary', () => {
  it('shows totals, plans, reasons, findings, limits, certificate and files', () => {
    const text = terminalSummary(reportModel(fivePlanResult()), ['out/quickstart/report.html'], plain);
    expect(text).toMatchInlineSnapshot(`
      "Quickstart store
      goal: most revenue the ROI limit allows · budget ¥780.00 a day · ROI limit: break-even of each plan
      28 days · 40 paired runs · seed 20260101 · money in CNY

      Spend ¥565.24 a day instead of ¥570.75: revenue rises by ¥855.37 a day (90% interval ¥713.62 to
      ¥997.12); profit rises by ¥328.64 a day (90% interval ¥273.78 to ¥383.51).
      Largest moves: raise Down coat, search (+¥141.65 spend a day), pause Enamel mug (-¥90.00 spend a
      day), lower Hiking boots, search (-¥77.85 spend a day).

      Per day         Today  Recommended  Difference       90% interval  Unit
      Spend          570.75       565.24       -5.51      -9.45 … -1.56  CNY/day
      Impressions    21,274       20,002      -1,272      -1,572 … -971  1/day
      Clicks          565.4        530.0       -35.4      -49.1 … -21.8  1/day
      CTR              2.66         2.65       -0.01       -0.02 … 0.00  %
      CPC              1.01         1.07       +0.06      +0.04 … +0.08  CNY/click
      Paid orders     13.77        13.03       -0.74      -0.99 … -0.49  1/day
      Conversion       2.44         2.46       +0.02      +0.01 … +0.04  %
      Revenue      3,959.60     4,814.97     +855.37  +713.62 … +997.12  CNY/day
      ROAS             6.94         8.52       +1.58      +1.15 … +2.01  revenue/spend
      Profit         686.39     1,015.03     +328.64  +273.78 … +383.51  CNY/day

      Plans
      Plan                        Bid [CNY]     Daily budget  Reason
                                                   [CNY/day]
      Down coat, search         1.20 → 1.86  200.00 → 420.00  Today another ¥1 would bring 8.98 in
      raise                          +55.0%          +110.0%  revenue (limit 2.94). Spend ¥135.20 →
                                                              ¥276.85 and revenue ¥1,698.32 → ¥2,841.91 a
                                                              day, until another ¥1 brings 5.21.
      Hiking boots, search      1.50 → 1.12  260.00 → 170.00  Today the last ¥1 brings 2.68 in revenue
      lower                          -25.3%           -34.6%  (limit 3.45). Spend ¥183.35 → ¥105.50 and
                                                              revenue ¥1,051.02 → ¥763.63 a day lift that
                                                              to 3.93.
      Two-person tent                  1.30           120.00  The bid is right: another ¥1 would bring
      keep                                                    3.16 in revenue (limit 3.23); ¥94.67 a day
                                                              for revenue of ¥621.25.
      Enamel mug                 0.80 → off      90.00 → off  Paused: even its first ¥1 brings 0.46 in
      pause                                                   revenue (limit 8.33). Frees ¥90.00 a day
                                                              and gives up revenue of ¥81.56.
      Visitors of rival shops,  1.10 → 1.24  110.00 → 150.00  Today another ¥1 would bring 4.20 in
      display                        +12.7%           +36.4%  revenue (limit 2.94). Spend ¥67.53 → ¥88.23
      raise                                                   and revenue ¥507.45 → ¥588.19 a day, until
                                                              another ¥1 brings 3.64.

      Findings
      - Down coat, search: today's budget runs out and loses 27.0% of the impressions it could have had.
      - Two-person tent: only 0.86 paid orders over the whole horizon; so few say little.

      What stops more spending
      - The daily budget of ¥780.00 is the limit: another ¥1 of it would bring 1.84 of revenue.

      How good is this split?
      Proven in the planning model (expected values): of the bids tested (66 a plan) no choice and no
      split is worth more than ¥4,816.90 of revenue a day, and this one is worth ¥4,814.97 of revenue (gap
      0.04%). Bids between the tested ones add at most 0.06%, where returns fall there as they do at them.
      In whole ticks, and with daily budgets that a busy day exhausts, ¥4,805.34 is expected; simulated
      with chance it brings ¥4,814.97. Simulating and reallocating in turn settled after 4 rounds.

      Files
        out/quickstart/report.html
      "
    `);
  });

  it.each([
    ['five plans', fivePlanResult()],
    ['forty absurd plans', resultOf(manyPlans(40, absurdNames))],
    [
      'huge amounts',
      resultOf(
        manyPlans(3).map((plan) => ({
          ...plan,
          orderValue: 4e8,
          bid: [1e4, 2e4],
          budget: [1e7, 2e7],
          bidScale: 1e4,
        })),
      ),
    ],
    ['off', offResult()],
    ['losing', losingResult()],
  ])('fits 100 columns: %s', (_, result) => {
    const text = terminalSummary(reportModel(result), [], plain);
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(100);
    expect(text).not.toMatch(escapeSequence);
  });

  it('fits 72 columns too', () => {
    const text = terminalSummary(reportModel(fivePlanResult()), [], { colour: false, width: 72 });
    for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(72);
  });

  it('aligns wide names: every bid ends in the same column', () => {
    const names = ['羽绒服', 'coat', 'ダウン・コート', '外套 2026'];
    const text = terminalSummary(reportModel(resultOf(manyPlans(4, names))), [], plain);
    const lines = text.split('\n').filter((line) => /\d → \d+\.\d\d {2,}\d/.test(line));
    expect(lines).toHaveLength(4);
    const ends = lines.map((line) => displayWidth(line.slice(0, line.search(/(?<=→ \d\.\d\d) {2}/))));
    expect(new Set(ends).size).toBe(1);
  });

  it('colours only when asked, and says the same', () => {
    const model = reportModel(fivePlanResult());
    const coloured = terminalSummary(model, [], { colour: true, width: 100 });
    expect(coloured).toMatch(escapeSequence);
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(terminalSummary(model, [], plain));
  });

  it('never lets a name reach the terminal as an escape sequence', () => {
    const text = terminalSummary(reportModel(resultOf(manyPlans(15, absurdNames))), [], plain);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it('points to the files for what a long list leaves out', () => {
    const findings = Array.from({ length: 20 }, (_, index) => ({
      rule: 'demand-exhausted',
      planId: `plan-${String(index + 1).padStart(4, '0')}`,
      figures: {},
    }));
    const text = terminalSummary(reportModel(resultOf(manyPlans(60), { findings })), [], plain);
    expect(text).toContain('20 more plans are in plans.csv and report.html.');
    expect(text).toContain('8 more findings are in report.html.');
  });
});
