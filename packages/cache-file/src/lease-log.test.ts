import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createLeaseLog } from './lease-log';
import type { Tenure } from './tenure';
import { tempFolder } from './testing/temp-folder.testing';

const tenure: Tenure = { holder: 'me', token: 5, endsAt: 9e12, ttlMs: 1000 };

const open = () => {
  const folder = tempFolder();
  const log = createLeaseLog(join(folder, 'key.cache'));
  const sequences = () => readdirSync(folder).map((name) => Number(name.slice('key.cache.lease-'.length)));
  return { folder, log, sequences };
};

describe('the log of leases', () => {
  test('has nothing at first, also without a folder', async () => {
    expect(await open().log.newest()).toEqual({ sequence: 0, tenure: undefined });
    expect(await createLeaseLog('/nonexistent/key.cache').newest()).toEqual({
      sequence: 0,
      tenure: undefined,
    });
  });

  test('that cannot be listed or written is an outage, not an empty one', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    const log = createLeaseLog(join(file, 'key.cache'));
    await expect(log.newest()).rejects.toThrow('ENOTDIR');
    await expect(log.append(0, tenure)).rejects.toThrow('ENOTDIR');
  });

  test('keeps the newest lease alone', async () => {
    const { log, sequences } = open();
    expect([await log.append(0, tenure), await log.append(1, { ...tenure, token: 6 })]).toEqual([true, true]);
    expect(await log.newest()).toEqual({ sequence: 2, tenure: { ...tenure, token: 6 } });
    expect(sequences()).toEqual([2]);
  });

  test('gives a place to one', async () => {
    const { log } = open();
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((holder) => log.append(0, { ...tenure, holder })),
    );
    expect(answers.filter(Boolean).length).toBe(1);
  });

  test('gives no place that others have passed by', async () => {
    const { log } = open();
    for (const previous of [0, 1, 2]) await log.append(previous, tenure);
    expect(await log.append(1, { ...tenure, holder: 'late' })).toBe(false);
    expect(await log.append(0, { ...tenure, holder: 'late' })).toBe(false);
    expect(await log.newest()).toEqual({ sequence: 3, tenure });
    await log.append(3, tenure);
    expect((await open().log.newest()).sequence).toBe(0);
  });

  test('gives no place after a lease that is gone: all files were deleted, and others have begun again', async () => {
    const { folder, log, sequences } = open();
    for (const previous of [0, 1, 2]) await log.append(previous, tenure);
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    await log.append(0, { ...tenure, holder: 'new' });
    expect(await log.append(3, { ...tenure, holder: 'late' })).toBe(false);
    expect([await log.newest(), sequences()]).toEqual([
      { sequence: 1, tenure: { ...tenure, holder: 'new' } },
      [1],
    ]);
  });

  test('leaves nothing behind but leases', async () => {
    const { folder, log } = open();
    await Promise.all([1, 2, 3].map(() => log.append(0, tenure)));
    expect(readdirSync(folder)).toEqual(['key.cache.lease-0000000000000001']);
  });
});
