import { EventEmitter, once } from 'node:events';
import { mkdtemp, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchFile } from './watch-file';

let folder: string;
let path: string;
let stop = () => {};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watch-'));
  path = join(folder, 'flags.yaml');
  await writeFile(path, 'first');
});
afterEach(async () => {
  stop();
  await rm(folder, { recursive: true });
});

/** Watches and lets a test await the next change, which must come within half a second. */
function watch() {
  const events = new EventEmitter();
  stop = watchFile(path, () => events.emit('changed'));
  return () => once(events, 'changed', { signal: AbortSignal.timeout(500) });
}

test('tells of a file that is written in place', async () => {
  const change = watch();
  const told = change();
  await writeFile(path, 'other');
  await told;
});

test('tells of a file that is replaced, again and again, as editors do it', async () => {
  const change = watch();
  for (const text of ['aaaaa', 'bbbbb', 'ccccc']) {
    const told = change();
    await writeFile(`${path}.tmp`, text);
    await rename(`${path}.tmp`, path);
    await told;
  }
});

test('tells of a link that points elsewhere, as mounted configuration does it', async () => {
  await writeFile(join(folder, 'v1'), 'same');
  await writeFile(join(folder, 'v2'), 'same');
  await unlink(path);
  await symlink('v1', path);
  const change = watch();
  const told = change();
  await symlink('v2', `${path}.tmp`);
  await rename(`${path}.tmp`, path);
  await told;
});

test('tells of a file that goes away and of one that comes back', async () => {
  const change = watch();
  const gone = change();
  await unlink(path);
  await gone;
  const back = change();
  await writeFile(path, 'first');
  await back;
});

test('tells nothing more once it is stopped, and nothing of other files', async () => {
  const events = new EventEmitter();
  let count = 0;
  stop = watchFile(path, () => count++);
  const stopOther = watchFile(`${path}.other`, () => events.emit('changed'));
  const told = once(events, 'changed');
  await writeFile(`${path}.other`, 'x');
  await told;
  stop();
  await writeFile(path, 'changed');
  const toldAgain = once(events, 'changed');
  await writeFile(`${path}.other`, 'xyz');
  await toldAgain;
  stopOther();
  expect(count).toBe(0);
});
