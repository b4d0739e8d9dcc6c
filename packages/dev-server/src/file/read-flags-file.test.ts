import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFlagsFile } from './read-flags-file';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flags-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('reads a file and names it in what it says', async () => {
  const path = join(folder, 'my-flags.json');
  await writeFile(path, '{ "flags": { "a": true } }');
  expect([...readFlagsFile(path).contents.flags.keys()]).toEqual(['a']);
  await writeFile(path, '{\n"flags": { "a": 3 } }');
  expect(() => readFlagsFile(path)).toThrow('my-flags.json:2: flags.a: expected true, false or a map, got 3');
});

test('says which file cannot be read and why', () => {
  const missing = join(folder, 'missing.yaml');
  expect(() => readFlagsFile(missing)).toThrow(
    `the flags file ${missing} cannot be read: there is no such file`,
  );
  expect(() => readFlagsFile(folder)).toThrow(expect.objectContaining({ code: 'UNREADABLE_FILE' }));
  expect(() => readFlagsFile(folder)).toThrow(/it is a folder$/);
});
