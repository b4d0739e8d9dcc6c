import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FileCache } from './file-cache';
import { isStored } from './is-stored';
import { tempFolder } from './testing/temp-folder.testing';
import { measureText } from './text-slices';

test('a text is stored where the file says so, and no other of the same length', async () => {
  const directory = tempFolder();
  await new FileCache({ directory }).set('key', 'text');
  const file = join(directory, 'flags', 'key.cache');
  const answers = ['text', 'tex2', 'longer', ''].map(async (text) => isStored(file, await measureText(text)));
  expect(await Promise.all(answers)).toEqual([true, false, false, false]);
});

test('nothing is stored in what is missing, is no file of ours, or cannot be opened', async () => {
  const file = join(tempFolder(), 'file');
  writeFileSync(file, 'text');
  const text = await measureText('text');
  const paths = [file, `${file}.cache`, join(file, 'key.cache')];
  expect(await Promise.all(paths.map((path) => isStored(path, text)))).toEqual([false, false, false]);
});
