import type { Message } from '../../core/experiments/elements/mineTerms.ts';
import { decodeText } from './decodeText.ts';
import { readFile } from 'node:fs/promises';
import { InputError } from '../../core/issues/issue.ts';
import { readTable } from './readTable.ts';

const TEXT =
  /^(text|message|review|comment|content|评价|评论|内容|聊天内容|消息|レビュー|コメント|texto|mensaje|comentario)$/i;
const ORDERED = /^(ordered|order|bought|purchased|下单|成交|购买|購入|compra|pedido)$/i;

/** Chats or reviews: a table with a text column (and perhaps whether the customer ordered), or one message a line. */
export async function readMessages(file: string, encoding?: string): Promise<Message[]> {
  if (!/\.(csv|tsv|xlsx)$/i.test(file)) {
    const bytes = await readFile(file).catch(() => {
      throw new InputError([{ code: 'file.missing', path: [], file, params: {} }]);
    });
    return decodeText(bytes, encoding)
      .text.split(/\r?\n/)
      .map((text) => text.replace(/^\uFEFF/, '').trim())
      .filter((text) => text !== '')
      .map((text) => ({ text }));
  }
  const table = await readTable(file, encoding === undefined ? {} : { encoding });
  const header = (table.rows[0] ?? []).map((cell) => String(cell ?? '').trim());
  const column = header.findIndex((name) => TEXT.test(name));
  if (column < 0) {
    const params = { missing: ['text'], found: header };
    throw new InputError([{ code: 'test.missingColumns', path: [], file, line: 1, params }]);
  }
  const ordered = header.findIndex((name) => ORDERED.test(name));
  return table.rows.slice(1).map((cells) => ({
    text: String(cells[column] ?? ''),
    ...(ordered < 0 ? {} : { ordered: isYes(cells[ordered]) }),
  }));
}

function isYes(cell: unknown): boolean {
  return /^(1|true|yes|y|是|有|はい|sí|si)$/i.test(String(cell ?? '').trim());
}
