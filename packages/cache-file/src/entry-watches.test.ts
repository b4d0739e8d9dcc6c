import { readdirSync } from 'node:fs';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { FileCache } from './file-cache';
import { startProgram } from './testing/start-program.testing';
import { tempFolder } from './testing/temp-folder.testing';

const open = () => {
  const directory = tempFolder();
  const [reader, writer] = [new FileCache({ directory }), new FileCache({ directory })];
  onTestFinished(() => reader.close());
  return { directory, reader, writer };
};

const hears = (changed: ReturnType<typeof vi.fn>) =>
  vi.waitFor(() => expect(changed).toHaveBeenCalled(), { timeout: 1000, interval: 10 });

describe('subscribers', () => {
  test('hear of what another process writes and deletes, within a second', async () => {
    const { directory, reader } = open();
    const program = startProgram(`
      const cache = new FileCache({ directory: ${JSON.stringify(directory)} });
      const lines = process.stdin[Symbol.asyncIterator]();
      for (const task of [() => cache.set('key', 'first'), () => cache.set('key', 'other'), () => cache.destroy()]) {
        await lines.next();
        await task();
        say('done');
      }
      process.exit();`);
    const changed = vi.fn();
    reader.subscribe('key', changed);
    for (const [index, text] of ['first', 'other', undefined].entries()) {
      program.nudge();
      await program.hasSaid(index + 1);
      await hears(changed);
      expect(await reader.get('key')).toBe(text);
      changed.mockClear();
    }
  });

  test('hear of what their own cache writes, at once', async () => {
    const { reader } = open();
    await reader.set('key', 'before');
    const changed = vi.fn();
    reader.subscribe('key', changed);
    await reader.set('key', 'text');
    await vi.waitFor(() => expect(changed).toHaveBeenCalled(), { timeout: 200, interval: 5 });
  });

  test('hear nothing of other keys', async () => {
    const { reader, writer } = open();
    const [changed, other] = [vi.fn(), vi.fn()];
    reader.subscribe('key', changed);
    reader.subscribe('other', other);
    await writer.set('other', 'text');
    await hears(other);
    expect(changed).not.toHaveBeenCalled();
  });

  test('that throw disturb neither the writer nor other subscribers', async () => {
    const { reader } = open();
    const changed = vi.fn();
    reader.subscribe('key', () => {
      throw new Error('mine');
    });
    reader.subscribe('key', changed);
    await reader.set('key', 'text');
    await hears(changed);
  });

  test('end their own subscription only, also with an undo that is called twice', async () => {
    const { reader, writer } = open();
    const [changed, other] = [vi.fn(), vi.fn()];
    const stop = reader.subscribe('key', changed);
    stop();
    reader.subscribe('key', other);
    reader.subscribe('key', changed)();
    stop();
    await writer.set('key', 'text');
    await hears(other);
    expect(changed).not.toHaveBeenCalled();
  });

  test('may end the subscription of another while they are told', async () => {
    const { reader } = open();
    const later = vi.fn();
    const stops = new Set<() => void>();
    const first = vi.fn(() => {
      for (const stop of stops) stop();
    });
    reader.subscribe('key', first);
    stops.add(reader.subscribe('key', later));
    await reader.set('key', 'text');
    await hears(first);
    expect(later).not.toHaveBeenCalled();
  });

  test('hear nothing any more after close, and may subscribe again', async () => {
    const { reader, writer } = open();
    const [changed, again] = [vi.fn(), vi.fn()];
    const stop = reader.subscribe('key', changed);
    reader.close();
    reader.close();
    reader.subscribe('key', again);
    stop();
    await writer.set('key', 'text');
    await hears(again);
    expect(changed).not.toHaveBeenCalled();
  });
});

test('a subscription makes no file and no folder', () => {
  const { directory, reader } = open();
  reader.subscribe('key', () => undefined);
  expect(readdirSync(directory)).toEqual([]);
});
