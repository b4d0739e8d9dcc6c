import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { existsEntry } from './exists-entry';
import { tempFolder } from './testing/temp-folder.testing';

test('a regular file exists, whatever is in it; a folder and a link to a file do not', async () => {
  const at = (name: string) => join(tempFolder(), name);
  const [file, folder, link] = [at('file'), at('folder'), at('link')];
  writeFileSync(file, '');
  mkdirSync(folder);
  symlinkSync(file, link);
  expect(await Promise.all([file, folder, link, at('nothing')].map(existsEntry))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('a file that cannot be looked at is an outage, not a miss', async () => {
  const file = join(tempFolder(), 'file');
  writeFileSync(file, '');
  await expect(existsEntry(join(file, 'key.cache'))).rejects.toThrow(
    `cannot look at ${file}/key.cache: ENOTDIR`,
  );
});
