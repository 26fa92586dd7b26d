import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openFinishedTasks } from '../../src/io/finishedTasks.ts';
import { writeFiles } from '../../src/io/writeFiles.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bidwright-'));
});
afterEach(() => rm(directory, { recursive: true }));

it('makes the directory, replaces what was there, and leaves nothing else', async () => {
  const target = join(directory, 'out', '羽绒服');
  await writeFiles(target, { 'a.txt': 'old' });
  const paths = await writeFiles(target, { 'a.txt': 'new', 'b.bin': Uint8Array.of(1, 2) });
  expect(paths).toEqual([join(target, 'a.txt'), join(target, 'b.bin')]);
  expect(await readFile(paths[0]!, 'utf8')).toBe('new');
  expect((await readdir(target)).sort()).toEqual(['a.txt', 'b.bin']);
});

it('keeps the old file and no temporary one when writing fails', async () => {
  await mkdir(join(directory, 'taken'));
  await writeFile(join(directory, 'taken', 'x'), '');
  await expect(writeFiles(directory, { taken: 'a directory stands here' })).rejects.toThrow();
  expect(await readdir(directory)).toEqual(['taken']);
});

it('a folder that cannot be made is an answer to the user, not a crash', async () => {
  await writeFile(join(directory, 'file'), '');
  const path = join(directory, 'file', 'out', 'a.txt');
  await expect(writeFiles(join(directory, 'file', 'out'), { 'a.txt': '' })).rejects.toMatchObject({
    issues: [{ code: 'file.unwritable', file: path, params: { reason: 'ENOTDIR' } }],
  });
  await expect(openFinishedTasks(path)).rejects.toMatchObject({ issues: [{ code: 'file.unwritable' }] });
});

it('shows readers either the old or the new content, never a part', async () => {
  const long = 'x'.repeat(2_000_000);
  await writeFiles(directory, { f: long });
  const seen: number[] = [];
  const writing = writeFiles(directory, { f: `${long}y` });
  for (let look = 0; look < 20; look++) seen.push((await readFile(join(directory, 'f'))).length);
  await writing;
  for (const length of seen) expect([long.length, long.length + 1]).toContain(length);
});
