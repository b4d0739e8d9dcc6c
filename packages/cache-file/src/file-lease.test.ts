import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { FileCache } from './file-cache';
import { takeLease } from './file-lease';
import { startProgram } from './testing/start-program.testing';
import { tempFolder } from './testing/temp-folder.testing';
import { dropRights, giveToUnprivileged } from './testing/unprivileged.testing';

const open = () => {
  const directory = tempFolder();
  const folder = join(directory, 'flags');
  const leases = () => readdirSync(folder).filter((name) => name.includes('.lease-'));
  const leaseFile = (sequence: number) =>
    join(folder, `key.cache.lease-${String(sequence).padStart(16, '0')}`);
  return {
    directory,
    folder,
    leases,
    leaseFile,
    cache: new FileCache({ directory }),
    other: new FileCache({ directory }),
  };
};

const LONG = 60_000;

const tokenOf = async (cache: FileCache, holder: string, ttlMs = LONG) =>
  (await cache.lease('key', holder, ttlMs))?.token;

/** Waits until somebody else's lease has ended. */
const awaitLease = (cache: FileCache, holder: string) =>
  vi.waitFor(
    async () => (await cache.lease('key', holder, LONG))?.token ?? expect.fail('somebody has the lease'),
    { timeout: 2000, interval: 5 },
  );

describe('a lease', () => {
  test('belongs to one holder, and is renewed with its token', async () => {
    const { cache, other } = open();
    const token = await tokenOf(cache, 'me');
    expect(token).toBeGreaterThan(Date.now() - 10_000);
    expect([await tokenOf(other, 'you'), await tokenOf(other, 'me'), await tokenOf(cache, 'me')]).toEqual([
      undefined,
      token,
      token,
    ]);
  });

  test('goes to one of many who ask at once', async () => {
    const { directory } = open();
    for (let round = 0; round < 10; round += 1) {
      const asked = Array.from({ length: 12 }, (_, index) =>
        new FileCache({ directory }).lease(`${round}`, `${index}`, LONG),
      );
      expect((await Promise.all(asked)).filter((lease) => lease !== null).length).toBe(1);
    }
  });

  test('has ended when its time is over; tokens grow', async () => {
    const { cache, other } = open();
    const startedAt = Date.now();
    const first = await tokenOf(cache, 'me', 100);
    const second = await awaitLease(other, 'you');
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(100);
    expect(second).toBeGreaterThan(first ?? 0);
    expect(await tokenOf(cache, 'me')).toBeUndefined();
  });

  test('keeps its holder’s token only as long as it has not ended', async () => {
    const { cache } = open();
    const first = await tokenOf(cache, 'me', 1);
    await vi.waitFor(async () => expect(await tokenOf(cache, 'me', 1)).toBeGreaterThan(first ?? 0));
  });

  test('is free at once when it is given back, with a larger token for the next', async () => {
    const { cache, other } = open();
    await cache.release('key', 'me');
    const tokens = [await tokenOf(cache, 'me')];
    await other.release('key', 'you');
    expect(await tokenOf(other, 'you')).toBeUndefined();
    await other.release('key', 'me');
    tokens.push(await tokenOf(other, 'you'));
    await other.release('key', 'you');
    tokens.push(await tokenOf(cache, 'me'));
    expect(tokens).toEqual([...new Set(tokens)].sort());
  });

  test('has larger tokens also after all files are gone', async () => {
    const { cache, folder } = open();
    let latest = 0;
    for (let round = 0; round < 20; round += 1) {
      const token = (await tokenOf(cache, `holder ${round}`)) ?? 0;
      expect(token).toBeGreaterThan(latest);
      latest = token;
      rmSync(folder, { recursive: true });
    }
  });

  test('of one key says nothing of others', async () => {
    const { cache } = open();
    expect(await cache.lease('one', 'me', LONG)).not.toBeNull();
    expect(await cache.lease('other', 'you', LONG)).not.toBeNull();
  });

  test('leaves one file, however often it was renewed', async () => {
    const { cache, leases } = open();
    for (let round = 0; round < 10; round += 1) await tokenOf(cache, 'me');
    expect(leases()).toEqual(['key.cache.lease-0000000000000010']);
  });

  test.each([
    ['is empty', ''],
    ['is garbage', '{"holder":'],
    [
      'was made by a clock that is far ahead',
      JSON.stringify({ holder: 'x', token: 1, endsAt: 4e12, ttlMs: 1000 }),
    ],
  ])('file that %s is no lease', async (_, content) => {
    const { cache, leaseFile, leases } = open();
    await cache.set('key', 'text');
    writeFileSync(leaseFile(7), content);
    expect(await tokenOf(cache, 'me')).toBeGreaterThan(1);
    expect(leases()).toEqual(['key.cache.lease-0000000000000008']);
  });

  test('file that this process may not read is not taken for one that has ended', async () => {
    const { cache, directory, folder, leaseFile } = open();
    await tokenOf(cache, 'me');
    chmodSync(leaseFile(1), 0);
    for (const path of [directory, folder, leaseFile(1)]) giveToUnprivileged(path);
    const program = startProgram(`
      ${dropRights}
      const cache = new FileCache({ directory: ${JSON.stringify(directory)} });
      const calls = [() => cache.lease('key', 'you', 1000), () => cache.set('key', 'text', { token: 1 })];
      for (const call of calls) await call().catch(({ message }) => say(message.split(',')[0]));
      say(await cache.exists('key'));`);
    const file = join(folder, 'key.cache');
    const reason = 'EACCES: permission denied';
    expect(await program.result()).toEqual([
      `cannot lease ${file}: ${reason}`,
      `cannot write ${file}: ${reason}`,
      false,
    ]);
  });

  test('file that is a symbolic link is not followed', async () => {
    const { cache, leaseFile, folder } = open();
    await cache.set('key', 'text');
    const target = join(folder, 'target');
    writeFileSync(target, JSON.stringify({ holder: 'x', token: 1, endsAt: Date.now() + LONG, ttlMs: LONG }));
    symlinkSync(target, leaseFile(1));
    expect(await tokenOf(cache, 'me')).toBeGreaterThan(1);
    expect(existsSync(target)).toBe(true);
  });

  test('is taken again when somebody deletes the folder meanwhile, and refused when that goes on', async () => {
    const { folder } = open();
    let asked = 0;
    const late = async () => {
      asked += 1;
      if (asked === 3) mkdirSync(folder, { recursive: true });
    };
    const file = join(folder, 'key.cache');
    expect(await takeLease(file, 'me', LONG, late)).toMatchObject({ token: expect.any(Number) });
    expect(asked).toBe(3);
    const gone = join(folder, 'gone', 'key.cache');
    await expect(takeLease(gone, 'me', LONG, async () => undefined)).rejects.toThrow(
      `cannot lease ${gone}: ENOENT`,
    );
  });

  test('may be given back by several calls at once', async () => {
    const { cache, other, leases } = open();
    await tokenOf(cache, 'me');
    await Promise.all([cache.release('key', 'me'), other.release('key', 'me'), cache.release('key', 'me')]);
    expect(leases()).toEqual(['key.cache.lease-0000000000000002']);
    expect(await tokenOf(other, 'you')).toBeDefined();
  });

  test('is not found where names only look like one', async () => {
    const { cache, folder } = open();
    await cache.set('key', 'text');
    for (const name of ['key.cache.lease-', 'key.cache.lease-7', 'key.cache.lease-000000000000000x']) {
      writeFileSync(join(folder, name), '');
    }
    expect(await tokenOf(cache, 'me')).toBeGreaterThan(1);
  });
});

describe('a guarded write', () => {
  test('is stored with the newest token, and refused with an older one', async () => {
    const { cache, other } = open();
    const older = await cache.lease('key', 'me', 1);
    const newer = await awaitLease(other, 'you');
    expect(await cache.set('key', 'late', older ?? undefined)).toBe(false);
    expect(await cache.get('key')).toBeUndefined();
    expect(await other.set('key', 'text', { token: newer })).toBe(true);
    expect(await cache.set('key', 'late', older ?? undefined)).toBe(false);
    expect(await cache.set('key', 'text', older ?? undefined)).toBe(false);
    expect(await cache.get('key')).toBe('text');
    expect(await cache.set('key', 'by somebody without a lease')).toBe(true);
  });

  test('is stored where no lease was ever given', async () => {
    const { cache } = open();
    expect(await cache.set('key', 'text', { token: 1 })).toBe(true);
  });

  test('is refused with the token of a lease that was given back, once another has it', async () => {
    const { cache, other } = open();
    const lease = await cache.lease('key', 'me', LONG);
    await cache.release('key', 'me');
    expect(await cache.set('key', 'still mine', lease ?? undefined)).toBe(true);
    await tokenOf(other, 'you');
    expect(await cache.set('key', 'late', lease ?? undefined)).toBe(false);
  });
});

describe('a process that slept while it asked for a lease', () => {
  test('does not get one that others have passed by', async () => {
    const { cache, other, leaseFile } = open();
    await tokenOf(cache, 'me', 1);
    const stale = readFileSync(leaseFile(1));
    await awaitLease(other, 'you');
    await tokenOf(other, 'you');
    // It wakes up, and takes the place after the last lease it had seen, which is free again.
    writeFileSync(leaseFile(2), stale);
    expect(await tokenOf(cache, 'third')).toBeUndefined();
    expect(await tokenOf(other, 'you')).toBeDefined();
    expect(existsSync(leaseFile(2))).toBe(false);
  });

  test('takes no unfinished write of an earlier holder for its own', async () => {
    const { cache, other, folder } = open();
    const older = (await tokenOf(cache, 'me', 1)) ?? 0;
    await cache.set('key', 'text');
    const [unfinished, unguarded] = [`${older}.tmp`, `key.cache.00000000-1-0123456789ab.tmp`];
    writeFileSync(join(folder, `key.cache.00000000-1-0123456789ab-${unfinished}`), '');
    linkSync(join(folder, 'key.cache'), join(folder, unguarded));
    await awaitLease(other, 'you');
    // Whoever wakes up now finds nothing to put in the place of what is newer.
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([unguarded]);
  });
});
