import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startServer } from './start-server.testing';

const here = fileURLToPath(new URL('..', import.meta.url));
const ask = `async ({ createHttpClient, createScheduler }) => {
  createScheduler().after(60_000, () => undefined);
  const client = createHttpClient({ url: process.env.URL_OF_TEST, appName: 'a', instanceId: 'i', connectionId: 'c', sdk: 's:1.0.0' });
  const { status, text } = await client.request({ method: 'GET', path: 'client/features' });
  process.stdout.write(status + ' ' + text + ' at ' + Date.now());
}`;
const programs = {
  'an ES module': [
    '--input-type=module',
    '-e',
    `import * as http from '@unleash-client/http'; (${ask})(http);`,
  ],
  CommonJS: ['-e', `(${ask})(require('@unleash-client/http'));`],
};

describe('the built package, which its build must precede,', () => {
  for (const [kind, args] of Object.entries(programs)) {
    test(`works as ${kind}, and neither timers nor idle connections hold the process`, async () => {
      const { origin } = await startServer((_, response) => response.end('flags'));
      const child = spawn(process.execPath, args, {
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

  test('holds no process with a request that it was told not to hold it for', async () => {
    const { origin } = await startServer(() => undefined);
    const script = `
      import { createHttpClient } from '@unleash-client/http';
      const identity = { appName: 'a', instanceId: 'i', connectionId: 'c', sdk: 's:1.0.0' };
      const client = createHttpClient({ url: '${origin}', ...identity, holdsProcess: false, timeoutMs: 20_000 });
      void client.request({ method: 'GET', path: 'client/features' });
      setTimeout(() => process.stdout.write('asked'), 300);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: here });
    let askedAt = Number.NaN;
    child.stdout.once('data', () => (askedAt = Date.now()));
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    expect(Date.now() - askedAt).toBeLessThan(2000);
  });
});
