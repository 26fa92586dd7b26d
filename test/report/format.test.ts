import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { displayWidth, pad, truncate, wrap } from '../../src/report/format/displayWidth.ts';
import { fill } from '../../src/report/format/fill.ts';
import { decimalsNeeded, minorDecimals, numberFormat } from '../../src/report/format/numberFormat.ts';
import { plainText } from '../../src/report/format/plainText.ts';
import { roundTo } from '../../src/report/format/roundTo.ts';
import { en } from '../../src/report/locales/en.ts';

const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['羽绒服', 6],
    ['ダウン', 6],
    ['한국', 4],
    ['👩‍👩‍👧‍👦', 2],
    ['🇯🇵', 2],
    ['e\u0301', 1],
    ['→ …', 3],
    ['', 0],
  ])('of %s is %i columns', (text, width) => expect(displayWidth(text)).toBe(width));

  property.prop([anyText, fc.integer({ min: 2, max: 30 })])('bounds what truncate keeps', (text, width) => {
    expect(displayWidth(truncate(text, width))).toBeLessThanOrEqual(Math.max(width, 1));
  });

  property.prop([anyText, fc.integer({ min: 2, max: 30 })])(
    'bounds every line of wrap, which loses nothing but spaces',
    (text, width) => {
      const lines = wrap(text, width);
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    },
  );

  property.prop([anyText, fc.integer({ min: 0, max: 80 })])('is reached by pad', (text, width) => {
    expect(displayWidth(pad(text, width, 'right'))).toBe(Math.max(width, displayWidth(text)));
  });
});

describe('plainText', () => {
  property.prop([fc.string({ unit: 'binary', maxLength: 40 })])(
    'leaves no control or reordering character',
    (text) => {
      expect(plainText(text)).not.toMatch(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
    },
  );

  it('takes colour, cursor and title sequences away whole', () => {
    expect(plainText('\u001b[31mred\u001b[0m \u001b]0;title\u0007end')).toBe('red end');
  });
});

describe('numberFormat', () => {
  const format = numberFormat(en, 'CNY', 2);

  it('knows the minor unit of a currency, and more decimals where a bid needs them', () => {
    expect(['CNY', 'JPY', 'KWD', 'XYZ'].map(minorDecimals)).toEqual([2, 0, 3, 2]);
    expect(decimalsNeeded([1.2, 0.125], 2)).toBe(3);
    expect(decimalsNeeded([1 / 3], 2)).toBe(4);
  });

  it('shows undefined figures as a dash, never as NaN or zero', () => {
    expect(format.cell('ratio', Number.NaN)).toEqual({ text: '–', value: null });
    expect(format.cell('ratio', null)).toEqual({ text: '–', value: null });
    expect(format.phrase('ratio', Infinity)).toBe('unlimited');
  });

  property.prop([fc.double({ min: -1e9, max: 1e9, noNaN: true })])(
    'shows the very number that it gives to machines',
    (value) => {
      for (const quantity of ['moneyPerDay', 'fraction', 'ratio', 'orders', 'impressions'] as const) {
        const cell = format.cell(quantity, value, true);
        expect(Number(cell.text.replaceAll(/[,+]/g, ''))).toBe(cell.value);
      }
    },
  );

  property.prop([fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.integer({ min: 0, max: 4 })])(
    'rounds to within half a last place, without -0',
    (value, decimals) => {
      const rounded = roundTo(value, decimals);
      expect(Math.abs(rounded - value)).toBeLessThanOrEqual(
        0.5 * 10 ** -decimals * (1 + 1e-6) + Math.abs(value) * 1e-15,
      );
      expect(Object.is(rounded, -0)).toBe(false);
    },
  );
});

it('fill refuses a place without a value', () => {
  expect(fill('{a} of {b}', { a: '1', b: '{a}' })).toBe('1 of {a}');
  expect(() => fill('{a}', {})).toThrow('{a} has no value');
});
