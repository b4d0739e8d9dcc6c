import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTempFolder } from './temp-folder';

test('a temporary folder is its owner’s alone, and is removed with all that is in it', async () => {
  const folder = createTempFolder({});
  expect(statSync(folder.path).mode & 0o777).toBe(0o700);
  mkdirSync(join(folder.path, 'deep/er'), { recursive: true });
  writeFileSync(join(folder.path, 'deep/er/file'), 'content');
  await folder.remove();
  expect(existsSync(folder.path)).toBe(false);
});
