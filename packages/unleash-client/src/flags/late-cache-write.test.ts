import { MemoryCache, parseSnapshot } from '@unleash-client/cache';
import { expect, test, vi } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { defer } from '../testing/defer.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';

test('a write that was given up and arrives late leaves no older flags stored', async () => {
  const server = await startScriptedServer((index) => ({ body: bodyOf(`v${index}`) }));
  const scheduler = createManualScheduler();
  const stored = new MemoryCache();
  const late = defer();
  let writes = 0;
  let key = '';
  const cache = {
    get: () => null,
    async set(name: string, text: string) {
      key = name;
      writes += 1;
      if (writes === 1) await late.promise;
      stored.set(name, text);
    },
  };
  const { client, log } = createTestClient({ url: server.url, cache, scheduler, refreshInterval: 0 });
  const storedBody = () => parseSnapshot(stored.get(key) ?? '')?.body;
  await client.initialize();
  await vi.waitFor(() => expect(writes).toBe(1));
  scheduler.advance(10_000);
  await vi.waitFor(() =>
    expect(log.lines).toEqual(['error: [unleash] the cache could not be written: no answer within 10000 ms']),
  );
  await client.refresh();
  await vi.waitFor(() => expect(storedBody()).toBe(bodyOf('v1')));
  late.resolve();
  await vi.waitFor(() => expect(writes).toBe(3));
  await client.destroy();
  expect(storedBody()).toBe(bodyOf('v1'));
  expect(log.lines.slice(1)).toEqual(['warn: [unleash] the cache works again, after one failure']);
});
