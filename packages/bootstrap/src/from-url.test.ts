import type { IncomingMessage, RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fromUrl } from './from-url';
import { loadBootstrap } from './load-bootstrap';
import { printed, rejection } from './rejection.testing';
import { startServer } from './start-server.testing';

const FLAGS = '{"features":[{"name":"a","enabled":true}]}';

/** Answers one request after the other with these statuses, the last for ever; 200 comes with flags. */
const answering = (...statuses: number[]): RequestListener => {
  let index = 0;
  return (_, response) => {
    response.statusCode = statuses[Math.min(index++, statuses.length - 1)] ?? 200;
    response.end(response.statusCode === 200 ? FLAGS : '<h1>an error page</h1>');
  };
};
/** Resolves when the connection of a request is gone, whether it ended or was reset. */
const closed = (request: IncomingMessage | undefined) =>
  new Promise<void>((resolve) => {
    if (request === undefined || request.socket.closed) resolve();
    else request.socket.on('error', () => undefined).once('close', () => resolve());
  });

/** How long pauses between two tries are: 0 makes them 0.5 s, 1 makes them 2 s. */
const letChanceBe = (chance: number) => vi.spyOn(Math, 'random').mockReturnValue(chance);
afterEach(() => vi.restoreAllMocks());

describe('flags from a URL', () => {
  test('are the text of the answer', async () => {
    const { origin, requests } = await startServer(answering(200));
    const source = fromUrl(`${origin}/flags.json`);
    expect(source.text).toBeUndefined();
    expect(requests).toHaveLength(0);
    expect(await loadBootstrap(source)).toBe(FLAGS);
    expect(await loadBootstrap(fromUrl(new URL(`${origin}/flags.json`)))).toBe(FLAGS);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual(Array(2).fill('GET /flags.json'));
  });

  test('are asked for with the headers given here, and with nothing that says who asks', async () => {
    const { origin, requests } = await startServer(answering(200));
    const headers: Record<string, string> = { Authorization: 'Bearer 0123456789', 'X-Team': 'web' };
    const source = fromUrl(`${origin}/flags.json?sig=abc#part`, { headers });
    headers['X-Late'] = 'ignored';
    await loadBootstrap(source);
    expect(requests[0]?.url).toBe('/flags.json?sig=abc');
    expect(requests[0]?.headers).toEqual({
      accept: '*/*',
      'accept-encoding': 'gzip, deflate, br',
      authorization: 'Bearer 0123456789',
      connection: 'keep-alive',
      host: origin.slice('http://'.length),
      'x-team': 'web',
    });
  });

  test('may be compressed and have a byte order mark', async () => {
    const { origin } = await startServer((_, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync(`\uFEFF${FLAGS}`));
    });
    expect(await loadBootstrap(fromUrl(origin))).toBe(FLAGS);
  });

  test('may come through a fetch of the caller', async () => {
    const fetch = vi.fn(async () => new Response(FLAGS));
    expect(await loadBootstrap(fromUrl('http://flags.invalid', { fetch }))).toBe(FLAGS);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test('leave no connection behind', async () => {
    const { origin, requests } = await startServer(answering(200));
    await loadBootstrap(fromUrl(origin));
    await closed(requests[0]);
    expect(requests).toHaveLength(1);
  });
});

describe('a fault that may pass', () => {
  test.each([404, 429, 500, 503])(
    'such as %d is followed by another try after 0.5 to 2 s',
    async (status) => {
      letChanceBe(0);
      const times: number[] = [];
      const answer = answering(status, 200);
      const { origin } = await startServer((request, response) => {
        times.push(performance.now());
        answer(request, response);
      });
      expect(await loadBootstrap(fromUrl(origin))).toBe(FLAGS);
      const [first = 0, second = 0] = times;
      expect(second - first).toBeGreaterThanOrEqual(499);
      expect(second - first).toBeLessThan(1500);
    },
  );

  test('is reported once all tries have failed', async () => {
    letChanceBe(0);
    const { origin, requests } = await startServer(answering(500));
    const error = await rejection(loadBootstrap(fromUrl(`${origin}/flags.json`, { retries: 1 })));
    expect(requests).toHaveLength(2);
    expect(error).toMatchObject({
      code: 'BOOTSTRAP',
      message: `bootstrap from ${origin}/flags.json failed: the request failed: the server answered 500`,
      cause: { code: 'UNAVAILABLE', status: 500 },
    });
  });

  test('is tried as often as the caller says, unless the source has a number of its own', async () => {
    const { origin, requests } = await startServer(answering(500));
    await rejection(loadBootstrap(fromUrl(origin), { retries: 0 }));
    await rejection(loadBootstrap(fromUrl(origin, { retries: 0 }), { retries: 3 }));
    await rejection(loadBootstrap(fromUrl(origin), { retries: Number.NaN }));
    expect(requests).toHaveLength(3);
  });

  test('waits as long as the server asks for', async () => {
    letChanceBe(0);
    const answer = answering(503, 200);
    const { origin } = await startServer((request, response) => {
      response.setHeader('retry-after', '1');
      answer(request, response);
    });
    const start = performance.now();
    expect(await loadBootstrap(fromUrl(origin))).toBe(FLAGS);
    expect(performance.now() - start).toBeGreaterThanOrEqual(999);
  });

  test('ends it when the server asks for more than the time of a request', async () => {
    const { origin, requests } = await startServer((_, response) => {
      response.writeHead(429, { 'retry-after': '11' }).end();
    });
    const error = await rejection(loadBootstrap(fromUrl(origin)));
    expect(error.cause).toMatchObject({ status: 429, retryAfterMs: 11_000 });
    expect(requests).toHaveLength(1);
  });

  test('such as a refused connection says so', async () => {
    const error = await rejection(loadBootstrap(fromUrl('http://127.0.0.1:1/flags', { retries: 0 })));
    expect(error.message).toBe(
      'bootstrap from http://127.0.0.1:1/flags failed: the request failed: connect ECONNREFUSED 127.0.0.1:1',
    );
  });
});

describe('a fault that lasts is not tried again', () => {
  test.each([401, 403])('the status %d', async (status) => {
    const { origin, requests } = await startServer(answering(status));
    const error = await rejection(loadBootstrap(fromUrl(origin)));
    expect(error.cause).toMatchObject({ code: 'UNAUTHORIZED', status });
    // Advice about Unleash tokens would lead astray.
    expect(error.message).toMatch(`failed: the request failed: the server answered ${status}`);
    expect(error.message).not.toContain('token');
    expect(requests).toHaveLength(1);
  });

  test('a redirect to another origin, which hears nothing', async () => {
    const other = await startServer(answering(200));
    const { origin, requests } = await startServer((_, response) => {
      response.writeHead(302, { location: `${other.origin}/?sig=hunter2-of-redirect` }).end();
    });
    const error = await rejection(loadBootstrap(fromUrl(origin, { headers: { Authorization: 'hunter2' } })));
    expect(error.cause).toMatchObject({ code: 'REDIRECT' });
    expect(printed(error)).not.toContain('hunter2');
    expect([requests.length, other.requests.length]).toEqual([1, 0]);
  });

  test('an answer over the limit of 50 MB, inflated', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024 + 1));
    const { origin, requests } = await startServer((_, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(bomb);
    });
    const error = await rejection(loadBootstrap(fromUrl(origin)));
    expect(error.cause).toMatchObject({ code: 'TOO_LARGE' });
    expect(requests).toHaveLength(1);
  });
});

test('an answer over a limit that its caller sets fails, and none at it', async () => {
  const { origin } = await startServer(answering(200));
  const source = fromUrl(origin);
  const bytes = Buffer.byteLength(FLAGS);
  expect(await loadBootstrap(source, { limits: { responseBytes: bytes, inflatedBytes: bytes } })).toBe(FLAGS);
  for (const limits of [{ responseBytes: bytes - 1 }, { inflatedBytes: bytes - 1 }]) {
    const error = await rejection(loadBootstrap(source, { limits }));
    expect(error.cause).toMatchObject({ code: 'TOO_LARGE' });
  }
});

test('a redirect within the origin is followed with the headers', async () => {
  const { origin, requests } = await startServer((request, response) => {
    if (request.url === '/old') response.writeHead(301, { location: '/new' }).end();
    else response.end(FLAGS);
  });
  expect(await loadBootstrap(fromUrl(`${origin}/old`, { headers: { 'X-Key': 'k' } }))).toBe(FLAGS);
  expect(requests.map(({ url, headers }) => [url, headers['x-key']])).toEqual([
    ['/old', 'k'],
    ['/new', 'k'],
  ]);
});

describe('timeoutMs', () => {
  test.each<[string, RequestListener]>([
    ['never answers', () => undefined],
    [
      'drips',
      (_, response) => {
        const drip = setInterval(() => response.write(' '), 10);
        response.once('close', () => clearInterval(drip));
      },
    ],
  ])('ends a request to a server that %s', async (_, handler) => {
    const { origin, requests } = await startServer(handler);
    const error = await rejection(loadBootstrap(fromUrl(origin, { timeoutMs: 100, retries: 0 })));
    expect(error.cause).toMatchObject({ code: 'TIMEOUT' });
    expect(error.message).toContain('it waited for the answer for 100 ms, the time limit');
    await closed(requests[0]);
    expect(requests).toHaveLength(1);
  });
});

describe('a caller who leaves', () => {
  test('during a request ends it', async () => {
    const caller = new AbortController();
    const { origin, requests } = await startServer(() => caller.abort());
    const error = await rejection(loadBootstrap(fromUrl(origin), { signal: caller.signal }));
    expect(error.code).toBe('BOOTSTRAP');
    await closed(requests[0]);
    expect(requests).toHaveLength(1);
  });

  test('during the pause between two tries ends it, and no try follows', async () => {
    letChanceBe(1);
    const caller = new AbortController();
    const { origin, requests } = await startServer(answering(503));
    const start = performance.now();
    const loading = Promise.resolve(fromUrl(origin).load({ signal: caller.signal }));
    const outcome = rejection(loading);
    await vi.waitFor(() => expect(requests).toHaveLength(1));
    await closed(requests[0]);
    caller.abort();
    expect((await outcome).code).toBe('ABORTED');
    expect(performance.now() - start).toBeLessThan(1900);
    expect(requests).toHaveLength(1);
  });
});

describe('nothing that is printed holds', () => {
  const secrets = { signature: 'hunter2/%+hunter2', header: 'swordfish of header' };
  const { signature, header } = secrets;
  const query = `?sig=${encodeURIComponent(signature)}`;

  test('the query of the address or a value of the headers, whatever a fetch complains about', async () => {
    const complaints: ((url: string) => Error)[] = [
      (url) => new TypeError(`cannot fetch ${url}`),
      () => new TypeError('failed', { cause: new Error(`the signature ${signature} is wrong`) }),
      () => new TypeError(`${encodeURIComponent(signature)} with ${header} is wrong`),
    ];
    for (const complain of complaints) {
      const fetch = async (url: unknown) => {
        throw complain(String(url));
      };
      const source = fromUrl(`http://flags.invalid/a${query}#hunter2-of-fragment`, {
        fetch,
        headers: { 'X-Key': header },
        retries: 0,
      });
      const error = await rejection(loadBootstrap(source));
      expect(printed([error, source])).not.toMatch(/hunter2|swordfish/);
      expect(error.message).toContain('bootstrap from http://flags.invalid/a failed: ');
    }
  });

  test('them when a server answers with an error', async () => {
    const { origin } = await startServer(answering(500));
    const source = fromUrl(`${origin}/a${query}`, { headers: { 'X-Key': header }, retries: 0 });
    const error = await rejection(loadBootstrap(source));
    expect(printed([error, source])).not.toMatch(/hunter2|swordfish/);
  });
});

describe('fromUrl refuses', () => {
  const url = 'https://flags.example.com/flags.json';
  const fetch = async () => new Response('');
  test.each<[string, unknown, object, string]>([
    ['what is no URL', 'default:hunter2', {}, 'must be an http(s) address, got a URL of another scheme'],
    ['nothing', undefined, {}, 'the url of fromUrl must be an http(s) address, got what is no URL'],
    ['a path', '/flags.json', {}, 'got what is no URL'],
    ['a file: URL', 'file:///flags.json', {}, 'got a file: URL: use fromFile'],
    ['a password in the address', 'https://me:hunter2@host/', {}, 'without a user name and password'],
    ['a header that cannot be sent', url, { headers: { 'X-Key': 'hunter2\n2' } }, 'the headers of fromUrl'],
    ['headers that are none', url, { headers: 'X-Key: hunter2' }, 'the headers of fromUrl must be'],
    [
      'timeoutMs of 0',
      url,
      { timeoutMs: 0 },
      'timeoutMs of fromUrl must be a number from 1 to 2147483647, got 0',
    ],
    ['timeoutMs of NaN', url, { timeoutMs: Number.NaN }, 'got NaN'],
    ['timeoutMs in words', url, { timeoutMs: '10s' }, 'got string'],
    ['retries below 0', url, { retries: -1 }, 'retries of fromUrl must be a number from 0 to 100, got -1'],
    ['retries for ever', url, { retries: Number.POSITIVE_INFINITY }, 'got Infinity'],
    ['an agent beside fetch', url, { fetch, agent: { destroy: () => undefined } }, 'agent has no effect'],
  ])('%s', (_, address, options, message) => {
    const make = () => fromUrl(address as string, options);
    expect(make).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
    expect(make).toThrow(message);
    expect(make).not.toThrow('hunter2');
  });
});

test.each(['timeout', 'urlHeaders'])('an option %s, which is none, is refused', (name) => {
  expect(() => fromUrl('https://example.com/flags.json', { [name]: 1 })).toThrow(
    `fromUrl has no option ${name}; its options are headers, timeoutMs, retries, agent, ca, rejectUnauthorized, fetch`,
  );
});
