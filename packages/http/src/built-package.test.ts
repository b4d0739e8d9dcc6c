import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { startDumbServer, startServer } from './start-server.testing';

const here = fileURLToPath(new URL('..', import.meta.url));
const ask = `async ({ createHttpClient, createScheduler }) => {
  createScheduler().after(60_000, () => undefined);
  const client = createHttpClient({ url: process.env.URL_OF_TEST, appName: 'a', instanceId: 'i', connectionId: 'c', sdk: 's:1.0.0' });
  const { status, text } = await client.request({ method: 'GET', path: 'client/features' });
  process.stdout.write(status + ' ' + text + ' at ' + Date.now());
}`;
/** How Node.js is started to call a function with this package, however that is loaded. */
const kinds = {
  'an ES module': (code: string) => [
    '--input-type=module',
    '-e',
    `import * as http from '@unleash-client/http'; (${code})(http);`,
  ],
  CommonJS: (code: string) => ['-e', `(${code})(require('@unleash-client/http'));`],
};

describe('the built package, which its build must precede,', () => {
  for (const [kind, argumentsFor] of Object.entries(kinds)) {
    test(`works as ${kind}, and neither timers nor idle connections hold the process`, async () => {
      const { origin } = await startServer((_, response) => response.end('flags'));
      const child = spawn(process.execPath, argumentsFor(ask), {
        cwd: here,
        env: { ...process.env, URL_OF_TEST: origin },
      });
      let output = '';
      let complaints = '';
      child.stdout.on('data', (chunk) => (output += chunk));
      child.stderr.on('data', (chunk) => (complaints += chunk));
      const [code] = await once(child, 'close');
      const livedOnMs = Date.now() - Number(output.split(' at ')[1]);
      expect(complaints).toBe('');
      expect(code).toBe(0);
      expect(output).toMatch(/^200 flags at /);
      expect(livedOnMs).toBeLessThan(1000);
    });
  }

  const breakLimit = `async ({ createHttpClient, UnleashError }) => {
    const limits = { responseBytes: 20, inflatedBytes: 1000 };
    const client = createHttpClient({ url: process.env.URL_OF_TEST, appName: 'a', instanceId: 'i', connectionId: 'c', sdk: 's:1.0.0', limits });
    const error = await client.request({ method: 'GET', path: 'client/features' }).catch((thrown) => thrown);
    process.stdout.write(error.code + ' ' + (error instanceof UnleashError));
  }`;

  test.each(Object.entries(kinds))(
    'has one class of errors as %s: what the transport throws is of it',
    async (_, argumentsFor) => {
      const { origin } = await startServer((__, response) => {
        response.setHeader('content-encoding', 'gzip');
        // Without a length: only the transport can tell how much there is on the wire.
        response.write(gzipSync('flags'.repeat(50)));
        response.end();
      });
      const child = spawn(process.execPath, argumentsFor(breakLimit), {
        cwd: here,
        env: { ...process.env, URL_OF_TEST: origin },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let output = '';
      child.stdout.on('data', (chunk) => (output += chunk));
      expect(await once(child, 'close')).toEqual([0, null]);
      expect(output).toBe('TOO_LARGE true');
    },
  );

  const asks = `client.request({ method: 'GET', path: 'client/features' })`;
  const streams = `client.stream({ method: 'GET', path: 'client/streaming', readTimeoutMs: 20_000 })`;
  const readsOn = `${streams}.then(async ({ body }) => { for await (const _ of body); })`;

  test.each([
    ['a request', asks, 'http', 'NO_PROXY'],
    ['a stream that is about to open', streams, 'http', 'NO_PROXY'],
    ['a stream that is read', readsOn, 'http', 'NO_PROXY'],
    ['a request through a proxy that does not answer', asks, 'http', 'HTTP_PROXY'],
    ['a tunnel through a proxy that does not answer', asks, 'https', 'HTTPS_PROXY'],
  ])('holds no process with %s that it was told not to hold it for', async (_, work, protocol, variable) => {
    const { origin } = await startServer(({ url }, response) => {
      if (url === '/client/streaming' && work === readsOn) response.write(':\n');
    });
    const { host, sockets } = await startDumbServer();
    const script = `
      import { createHttpClient } from '@unleash-client/http';
      const identity = { appName: 'a', instanceId: 'i', connectionId: 'c', sdk: 's:1.0.0' };
      const url = '${origin.replace('http', protocol)}';
      const client = createHttpClient({ url, ...identity, holdsProcess: false, timeoutMs: 20_000 });
      void ${work};
      setTimeout(() => process.stdout.write('asked'), 300);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: here,
      env: { [variable]: host },
    });
    let askedAt = Number.NaN;
    child.stdout.once('data', () => (askedAt = Date.now()));
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    expect(Date.now() - askedAt).toBeLessThan(2000);
    expect(sockets).toHaveLength(variable === 'NO_PROXY' ? 0 : 1);
  });
});
