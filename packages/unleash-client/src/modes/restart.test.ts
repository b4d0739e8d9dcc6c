import { type Cache, MemoryCache } from '@unleash-client/cache';
import { describe, expect, test, vi } from 'vitest';
import type { UnleashOptions } from '../options/unleash-options';
import { createOneTextCache } from '../testing/create-one-text-cache.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { nextEvent } from '../testing/next-event.testing';
import { SOON } from '../testing/soon.testing';
import { startTestServer } from '../testing/start-test-server.testing';

const NAMES = ['first', 'second', 'third'];

describe.each(['delta', 'streaming'] as const)('what is cached by %s', (mode) => {
  /** A server, and a cache with its flags: a hydration and two changes. */
  async function fillCache(cache: Cache = new MemoryCache()) {
    const { server, connection } = await startTestServer({ flags: { first: true } });
    const options: Partial<UnleashOptions> = { ...connection, mode, cache, refreshJitter: 0 };
    const { client, eventsOf } = createTestClient(options);
    await client.initialize();
    for (const name of NAMES.slice(1)) {
      server.setFlag({ name });
      await client.refresh();
      await vi.waitFor(() => expect(client.isEnabled(name)).toBe(true), SOON);
    }
    await client.destroy();
    expect(eventsOf('fetched')).toHaveLength(3);
    return { server, options, revisionHeader: mode === 'delta' ? 'if-none-match' : 'last-event-id' };
  }

  test('is where the next start goes on, and is kept when nothing has happened', async () => {
    const { server, options, revisionHeader } = await fillCache();
    const before = server.requests.length;
    const { client, eventsOf } = createTestClient(options);
    expect(await client.initialize()).toEqual({ source: 'server', flags: 3 });
    expect([...client.featureDefinitions().keys()]).toEqual(NAMES);
    const [request] = server.requests.slice(before);
    expect(request).toMatchObject({
      path: `/api/client/${mode}`,
      status: mode === 'delta' ? 304 : 200,
      headers: { [revisionHeader]: expect.stringMatching(/^"?\d+"?$/) },
    });
    expect(eventsOf('ready').map(({ source }) => source)).toEqual(['cache']);
    expect(eventsOf('fetched')).toEqual([]);
    expect(eventsOf('unchanged')).toHaveLength(1);
    expect(eventsOf('synchronized')).toHaveLength(1);
  });

  test('is where the next start goes on with what has happened since', async () => {
    const { server, options, revisionHeader } = await fillCache();
    server.removeFlag('first');
    const before = server.requests.length;
    const { client, eventsOf } = createTestClient(options);
    await client.initialize();
    expect([...client.featureDefinitions().keys()]).toEqual(['second', 'third']);
    expect(server.requests.slice(before)).toMatchObject([
      { headers: { [revisionHeader]: expect.any(String) } },
    ]);
    expect(eventsOf('changed')).toMatchObject([
      { added: NAMES, removed: [], updated: [] },
      { added: [], removed: ['first'], updated: [] },
    ]);
  });

  test('is not what the next start goes on from at another server', async () => {
    const { options } = await fillCache();
    const other = await startTestServer({ flags: { other: true } });
    const { client } = createTestClient({ ...options, ...other.connection, cacheKey: 'same' });
    await client.initialize();
    expect([...client.featureDefinitions().keys()]).toEqual(['other']);
    expect(other.server.requests[0]?.headers).not.toHaveProperty('last-event-id');
    expect(other.server.requests[0]?.headers).not.toHaveProperty('if-none-match');
  });

  test('is complete for a client that only follows the cache', async () => {
    const { options } = await fillCache();
    const { client } = createTestClient(options);
    expect(await client.initialize({ fetchToggles: false })).toEqual({ source: 'cache', flags: 3 });
    expect([...client.featureDefinitions().keys()]).toEqual(NAMES);
  });

  test('is complete for a client that polls', async () => {
    const { server, options } = await fillCache();
    await server.close();
    const { client, log } = createTestClient({ ...options, mode: 'polling', requestRetries: 0 });
    expect(await client.initialize()).toMatchObject({ source: 'cache', flags: 3 });
    expect([...client.featureDefinitions().keys()]).toEqual(NAMES);
    expect(log.lines).toHaveLength(1);
  });

  test('carries no revision into a mode that it does not come from', async () => {
    const { server, options } = await fillCache();
    for (const other of ['polling', mode === 'delta' ? 'streaming' : 'delta'] as const) {
      const before = server.requests.length;
      const { client } = createTestClient({ ...options, mode: other });
      await client.initialize();
      const { headers } = server.requests[before] ?? {};
      expect([headers?.['if-none-match'], headers?.['last-event-id']]).toEqual([undefined, undefined]);
      expect([...client.featureDefinitions().keys()]).toEqual(NAMES);
      await client.destroy();
    }
  });

  test('grows with each change for those who follow it', async () => {
    const cache = new MemoryCache();
    const { server, options } = await fillCache(cache);
    const leader = createTestClient({ ...options, multipleInstanceMode: 'silently-allow' });
    const follower = createTestClient({ ...options, multipleInstanceMode: 'silently-allow' });
    await leader.client.initialize();
    await follower.client.initialize({ fetchToggles: false });
    for (const name of ['fourth', 'fifth']) {
      const changed = nextEvent(follower.client, 'changed');
      server.setFlag({ name });
      await leader.client.refresh();
      expect(await changed).toMatchObject({ added: [name], removed: [], updated: [] });
    }
    expect([...follower.client.featureDefinitions().keys()]).toEqual([...NAMES, 'fourth', 'fifth']);
  });

  test('does not grow without end by a flag that changes all the time, nor is all asked for again', async () => {
    const { server, connection } = await startTestServer({ flags: { first: true } });
    const cache = createOneTextCache();
    const { client, eventsOf } = createTestClient({ ...connection, mode, cache });
    await client.initialize();
    for (let round = 1; round <= 30; round += 1) {
      server.setFlag({ name: 'first', description: `${round}${'x'.repeat(20_000)}` });
      await client.refresh();
      await vi.waitFor(() => expect(eventsOf('fetched')).toHaveLength(round + 1), SOON);
    }
    await vi.waitFor(() => expect(cache.text).toContain('"30x'), SOON);
    expect(cache.text?.length).toBeLessThan(280_000);
    const whole = server.requests.filter(({ headers }) => !('if-none-match' in headers));
    expect(whole).toHaveLength(1);
  });

  test('is replaced once many changes have outgrown it', async () => {
    const { server, connection } = await startTestServer({ flags: { first: true } });
    const cache = new MemoryCache();
    const { client, eventsOf } = createTestClient({ ...connection, mode, cache });
    await client.initialize();
    const isHydration = ({ features }: { readonly features: readonly unknown[] }) => features.length > 1;
    for (let round = 1; round <= 3; round += 1) {
      server.setFlag({ name: `flag-${round}`, description: 'x'.repeat(100_000) });
      await client.refresh();
      await vi.waitFor(() => expect(client.isEnabled(`flag-${round}`)).toBe(true), SOON);
    }
    await vi.waitFor(() => expect(eventsOf('fetched').filter(isHydration)).toHaveLength(1), SOON);
    const follower = createTestClient({ ...connection, cache, multipleInstanceMode: 'silently-allow' });
    expect(await follower.client.initialize({ fetchToggles: false })).toEqual({ source: 'cache', flags: 4 });
  });
});
