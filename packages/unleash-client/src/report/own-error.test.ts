import { inspect } from 'node:util';
import type { UnleashError } from '@unleash-client/http';
import { expect, test, vi } from 'vitest';
import type { UnleashOptions } from '../options/unleash-options';
import { createTestClient } from '../testing/create-test-client.testing';
import { featuresOf } from '../testing/features-of.testing';
import { startTestServer } from '../testing/start-test-server.testing';
import type { UnleashClient } from '../unleash-client';

const ADDRESS = 'redis://app:hunter2@cache:6379';

/** An error such as clients of databases throw: the password is in its message, its cause and its own fields. */
const fail = (): never => {
  const cause = new Error(`cannot resolve ${ADDRESS}`);
  throw Object.assign(new Error(`no connection to ${ADDRESS}`, { cause }), {
    code: 'ECONNREFUSED',
    options: { url: ADDRESS, password: 'hunter2' },
  });
};
const ignore = () => undefined;

type Ask = (client: UnleashClient) => unknown;
const owners: [what: string, code: string, options: Partial<UnleashOptions>, ask?: Ask][] = [
  ['a cache that is read', 'CACHE', { cache: { get: fail, set: ignore } }],
  ['a cache that is written', 'CACHE', { cache: { get: ignore, set: async () => fail() } }],
  ['a strategy', 'STRATEGY', { customStrategies: { Own: { apply: fail } } }],
  ['a strategy that is compiled', 'STRATEGY', { customStrategies: { Own: { compile: fail } } }],
  ['a fallback', 'STRATEGY', {}, (client) => client.isEnabled('unknown', {}, fail)],
  ['a listener', 'LISTENER', {}, (client) => client.on('ready', fail)],
  ['a callback of events', 'LISTENER', { eventCallback: (event) => event.eventType === 'ready' && fail() }],
  ['an exporter of usage', 'UNAVAILABLE', { metricsExporter: { export: async () => fail() } }],
  ['a function that makes headers', 'HEADERS', { customHeaders: fail, requestRetries: 0 }],
];

test.each(owners)('no error shows a password that %s throws', async (_, code, options, ask = ignore) => {
  const { connection } = await startTestServer();
  const { client, log } = createTestClient({
    ...connection,
    bootstrap: featuresOf({ name: 'own', strategies: [{ name: 'Own' }] }),
    refreshInterval: 0,
    disableMetrics: false,
    ...options,
  });
  const errors: UnleashError[] = [];
  client.on('error', ({ error }) => errors.push(error));
  client.on('warn', ignore);
  ask(client);
  client.isEnabled('own');
  await client.initialize({ timeoutMs: 1000 });
  await client.flushMetrics();
  await vi.waitFor(() => expect(errors).not.toEqual([]));
  expect(errors[0]?.code).toBe(code);
  const printed = inspect(errors, { depth: 20, showHidden: true });
  expect(printed).not.toContain('hunter2');
  expect(printed).toContain('//***@cache:6379');
  expect(log.lines).toEqual([]);
});

test('no error shows a password that a cache throws that cannot be watched', async () => {
  const { client, log, eventsOf } = createTestClient({
    bootstrap: featuresOf('on'),
    cache: { get: ignore, set: ignore, subscribe: fail },
  });
  await client.initialize({ fetchToggles: false });
  await vi.waitFor(() => expect(eventsOf('error')).toHaveLength(1));
  expect(inspect(eventsOf('error'), { depth: 20, showHidden: true })).not.toContain('hunter2');
  expect(log.lines).toEqual([
    'error: [unleash] the cache could not be watched: no connection to redis://***@cache:6379: cannot resolve redis://***@cache:6379',
  ]);
});
