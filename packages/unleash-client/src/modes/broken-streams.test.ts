import { describe, expect, test, vi } from 'vitest';
import { createTestClient } from '../testing/create-test-client.testing';
import { runFast } from '../testing/run-fast.testing';
import { SOON } from '../testing/soon.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';
import { startTamperingProxy, type Tampering } from '../testing/start-tampering-proxy.testing';
import { startTestServer } from '../testing/start-test-server.testing';

const event = (data: string) => `event: unleash-updated\nid: 7\ndata: ${data}`;

const BROKEN: readonly (readonly [string, string])[] = [
  ['no JSON', 'garbage, <html> and worse'],
  ['half of it', '{"events":[{"type":"feature-upd'],
  ['nothing', ''],
  ['no object', '[]'],
  ['no list of events', '{"events":7}'],
  ['an event that is none', '{"events":[null]}'],
  ['a removal of nothing', '{"events":[{"type":"feature-removed","eventId":4000000000}]}'],
];

async function startBehind(tampering: Tampering, factor = 1) {
  const { server, connection } = await startTestServer();
  const proxy = await startTamperingProxy(server.url, tampering);
  const scheduler = factor === 1 ? {} : { scheduler: runFast(factor) };
  const made = createTestClient({ ...connection, url: proxy.url, mode: 'streaming', ...scheduler });
  return { ...made, server, proxy };
}

describe('an event of a stream', () => {
  test.each(BROKEN)('with %s is one error, and all flags are right in the end', async (_, data) => {
    let isBroken = false;
    const { client, eventsOf, server, proxy, log } = await startBehind(
      {
        event(whole) {
          if (!isBroken) return [whole];
          isBroken = false;
          return [event(data)];
        },
      },
      100,
    );
    await client.initialize();
    isBroken = true;
    server.updateFlag('off', { enabled: true });
    server.removeFlag('on');
    await vi.waitFor(() => {
      expect([...client.featureDefinitions().keys()]).toEqual(['off']);
      expect(client.isEnabled('off')).toBe(true);
    }, SOON);
    expect(eventsOf('error').map(({ error }) => error.code)).toEqual(['INVALID_PAYLOAD']);
    expect(log.lines).toHaveLength(1);
    expect(proxy.asked.filter(({ path }) => path.endsWith('streaming')).length).toBeLessThanOrEqual(2);
  });

  test('that is garbage every time is no storm, and polling brings the flags', async () => {
    const { client, eventsOf, server, proxy, log } = await startBehind(
      { event: () => [event('garbage')] },
      100,
    );
    await client.initialize({ timeoutMs: 1_000_000 });
    await vi.waitFor(() => expect(eventsOf('mode')).toHaveLength(1), SOON);
    server.updateFlag('off', { enabled: true });
    await vi.waitFor(() => expect(client.isEnabled('off')).toBe(true), SOON);
    const times = proxy.asked.filter(({ path }) => path.endsWith('streaming')).map(({ at }) => at);
    for (const begin of times) {
      const within = times.filter((at) => at >= begin && at < begin + 5000);
      expect(within.length).toBeLessThanOrEqual(10);
    }
    expect(eventsOf('error').length).toBeLessThanOrEqual(times.length);
    log.forget();
  });

  test('with more than anybody can need or lines of all kinds does no harm', async () => {
    const odd = ': comment\nretry: 1\nunknown: field\nevent: unleash-news\ndata: {}';
    const { client, eventsOf, server } = await startBehind({
      event: (whole) => [odd, 'data', ':', whole.replace(/\n/g, '\r\n'), odd],
    });
    await client.initialize();
    server.updateFlag('off', { enabled: true });
    await vi.waitFor(() => expect(client.isEnabled('off')).toBe(true), SOON);
    expect(eventsOf('error')).toEqual([]);
  });
});

test('a stream that is cut goes on where it was, and what happened meanwhile arrives', async () => {
  const { client, eventsOf, server, proxy, log } = await startBehind({}, 100);
  await client.initialize();
  for (let round = 1; round <= 3; round += 1) {
    proxy.cut();
    server.setFlag({ name: `flag-${round}` });
    await vi.waitFor(() => expect(client.isEnabled(`flag-${round}`)).toBe(true), SOON);
  }
  const streams = server.requests.filter(({ path }) => path.endsWith('streaming'));
  expect(streams.slice(1).map(({ headers }) => headers)).toEqual(
    streams.slice(1).map(() => expect.objectContaining({ 'last-event-id': expect.stringMatching(/^\d+$/) })),
  );
  expect(eventsOf('mode')).toEqual([]);
  log.forget();
});

test('a server that was set back is believed', async () => {
  const first = await startTestServer({ flags: { old: true } });
  const proxy = await startTamperingProxy(first.server.url, {
    // The same server after a restore of its data base: its revisions are lower than before.
    event: (whole) => [whole.replace(/("eventId":|id: )\d+/g, isSetBack ? '$15' : '$19000000000')],
  });
  let isSetBack = false;
  const { client } = createTestClient({
    ...first.connection,
    url: proxy.url,
    mode: 'streaming',
    scheduler: runFast(100),
    logLevel: 'silent',
  });
  await client.initialize();
  isSetBack = true;
  first.server.replace({ flags: { restored: true } });
  proxy.cut();
  await vi.waitFor(() => expect([...client.featureDefinitions().keys()]).toEqual(['restored']), SOON);
  await vi.waitFor(() => expect(first.server.streams).toBe(1), SOON);
});

describe('a client/delta that answers with something else', () => {
  test('at the start is told of, also by initialize', async () => {
    const server = await startScriptedServer(() => ({ body: '<h1>Welcome</h1>' }));
    const { client, eventsOf, log } = createTestClient({ url: server.url, mode: 'delta', requestRetries: 0 });
    const result = await client.initialize({ timeoutMs: 1000 });
    expect(result).toMatchObject({ source: 'none', error: { code: 'INVALID_PAYLOAD' } });
    expect(eventsOf('error').map(({ error }) => error.code)).toEqual(['INVALID_PAYLOAD']);
    expect(log.lines).toEqual([expect.stringContaining('they are no JSON')]);
    expect(server.requests).toHaveLength(1);
  });

  test('later is one error and one more request, and the flags are right after it', async () => {
    let isBroken = false;
    const { server, connection } = await startTestServer();
    const proxy = await startTamperingProxy(server.url, {
      delta(body) {
        if (!isBroken) return body;
        isBroken = false;
        return body.slice(0, body.length / 2);
      },
    });
    const { client, eventsOf, log } = createTestClient({ ...connection, url: proxy.url, mode: 'delta' });
    await client.initialize();
    isBroken = true;
    server.updateFlag('off', { enabled: true });
    await client.refresh();
    expect(client.isEnabled('off')).toBe(true);
    expect(eventsOf('error').map(({ error }) => error.code)).toEqual(['INVALID_PAYLOAD']);
    expect(log.lines).toHaveLength(1);
    expect(proxy.asked.map(({ path }) => path)).toEqual(Array(3).fill('/api/client/delta'));
  });
});
