import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { tempFolder } from './testing/temp-folder.testing';
import { watchFile } from './watch-file';

const watched = () => {
  const folder = join(tempFolder(), 'folder');
  mkdirSync(folder);
  const file = join(folder, 'file');
  const changed = vi.fn();
  const start = () => {
    const watch = watchFile(file, changed);
    onTestFinished(watch.stop);
    return watch;
  };
  const replace = (text: string) => {
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  };
  return { folder, file, changed, start, replace };
};

/** Waits until a watch must have told so often. */
const calls = (changed: ReturnType<typeof vi.fn>, count: number) =>
  vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(count), { timeout: 1000, interval: 10 });

describe('a watch', () => {
  test('tells when a file appears, is replaced and is deleted, each within a second', async () => {
    const { file, changed, start, replace } = watched();
    start();
    replace('first');
    await calls(changed, 1);
    replace('other');
    await calls(changed, 2);
    rmSync(file);
    await calls(changed, 3);
  });

  test('tells of what happens right after it was started', async () => {
    const { changed, start, replace } = watched();
    start();
    // Before the first look can have seen anything.
    replace('text');
    await calls(changed, 1);
  });

  test('looks at once when it is asked to', async () => {
    const { changed, start, replace, file } = watched();
    const watch = start();
    await lstat(file).catch(() => undefined);
    replace('text');
    watch.look();
    await vi.waitFor(() => expect(changed).toHaveBeenCalled(), { timeout: 200, interval: 5 });
  });

  test('tells when a file comes back within reach, though it is the same', async () => {
    const { folder, file, changed, start, replace } = watched();
    const watch = start();
    replace('text');
    await calls(changed, 1);
    const before = lstatSync(file).mtimeMs;
    await vi.waitFor(
      async () => {
        changed.mockClear();
        renameSync(folder, `${folder}.away`);
        // A file where the folder was: what is below it is neither there nor missing.
        writeFileSync(folder, '');
        watch.look();
        await lstat(file).catch(() => undefined);
        rmSync(folder);
        renameSync(`${folder}.away`, folder);
        watch.look();
        await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1), { timeout: 100, interval: 5 });
      },
      { timeout: 3000 },
    );
    expect(lstatSync(file).mtimeMs).toBe(before);
  });

  test('tells nothing any more once it is stopped', async () => {
    const { changed, start, replace } = watched();
    const other = watched();
    start().stop();
    other.start();
    replace('text');
    other.replace('text');
    await calls(other.changed, 1);
    expect(changed).not.toHaveBeenCalled();
  });
});
