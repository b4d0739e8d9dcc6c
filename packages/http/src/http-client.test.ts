import { inspect } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { startServer } from './start-server.testing';
import { GET_FEATURES, POST_METRICS, rejection, SECRET, testClient } from './test-client.testing';
import type { TransportRequest } from './transport';

/** A transport that answers 200 and keeps what it was given. */
const recording = () => {
  const sent: TransportRequest[] = [];
  const transport = async (request: TransportRequest) => {
    sent.push(request);
    return { status: 200, header: () => undefined, body: (async function* () {})() };
  };
  return { sent, transport };
};
const url = 'http://unleash.invalid/api/';

describe('every request', () => {
  test('says who is asking', async () => {
    const { origin, requests } = await startServer((_, response) => response.end());
    await testClient({ url: origin }).request(GET_FEATURES);
    expect(requests[0]?.headers).toMatchObject({
      authorization: SECRET,
      accept: 'application/json',
      'accept-encoding': 'gzip, deflate, br',
      'user-agent': 'shop',
      'unleash-appname': 'shop',
      'unleash-instanceid': 'shop-1',
      'unleash-connection-id': 'b3c1a6c0-0f5e-4d1a-9a53-1f2d3c4b5a69',
      'unleash-sdk': 'unleash-client:0.1.0',
      'unleash-client-spec': '6.1.0',
    });
    for (const name of ['unleash-interval', 'if-none-match', 'content-type']) {
      expect(requests[0]?.headers).not.toHaveProperty(name);
    }
  });

  test('carries names of any characters', async () => {
    const { origin, requests } = await startServer((_, response) => response.end());
    await testClient({ url: origin, appName: 'Größe 🚀', instanceId: 'a\nb' }).request(GET_FEATURES);
    expect(requests[0]?.headers['unleash-appname']).toBe('Gr%C3%B6%C3%9Fe%20%F0%9F%9A%80');
    expect(requests[0]?.headers['user-agent']).toBe('Gr%C3%B6%C3%9Fe%20%F0%9F%9A%80');
    expect(requests[0]?.headers['unleash-instanceid']).toBe('a%0Ab');
  });

  test('goes to the path and query below the url', async () => {
    const { sent, transport } = recording();
    const client = testClient({ url: `${url}client/features/`, transport });
    const answer = await client.request({ ...GET_FEATURES, query: [['project', 'web']] });
    expect(client.url).toBe('http://unleash.invalid/api');
    expect(answer.url).toBe('http://unleash.invalid/api/client/features?project=web');
    expect(sent[0]?.url.href).toBe(answer.url);
  });

  test('has an interval and an ETag where there are some, the ETag verbatim', async () => {
    const { sent, transport } = recording();
    const client = testClient({ url, transport });
    await client.request({ ...GET_FEATURES, intervalMs: 15_000, etag: 'W/"76d8bb0e:1"' });
    await client.request({ ...GET_FEATURES, intervalMs: Number.NaN, etag: 'damaged\nin the cache' });
    await client.request(POST_METRICS);
    expect(sent[0]?.headers).toMatchObject({
      'unleash-interval': '15000',
      'if-none-match': 'W/"76d8bb0e:1"',
    });
    expect(sent[1]?.headers).not.toHaveProperty('unleash-interval');
    expect(sent[1]?.headers).not.toHaveProperty('if-none-match');
    expect(sent[2]?.headers['content-type']).toBe('application/json');
  });

  test('lets customHeaders replace the user agent but not the identification', async () => {
    const { sent, transport } = recording();
    const customHeaders = { 'User-Agent': 'mine', 'Unleash-AppName': 'other', 'X-Team': 'web' };
    await testClient({ url, transport, customHeaders }).request({
      ...GET_FEATURES,
      headers: { 'X-Team': 'api' },
    });
    expect(sent[0]?.headers).toMatchObject({
      'user-agent': 'mine',
      'unleash-appname': 'shop',
      'x-team': 'api',
    });
  });
});

test('createHttpClient refuses a url and headers that cannot be used', () => {
  expect(() => testClient({ url: 'nowhere' })).toThrow('url must be the http(s) address');
  expect(() => testClient({ url, customHeaders: { a: 'b\nc' } })).toThrow('customHeaders: the value of "a"');
});

describe('a customHeaders function', () => {
  test('is asked before each request, and its failure does not outlive it', async () => {
    const { sent, transport } = recording();
    const answers = [
      Promise.reject(new Error('vault is sealed')),
      Promise.resolve({ Authorization: SECRET }),
    ];
    const client = testClient({ url, transport, customHeaders: () => answers.shift() ?? {} });
    expect((await rejection(client.request(GET_FEATURES))).code).toBe('HEADERS');
    expect(sent).toHaveLength(0);
    await client.request(GET_FEATURES);
    expect(sent[0]?.headers.authorization).toBe(SECRET);
  });

  test('that never settles ends by the deadline, and nothing is sent when it settles after all', async () => {
    const { sent, transport } = recording();
    const settle: Array<(headers: Record<string, string>) => void> = [];
    const customHeaders = () => new Promise<Record<string, string>>((resolve) => settle.push(resolve));
    const client = testClient({ url, transport, customHeaders, timeoutMs: 40 });
    const error = await rejection(client.request(GET_FEATURES));
    expect(error.code).toBe('TIMEOUT');
    expect(error.message).toContain('it waited for the customHeaders function for 40 ms');
    const recovered = client.request(GET_FEATURES);
    for (const each of settle) each({ Authorization: SECRET });
    expect((await recovered).status).toBe(200);
    expect(sent).toHaveLength(1);
  });

  test('is asked before each stream, with the same consequences', async () => {
    const { sent, transport } = recording();
    const tokens = ['first', 'second'];
    const customHeaders = async () => {
      const Authorization = tokens.shift();
      if (Authorization === undefined) throw new Error('vault is sealed');
      return { Authorization };
    };
    const client = testClient({ url, transport, customHeaders });
    const stream = () => client.stream({ ...GET_FEATURES, readTimeoutMs: 1000 });
    await stream();
    await stream();
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(['first', 'second']);
    expect((await rejection(stream())).code).toBe('HEADERS');
    const hanging = testClient({ url, transport, customHeaders: () => new Promise(() => {}), timeoutMs: 40 });
    const error = await rejection(hanging.stream({ ...GET_FEATURES, readTimeoutMs: 1000 }));
    expect(error.message).toContain('it waited for the customHeaders function for 40 ms');
    expect(sent).toHaveLength(2);
  });

  test('is not asked on behalf of a caller who has left', async () => {
    const customHeaders = vi.fn(() => ({}));
    const error = await rejection(
      testClient({ url, customHeaders }).request({ ...GET_FEATURES, signal: AbortSignal.abort() }),
    );
    expect(error.code).toBe('ABORTED');
    expect(customHeaders).not.toHaveBeenCalled();
  });
});

describe('a transport of somebody else', () => {
  test('that ignores the deadline is left behind', async () => {
    const client = testClient({ url, transport: () => new Promise(() => undefined), timeoutMs: 40 });
    expect((await rejection(client.request(GET_FEATURES))).code).toBe('TIMEOUT');
  });

  test('that throws anything ends as UnleashError without secrets', async () => {
    for (const thrown of [
      'text',
      undefined,
      new Error(`Bad header: ${SECRET}`),
      { request: { headers: SECRET } },
    ]) {
      const transport = () => {
        throw thrown;
      };
      const error = await rejection(testClient({ url, transport }).request(GET_FEATURES));
      expect(error.code).toBe('UNAVAILABLE');
      expect(inspect(error, { depth: 12, showHidden: true })).not.toContain(SECRET);
    }
  });
});

test('a finished request leaves no listener on the signal of its caller', async () => {
  const { transport } = recording();
  const caller = new AbortController();
  const add = vi.spyOn(caller.signal, 'addEventListener');
  const remove = vi.spyOn(caller.signal, 'removeEventListener');
  await testClient({ url, transport }).request({ ...GET_FEATURES, signal: caller.signal });
  expect(remove.mock.calls.map((call) => call[1])).toEqual(add.mock.calls.map((call) => call[1]));
});

test('printing a client shows no secret', () => {
  const client = testClient({ url });
  expect(inspect(client, { depth: 12, showHidden: true }) + JSON.stringify(client)).not.toContain(SECRET);
});
