import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DevServer } from './dev-server';
import { useDevServer } from './testing/use-dev-server';

const start = useDevServer();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-flags-'));
});
afterEach(() => rm(folder, { recursive: true }));

const namesOf = (server: DevServer) => server.flags().features.map(({ name }) => name);

describe('the flags file', () => {
  const quiet = () => ({ info: vi.fn<(line: string) => void>(), warn: vi.fn<(line: string) => void>() });
  const replace = async (path: string, text: string) => {
    await writeFile(`${path}.tmp`, text);
    await rename(`${path}.tmp`, path);
  };

  test('is followed, and costs one line when it is wrong', async () => {
    const flags = join(folder, 'flags.yaml');
    await writeFile(flags, 'flags: { a: true }');
    const logger = quiet();
    const running = await start({ flags, logger });
    expect(namesOf(running)).toEqual(['a']);
    await writeFile(flags, 'flags: { a: false, b: true }');
    await vi.waitFor(() => expect(namesOf(running)).toEqual(['a', 'b']), { timeout: 500, interval: 10 });
    await replace(flags, 'flags: { a: 5 }');
    await vi.waitFor(() => expect(logger.warn).toHaveBeenCalled(), { timeout: 500, interval: 10 });
    expect(namesOf(running)).toEqual(['a', 'b']);
    await replace(flags, '# better\nflags: { c: true }');
    await vi.waitFor(() => expect(namesOf(running)).toEqual(['c']), { timeout: 500, interval: 10 });
    expect(logger.warn.mock.calls).toEqual([
      ['flags.yaml:1: flags.a: expected true, false or a map, got 5 (still serving the flags from before)'],
    ]);
    expect(logger.info.mock.calls).toEqual([
      ['2 flags changed: a, b'],
      ['3 flags changed: c, a (removed), b (removed)'],
    ]);
  });

  test('is read once where nobody asks for more', async () => {
    const flags = join(folder, 'flags.yaml');
    const other = join(folder, 'other.yaml');
    await writeFile(flags, 'flags: { a: true }');
    await writeFile(other, 'flags: { a: true }');
    const running = await start({ flags, watch: false });
    const following = await start({ flags: other, logger: quiet() });
    await writeFile(flags, 'flags: { b: true }');
    await writeFile(other, 'flags: { b: true }');
    await vi.waitFor(() => expect(namesOf(following)).toEqual(['b']), { timeout: 500, interval: 10 });
    expect(namesOf(running)).toEqual(['a']);
  });

  test('stops the start when it is wrong', async () => {
    const flags = join(folder, 'flags.yaml');
    await expect(start({ flags })).rejects.toMatchObject({ code: 'UNREADABLE_FILE' });
    await writeFile(flags, 'flags:\n  a: maybe\n');
    await expect(start({ flags })).rejects.toMatchObject({
      code: 'INVALID_FLAGS',
      message: 'flags.yaml:2: flags.a: expected true, false or a map, got "maybe"',
    });
  });

  test('has its doubts logged, ten at most', async () => {
    const flags = join(folder, 'flags.yaml');
    const names = Array.from({ length: 12 }, (_, index) => `  f${index}: { dependencies: [none] }\n`);
    await writeFile(flags, `flags:\n${names.join('')}`);
    const logger = quiet();
    await start({ flags, logger });
    expect(logger.warn).toHaveBeenCalledTimes(11);
    expect(logger.warn.mock.calls[0]).toEqual([
      'flags.yaml:2: flags.f0.dependencies[0]: there is no parent flag "none"; the flag is off',
    ]);
    expect(logger.warn.mock.calls[10]).toEqual(['and 2 more of this kind']);
  });
});
