import { describe, expect, test, vi } from 'vitest';
import { createTestClient } from '../testing/create-test-client.testing';
import { SOON } from '../testing/soon.testing';
import { startTestServer } from '../testing/start-test-server.testing';

const flags = {
  flags: {
    'shop.a': { project: 'shop', tags: ['team:red'] },
    'shop.b': { project: 'shop' },
    'shop.c': { project: 'web', tags: ['team:red'] },
    other: { project: 'shop', tags: ['team:red'] },
  },
};

describe.each(['delta', 'streaming'] as const)('requests for %s', (mode) => {
  test('carry the filters that polls carry, also those that follow', async () => {
    const { server, connection } = await startTestServer(flags);
    const { client } = createTestClient({
      ...connection,
      mode,
      projectName: 'shop',
      namePrefix: 'shop.',
      tags: [{ name: 'team', value: 'red' }],
    });
    await client.initialize();
    expect([...client.featureDefinitions().keys()]).toEqual(['shop.a']);
    expect(server.requests[0]?.path).toBe(`/api/client/${mode}`);
    expect([...(server.requests[0]?.query ?? [])]).toEqual([
      ['project', 'shop'],
      ['namePrefix', 'shop.'],
      ['tag', 'team:red'],
    ]);
    server.updateFlag('shop.b', { tags: ['team:red'] });
    server.updateFlag('shop.c', { rollout: 10 });
    server.updateFlag('shop.a', { project: 'web' });
    await client.refresh();
    await vi.waitFor(() => expect([...client.featureDefinitions().keys()]).toEqual(['shop.b']), SOON);
  });

  test('carry the headers of an async function, asked for each of them', async () => {
    const { server, connection } = await startTestServer();
    const { customHeaders } = connection;
    let calls = 0;
    const { client } = createTestClient({
      ...connection,
      mode,
      environment: 'development',
      customHeaders: async () => {
        calls += 1;
        return { ...customHeaders, 'X-Call': String(calls) };
      },
    });
    await client.initialize();
    if (mode === 'delta') await client.refresh();
    client.setMode('polling');
    await vi.waitFor(() => expect(server.requests.at(-1)?.path).toBe('/api/client/features'), SOON);
    const sent = server.requests.map(({ status, headers }) => [status, headers['x-call']]);
    expect(sent).toEqual(sent.map(([status], index) => [status, String(index + 1)]));
    expect(server.requests.map(({ status }) => status)).not.toContain(401);
  });

  test('identify the client as polls do', async () => {
    const { server, connection } = await startTestServer();
    const { client } = createTestClient({ ...connection, mode, appName: 'shop', instanceId: 'one' });
    await client.initialize();
    client.setMode('polling');
    await vi.waitFor(() => expect(server.requests).toHaveLength(2), SOON);
    const [first, poll] = server.requests.map(({ headers }) =>
      Object.fromEntries(Object.entries(headers).filter(([name]) => /^unleash-(?!interval)/.test(name))),
    );
    expect(first).toEqual(poll);
    expect(first).toMatchObject({ 'unleash-appname': 'shop', 'unleash-instanceid': 'one' });
  });

  test('with a token that is refused are told of once, and no flags come', async () => {
    const { server } = await startTestServer();
    const options = { url: server.url, customHeaders: { Authorization: '*:development.wrong' }, mode };
    const { client, eventsOf, log } = createTestClient(options);
    expect(await client.initialize()).toMatchObject({ source: 'none', error: { code: 'UNAUTHORIZED' } });
    expect(eventsOf('error')).toMatchObject([{ error: { code: 'UNAUTHORIZED', status: 401 } }]);
    expect(log.lines).toHaveLength(1);
  });
});

test('usage is reported and the application registered while a stream is open', async () => {
  const { server, connection } = await startTestServer();
  const { client } = createTestClient({
    ...connection,
    mode: 'streaming',
    disableMetrics: false,
    disableRegistration: false,
    metricsInterval: 1000,
    metricsJitter: 0,
  });
  await client.initialize();
  for (let round = 1; round <= 2; round += 1) {
    client.isEnabled('on');
    await vi.waitFor(() => expect(server.metrics).toHaveLength(round), SOON);
  }
  expect(server.metrics.map(({ bucket }) => bucket?.toggles.on?.yes)).toEqual([1, 1]);
  expect(server.registrations).toHaveLength(1);
  expect(server.streams).toBe(1);
});
