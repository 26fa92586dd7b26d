import { fc, test as property } from '@fast-check/vitest';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvTable } from '../../src/report/csv/csvTable.ts';
import { markdownTable } from '../../src/report/markdown/markdownTable.ts';
import { reportModel } from '../../src/report/model/reportModel.ts';
import { type Table, undefinedCell, words } from '../../src/report/table.ts';
import { absurdNames, manyPlans, resultOf } from './fixtures.ts';

function tableOf(texts: readonly string[]): Table {
  return {
    caption: '',
    columns: [{ key: 'a', label: 'name', unit: 'x, "y"', align: 'left' }],
    rows: texts.map((text) => ({ a: words(text) })),
  };
}

describe('csvTable', () => {
  property.prop([fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1, maxLength: 8 })])(
    'gives back every text, with an apostrophe before what a spreadsheet would run',
    (texts) => {
      const rows: string[][] = parse(csvTable(tableOf(texts)), { bom: true, record_delimiter: '\r\n' });
      expect(rows[0]).toEqual(['name [x, "y"]']);
      rows.slice(1).forEach(([field], index) => {
        const text = texts[index]!;
        expect(field).toBe(/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text);
      });
    },
  );

  it('writes a negative figure as a number and an undefined one as nothing', () => {
    const table: Table = {
      caption: '',
      columns: [
        { key: 'n', label: 'n', unit: null, align: 'right' },
        { key: 'u', label: 'u', unit: null, align: 'right' },
      ],
      rows: [{ n: { text: '-1,234.50', value: -1234.5 }, u: undefinedCell }],
    };
    expect(csvTable(table)).toBe('\ufeffn,u\r\n-1234.5,\r\n');
  });

  it('leaves no cell of absurd plans that starts a formula', () => {
    const csv = csvTable(reportModel(resultOf(manyPlans(15, absurdNames))).planTable);
    const rows: string[][] = parse(csv, { bom: true });
    expect(rows).toHaveLength(16);
    for (const field of rows.flat())
      if (/^[=+\-@]/.test(field)) expect(Number.isNaN(Number(field))).toBe(false);
  });
});

it('markdown keeps one row a line whatever the names', () => {
  const text = markdownTable(tableOf(['a|b', '<b>*x*</b>', 'two\nlines']));
  expect(text).toBe('| name \\[x, "y"\\] |\n| --- |\n| a\\|b |\n| \\<b\\>\\*x\\*\\</b\\> |\n| two lines |\n');
});
