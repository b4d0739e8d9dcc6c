import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { fetchText } from './fetch-text';
import { gone, startServer } from './start-server.testing';
import { rejection, SECRET } from './test-client.testing';

test('fetchText answers with the text, having sent the headers it was given and none of a client', async () => {
  const { origin, requests } = await startServer((_, response) => response.end('text'));
  const headers = { Accept: 'text/plain', 'X-Key': ` ${SECRET}\n` };
  expect(await fetchText(new URL(`${origin}/file?version=1`), { headers })).toBe('text');
  expect(requests[0]?.url).toBe('/file?version=1');
  expect(requests[0]?.headers).toEqual({
    accept: 'text/plain',
    'accept-encoding': 'gzip, deflate, br',
    connection: 'keep-alive',
    host: origin.slice('http://'.length),
    'x-key': SECRET,
  });
});

test('fetchText takes any status but 2xx for a failure, with advice about nothing', async () => {
  for (const [status, code] of [
    [304, 'UNAVAILABLE'],
    [401, 'UNAUTHORIZED'],
    [403, 'UNAUTHORIZED'],
    [404, 'UNAVAILABLE'],
    [503, 'UNAVAILABLE'],
  ] as const) {
    const { origin } = await startServer((_, response) => {
      response.writeHead(status, { 'retry-after': '3' }).end();
    });
    const error = await rejection(fetchText(new URL(origin)));
    expect(error).toMatchObject({ code, status, retryAfterMs: 3000 });
    expect(error.message).toBe(`the request failed: the server answered ${status}`);
  }
});

test('fetchText ends by its deadline, its size limit and its signal', async () => {
  const { origin } = await startServer((_, response) => void response.write('four'));
  const url = new URL(origin);
  const caller = new AbortController();
  const aborted = rejection(fetchText(url, { signal: caller.signal }));
  caller.abort();
  expect((await aborted).code).toBe('ABORTED');
  expect((await rejection(fetchText(url, { timeoutMs: 50 }))).code).toBe('TIMEOUT');
  expect((await rejection(fetchText(url, { limits: { inflatedBytes: 3 } }))).code).toBe('TOO_LARGE');
});

test('fetchText closes its connection, whatever came of it', async () => {
  const { origin, requests } = await startServer(({ url }, response) => {
    response.writeHead(url === '/missing' ? 404 : 200).end();
  });
  await fetchText(new URL(origin));
  await rejection(fetchText(new URL('/missing', origin)));
  for (const request of requests) await gone(request.socket);
  expect(requests).toHaveLength(2);
});

test('fetchText refuses what cannot be sent before it sends anything', async () => {
  const { origin, requests } = await startServer((_, response) => response.end());
  const error = await rejection(fetchText(new URL(origin), { headers: { 'X-Key': 'a\nb' } }));
  expect(error.code).toBe('INVALID_OPTION');
  expect(requests).toHaveLength(0);
});

test('no error of fetchText shows a header or a query, as it stands or decoded', async () => {
  const url = new URL('http://host.invalid/?authorization=b%2Fhunter2&x=c%2Fhunter2&x=d%2Fhunter2');
  const headers = { Authorization: 'a/hunter2' };
  for (const text of [url.href, 'a/hunter2', 'b/hunter2', 'c%2Fhunter2', 'c/hunter2', 'd/hunter2']) {
    const fetch = () => Promise.reject(new Error(`outer: ${text}`, { cause: new Error(`inner: ${text}`) }));
    const error = await rejection(fetchText(url, { headers, fetch }));
    expect(error.message).toContain('inner: ');
    expect(inspect(error, { depth: 12, showHidden: true })).not.toContain('hunter2');
  }
});
