import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheConformance } from '@unleash-client/conformance';
import { Keyv } from 'keyv';
import { afterAll, describe, expect, test } from 'vitest';
import { createFileKeyv } from './create-file-keyv';
import { createKeyvCache } from './create-keyv-cache';

/** What Keyv has no means for. */
const NOT_IN_KEYV = ['subscribe', 'lease', 'release'] as const;

describe('over a Map', () => {
  const cache = createKeyvCache(new Keyv());
  cacheConformance({ test, create: () => cache, skip: NOT_IN_KEYV });
});

describe('over keyv-file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyv-cache-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  cacheConformance({
    test,
    create: () => createKeyvCache(createFileKeyv(folder)),
    // It writes files in place: whoever reads or writes one at the same time may find a part of it.
    skip: [...NOT_IN_KEYV, 'whole-reads', 'concurrent-sets'],
  });
});

describe('over a store that fails', () => {
  const outage = async () => {
    throw new Error('no route to host');
  };
  const store = { get: outage, set: outage, delete: outage, clear: outage, has: outage };
  const cache = createKeyvCache(new Keyv({ store, throwOnErrors: true }));

  test('every call rejects, so that the client can tell of it', async () => {
    await expect(cache.get('key')).rejects.toThrow('no route to host');
    await expect(cache.set('key', 'text')).rejects.toThrow('no route to host');
    await expect(cache.mset?.({ key: 'text' })).rejects.toThrow('no route to host');
    await expect(cache.exists?.('key')).rejects.toThrow('no route to host');
    await expect(cache.destroy?.()).rejects.toThrow('no route to host');
  });

  test('a text that was not taken is no write that a guard has forbidden', async () => {
    const silent = createKeyvCache(new Keyv({ store }));
    await expect(silent.set('key', 'text')).rejects.toThrow('the Keyv store did not take key');
  });
});
