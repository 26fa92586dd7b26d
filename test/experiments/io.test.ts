import iconv from 'iconv-lite';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/issues/issue.ts';
import { currencyInHeader, dayOf, numberOf } from '../../src/io/tables/cells.ts';
import { readCreativeDays, type CreativeDayOptions } from '../../src/io/tables/readCreativeDays.ts';
import { readMessages } from '../../src/io/tables/readMessages.ts';
import { readTable } from '../../src/io/tables/readTable.ts';
import { issueText } from '../../src/report/messages/index.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bidwright-test-'));
});

async function read(name: string, content: string | Buffer, options: CreativeDayOptions = {}) {
  const file = join(folder, name);
  await writeFile(file, content);
  return readCreativeDays(await readTable(file), options);
}

async function issuesOf(work: Promise<unknown>): Promise<string[]> {
  try {
    await work;
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.issues.map(issueText);
    throw error;
  }
}

describe('platform exports', () => {
  it('Google Ads, UTF-16 with tabs: title lines, totals, missing marks, grouped numbers', async () => {
    const text = [
      'Ad report',
      'August 8, 2020 - August 9, 2020',
      'Day\tAd\tImpr.\tClicks\tCurrency code\tCost\tConversions',
      'Aug 8, 2020\tred\t"1,200"\t12\tUSD\t17.50\t --',
      '2020-08-09\tred\t900\t9\tUSD\t12.00\t1.00',
      'Total: Account\t\t"2,100"\t21\tUSD\t29.50\t1.00',
    ].join('\n');
    const { rows, warnings } = await read(
      'google.csv',
      Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(text, 'UTF-16LE')]),
    );
    expect(rows).toEqual([
      {
        day: '2020-08-08',
        creative: 'red',
        impressions: 1200,
        clicks: 12,
        cost: 17.5,
        currency: 'USD',
        line: 4,
      },
      {
        day: '2020-08-09',
        creative: 'red',
        impressions: 900,
        clicks: 9,
        cost: 12,
        orders: 1,
        currency: 'USD',
        line: 5,
      },
    ]);
    expect(warnings.map((warning) => warning.code)).toEqual(['test.totalsLeftOut']);
  });

  it('Taobao, GBK: Chinese heads, units in brackets, the longest attribution window once', async () => {
    const head = '统计日期,转化周期,创意名称,展现量,点击量,花费(元),总成交金额(元),总成交笔数';
    const body = ['2025年07月01日', '2025/07/02'].flatMap((day) =>
      ['1天转化', '15天转化'].flatMap((window, w) =>
        ['红', '蓝'].map((name) => `${day},${window},${name},"1,000",2${w},￥30.50,${w * 100},${w}`),
      ),
    );
    const { rows, warnings } = await read(
      'taobao.csv',
      iconv.encode([head, ...body, ''].join('\r\n'), 'GBK'),
    );
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatchObject({
      day: '2025-07-01',
      creative: '红',
      impressions: 1000,
      clicks: 21,
      cost: 30.5,
      revenue: 100,
      orders: 1,
      currency: 'CNY',
    });
    expect(warnings.map((warning) => warning.code)).toEqual(['test.encodingGuessed', 'test.windowKept']);
  });

  it('Meta daily: currency in the head, link clicks, ad names with commas', async () => {
    const text =
      'Day,Campaign name,Ad set name,Ad name,Amount spent (EGP),Impressions,Link clicks,Purchases,Purchases conversion value\n2026-08-01,C,S,"summer, red",12.5,1000,14,2,99.5\n';
    const { rows } = await read('meta.csv', `\ufeff${text}`);
    expect(rows[0]).toMatchObject({
      creative: 'summer, red',
      clicks: 14,
      cost: 12.5,
      orders: 2,
      revenue: 99.5,
      currency: 'EGP',
    });
  });

  it('refuses rows that cover several days, unreadable cells and missing columns, with the row', async () => {
    const range =
      'Reporting starts,Reporting ends,Ad name,Impressions,Link clicks\n2026-08-01,2026-08-31,a,10,1\n';
    expect(await issuesOf(read('range.csv', range))).toEqual([
      expect.stringMatching(/range\.csv:2: cannot use this row: it covers 2026-08-01 to 2026-08-31/),
    ]);
    const bad = 'day,creative,impressions,clicks\n2026-08-01,a,many,1\nsoon,b,10,1\n';
    const issues = await issuesOf(read('bad.csv', bad));
    expect(issues[0]).toMatch(/bad\.csv:2: .*impressions is "many"/);
    expect(issues[1]).toMatch(/bad\.csv:3: .*"soon" is not a day/);
    expect(
      (await issuesOf(read('columns.csv', 'day,impressions,clicks,Headline 1\n2026-08-01,10,1,x\n')))[0],
    ).toMatch(/no column for creative/);
    expect(
      (
        await issuesOf(
          read('near.csv', 'day,impressions,clicks,Headline 1\n2026-08-01,10,1,x\n', { by: 'Headlin 1' }),
        )
      )[0],
    ).toMatch(/Try --by "Headline 1"/);
    const { rows } = await read('by.csv', 'day,impressions,clicks,Headline 1\n2026-08-01,10,1,x\n', {
      by: 'Headline 1',
    });
    expect(rows[0]!.creative).toBe('x');
  });

  it('refuses a missing file and a folder', async () => {
    expect((await issuesOf(readTable(join(folder, 'none.csv'))))[0]).toMatch(/does not exist/);
    expect((await issuesOf(readTable(folder)))[0]).toMatch(/directory/);
  });

  it('reads a spreadsheet with real dates', async () => {
    const rows = await readTable('test/fixtures/experiments/two-days.xlsx');
    const { rows: days } = readCreativeDays(rows);
    expect(days.map(({ day, creative, clicks }) => [day, creative, clicks])).toEqual([
      ['2026-03-02', 'A', 10],
      ['2026-03-02', 'B', 12],
      ['2026-03-03', 'A', 11],
      ['2026-03-03', 'B', 9],
    ]);
  });
});

describe('cells', () => {
  it.each([
    ['2026-03-01', '2026-03-01'],
    ['2025/7/1', '2025-07-01'],
    ['2025年07月01日', '2025-07-01'],
    ['Feb 1, 2020', '2020-02-01'],
    ['1 May 2026', '2026-05-01'],
    ['12/07/2019', '2019-12-07'],
    ['25/07/2019', '2019-07-25'],
    ['25-Jan-21', '2021-01-25'],
    ['01-05-2017', '2017-05-01'],
    ['2025-07-01 01:47:41', '2025-07-01'],
    ['20250701', '2025-07-01'],
    ['2026年06月', undefined],
    ['2026-02-30', undefined],
  ])('day %s is %s', (text, day) => expect(dayOf(text)).toBe(day));

  it.each([
    ['10,708', 10_708],
    [' --', undefined],
    ['$3.0', 3],
    ['Rs.201.68', 201.68],
    ['￥1,234.50', 1234.5],
    ['="468"', 468],
    ['NULL', undefined],
    ['1e3', 1000],
    ['abc', NaN],
  ])('number %s is %s', (text, value) => expect(numberOf(text)).toBe(value));

  it('reads the currency of a head', () => {
    expect(['Spend(USD)', '14 Day Total Sales (₹)', '花费(元)', 'Impressions'].map(currencyInHeader)).toEqual(
      ['USD', 'INR', 'CNY', undefined],
    );
  });
});

describe('readMessages', () => {
  it('takes one message a line, or a table that says who ordered', async () => {
    const plain = join(folder, 'chats.txt');
    await writeFile(plain, iconv.encode('包邮吗\r\n\r\n有赠品吗\r\n', 'GBK'));
    expect(await readMessages(plain, 'GBK')).toEqual([{ text: '包邮吗' }, { text: '有赠品吗' }]);
    const table = join(folder, 'chats.csv');
    await writeFile(table, 'text,ordered\n"free shipping?",yes\nsize?,no\n');
    expect(await readMessages(table)).toEqual([
      { text: 'free shipping?', ordered: true },
      { text: 'size?', ordered: false },
    ]);
  });
});
