import { BOOTSTRAP_KEY, MemoryCache } from '@unleash-client/cache';
import { describe, expect, test } from 'vitest';
import { createTestClient } from '../testing/create-test-client.testing';
import { featuresOf } from '../testing/features-of.testing';
import { startOfflineClient } from '../testing/start-offline-client.testing';
import { startTestServer } from '../testing/start-test-server.testing';

/** A cache in which a client of this server has left its flags. */
async function filledCache(connection: { readonly url: string }) {
  const cache = new MemoryCache();
  const { client } = createTestClient({ ...connection, cache });
  await client.initialize();
  await client.destroy();
  return cache;
}

const refused = [
  'error: [unleash] GET http://127.0.0.1:1/api/client/features failed: connect ECONNREFUSED 127.0.0.1:1',
];

describe('customStrategies', () => {
  const bootstrap = featuresOf({ name: 'f', strategies: [{ name: 'Plan', parameters: { plan: 'gold' } }] });

  test('are asked with their parameters and the context', async () => {
    const { client } = await startOfflineClient(bootstrap, {
      customStrategies: { Plan: { apply: ({ plan }, { properties }) => properties?.plan === plan } },
    });
    expect(client.isEnabled('f', { properties: { plan: 'gold' } })).toBe(true);
    expect(client.isEnabled('f', { properties: { plan: 'tin' } })).toBe(false);
  });

  test('may compile their parameters once', async () => {
    let compiled = 0;
    const compile = ({ plan }: Readonly<Record<string, string>>) => {
      compiled += 1;
      return ({ userId }: { readonly userId?: unknown }) => userId === plan;
    };
    const { client } = await startOfflineClient(bootstrap, { customStrategies: { Plan: { compile } } });
    expect([client.isEnabled('f', { userId: 'gold' }), client.isEnabled('f')]).toEqual([true, false]);
    expect(compiled).toBe(1);
  });

  test('that are missing do not pass, with one warning', async () => {
    const { client, log } = await startOfflineClient(bootstrap);
    expect([client.isEnabled('f'), client.isEnabled('f')]).toEqual([false, false]);
    expect(log.lines).toEqual([expect.stringMatching(/^warn: .*Plan/)]);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['answers with a promise', async () => true],
    ['answers with a truthy value', () => 'yes'],
  ])('that %s do not pass, with one error', async (_, apply) => {
    const { client, log, eventsOf } = await startOfflineClient(bootstrap, {
      customStrategies: { Plan: { apply: apply as unknown as () => boolean } },
    });
    expect([client.isEnabled('f'), client.isEnabled('f')]).toEqual([false, false]);
    expect(eventsOf('error').map(({ error }) => error.code)).toEqual(['STRATEGY']);
    expect(log.lines).toEqual([expect.stringMatching(/^error: .*strategy Plan/)]);
  });
});

describe('bootstrap', () => {
  test('answers before initialize', () => {
    const { client, log } = createTestClient({ bootstrap: featuresOf('boot') });
    expect(client.isEnabled('boot')).toBe(true);
    expect(client.evaluate('unknown').reason).toBe('not-found');
    expect(log.lines).toEqual([expect.stringContaining('before initialize() was called')]);
  });

  test('gives way to the flags of the server', async () => {
    const { connection } = await startTestServer();
    const { client } = createTestClient({ ...connection, bootstrap: featuresOf('boot') });
    expect(await client.initialize()).toEqual({ source: 'server', flags: 2 });
    expect(client.isEnabled('boot')).toBe(false);
  });

  test('is taken as it was at construction', async () => {
    const bootstrap = featuresOf('boot');
    const { client } = await startOfflineClient(bootstrap);
    for (const feature of bootstrap.features) feature.enabled = false;
    bootstrap.features.push({ name: 'later', enabled: true, strategies: [] });
    expect(client.isEnabled('boot')).toBe(true);
    expect(client.isEnabled('later')).toBe(false);
  });
});

describe('bootstrapOverride', () => {
  const startBoth = async (options: { bootstrapOverride?: boolean }) => {
    const { connection, server } = await startTestServer({ flags: { cached: true } });
    const cache = await filledCache(connection);
    await server.close();
    const made = createTestClient({ ...connection, cache, bootstrap: featuresOf('boot'), ...options });
    const { source } = await made.client.initialize({ timeoutMs: 3000 });
    expect(made.log.lines).toHaveLength(1);
    return { source, names: [...made.client.featureDefinitions().keys()] };
  };

  test('lets bootstrapped flags win over cached ones by default', async () => {
    expect(await startBoth({})).toEqual({ source: 'bootstrap', names: ['boot'] });
    expect(await startBoth({ bootstrapOverride: true })).toEqual({ source: 'bootstrap', names: ['boot'] });
  });

  test('of false lets cached flags win', async () => {
    expect(await startBoth({ bootstrapOverride: false })).toEqual({ source: 'cache', names: ['cached'] });
  });
});

describe('cache', () => {
  test('keeps the flags for the next start', async () => {
    const { connection, server } = await startTestServer();
    const cache = await filledCache(connection);
    await server.close();
    const { client, log } = createTestClient({ ...connection, cache });
    expect(await client.initialize()).toMatchObject({ source: 'cache', flags: 2 });
    expect(client.isEnabled('on')).toBe(true);
    expect(log.lines).toHaveLength(1);
  });

  test('is not there by default', async () => {
    const { client, log } = createTestClient({ requestRetries: 0 });
    expect(await client.initialize({ timeoutMs: 0 })).toMatchObject({ source: 'none', flags: 0 });
    await client.refresh();
    expect(log.lines).toEqual(refused);
  });
});

describe('cacheKey', () => {
  const keyOf = (cacheKey: string | undefined, token: string) =>
    new Promise<string>((resolve) => {
      const get = (key: string) => {
        if (key !== BOOTSTRAP_KEY) resolve(key);
        return null;
      };
      const cache = { get, set: () => undefined };
      const customHeaders = () => ({ Authorization: token });
      void startOfflineClient(undefined, { cache, cacheKey, customHeaders, logLevel: 'silent' });
    });

  test('stands for the token', async () => {
    expect(await keyOf('production', 'a')).toBe(await keyOf('production', 'b'));
    expect(await keyOf('production', 'a')).not.toBe(await keyOf('staging', 'a'));
    expect(await keyOf('production', 'a')).not.toBe(await keyOf(undefined, 'a'));
  });
});
