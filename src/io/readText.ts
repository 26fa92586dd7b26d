import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { InputError } from '../core/issues/issue.ts';
import { nearest } from '../core/issues/nearest.ts';

type Params = Record<string, string | number | boolean | readonly string[]>;

function refuse(code: string, file: string, params: Params = {}, line?: number): InputError {
  return new InputError([
    { code, path: [], file, params, ...(line === undefined ? {} : { line, column: 1 }) },
  ]);
}

/**
 * The text of a UTF-8 file (byte-order mark dropped) of at most `maxBytes`.
 * Throws InputError: `file.missing` (with the nearest name in its folder), `.directory`, `.denied`, `.too-large`, `.encoding`.
 */
export async function readText(file: string, maxBytes: number): Promise<string> {
  const bytes = await readBytes(file, maxBytes);
  const mark = byteOrderMark(bytes);
  if (mark === 'utf-16') throw refuse('file.encoding', file, { encoding: 'UTF-16' }, 1);
  try {
    // The decoder drops a UTF-8 byte-order mark by itself.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('file.encoding', file, { encoding: 'unknown' }, firstBadLine(bytes));
  }
}

async function readBytes(file: string, maxBytes: number): Promise<Buffer> {
  try {
    const { size } = await openable(file);
    if (size > maxBytes) throw refuse('file.too-large', file, { bytes: size, max: maxBytes });
    const chunks: Buffer[] = [];
    let total = 0;
    // Read to a limit and not to a size: pipes have none.
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      total += chunk.length;
      if (total > maxBytes) throw refuse('file.too-large', file, { bytes: total, max: maxBytes });
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw refuse('file.missing', file, await nearby(file));
    if (code === 'EACCES' || code === 'EPERM') throw refuse('file.denied', file);
    throw refuse('file.unreadable', file, { reason: code ?? String(error) });
  }
}

async function openable(file: string) {
  const status = await stat(file);
  if (status.isDirectory()) throw refuse('file.directory', file);
  return status;
}

/** The name in the folder that was perhaps meant. */
async function nearby(file: string): Promise<Params> {
  try {
    const names = await readdir(dirname(file));
    const near = nearest(basename(file), names.sort());
    return near === undefined ? {} : { near };
  } catch {
    return { folder: dirname(file) };
  }
}

function byteOrderMark(bytes: Buffer): 'utf-16' | undefined {
  const [a, b] = bytes;
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) ? 'utf-16' : undefined;
}

/** The line of the first byte that is no UTF-8: each line is decoded for itself, since a line break never hides in a character. */
function firstBadLine(bytes: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end < 0 ? bytes.length : end + 1;
    try {
      decoder.decode(bytes.subarray(start, stop));
    } catch {
      return line;
    }
    start = stop;
  }
  return line;
}
