import { describe, expect, test } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { NOWHERE } from '../testing/create-test-client.testing';
import { runProgram } from '../testing/run-program.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';

/** Begins each program: a client, and the milliseconds that go by from `destroy()` to the end of the process. */
const prelude = (url: string, more = '') => `
  import { startUnleash, UnleashClient } from 'unleash-client';
  const options = { url: '${url}', appName: 'a', logLevel: 'silent', ${more} };
  let destroyedAt;
  process.on('exit', () => console.log('exit', destroyedAt && Math.round(performance.now() - destroyedAt)));
`;

/** The milliseconds that a program printed as it ended. */
const exitDelayOf = (output: string): number => Number(/exit (\d+)/.exec(output)?.[1]);

describe('a process ends by itself within a second of destroy', () => {
  test('while a request hangs', async () => {
    const server = await startScriptedServer(() => 'hang');
    const running = runProgram(`${prelude(server.url)}
      const client = new UnleashClient(options);
      void client.initialize({ timeoutMs: 60_000 }).then(({ source }) => console.log('source', source));
      process.stdin.once('data', async () => {
        destroyedAt = performance.now();
        await client.destroy();
        console.log('destroyed', Math.round(performance.now() - destroyedAt));
        process.stdin.unref();
      });
    `);
    await server.received(1);
    running.child.stdin.end('go');
    const { code, output, errors } = await running.result;
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toContain('source none');
    expect(output).toContain('destroyed');
    expect(exitDelayOf(output)).toBeLessThan(1000);
  });

  test('with connections that are kept alive and timers that run', async () => {
    const server = await startScriptedServer(() => ({ body: bodyOf('on') }));
    const { code, output, errors } = await runProgram(`${prelude(server.url)}
      const client = await startUnleash(options);
      destroyedAt = performance.now();
      await client.destroy();
    `).result;
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(exitDelayOf(output)).toBeLessThan(1000);
  });

  test('while the cache hangs, and destroy is waited for', async () => {
    const hang = '() => new Promise(() => undefined)';
    const { code, output, errors } =
      await runProgram(`${prelude(NOWHERE, `cache: { get: ${hang}, set: ${hang} }`)}
      const client = new UnleashClient(options);
      void client.initialize();
      destroyedAt = performance.now();
      await client.destroy();
      console.log('destroyed');
    `).result;
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toContain('destroyed');
    expect(exitDelayOf(output)).toBeLessThan(1000);
  });
});

test('a process whose client is never destroyed ends when its own work does', async () => {
  const server = await startScriptedServer(() => ({ body: bodyOf('on') }));
  const { code, output, errors } = await runProgram(`${prelude(server.url, 'refreshInterval: 1000')}
    const client = await startUnleash(options);
    console.log(client.isEnabled('on'));
    destroyedAt = performance.now();
  `).result;
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(output).toContain('true');
  expect(exitDelayOf(output)).toBeLessThan(1000);
});

describe('a process that awaits its start goes on afterwards', () => {
  test('when the server is down and nothing is cached', async () => {
    const { code, output, errors } = await runProgram(`${prelude(NOWHERE)}
      const client = await startUnleash(options, { timeoutMs: 1200 });
      console.log('started', client.isEnabled('on', {}, true));
    `).result;
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toContain('started true');
  });

  test('when refresh is called with the server down', async () => {
    const { code, output, errors } = await runProgram(`${prelude(NOWHERE, 'requestRetries: 0')}
      const client = new UnleashClient(options);
      await client.initialize({ timeoutMs: 0 });
      await client.refresh();
      console.log('refreshed');
    `).result;
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toContain('refreshed');
  });

  test('when listeners, callbacks, caches, strategies and fallbacks fail in every way', async () => {
    const server = await startScriptedServer(() => ({
      body: bodyOf({ name: 'f', impressionData: true, strategies: [{ name: 'Odd' }] }),
    }));
    const more = `
      cache: { get: async () => { throw null; }, set: async () => { throw 'no'; } },
      eventCallback: async () => { throw new Error('callback'); },
      customStrategies: { Odd: { apply: async () => { throw new Error('strategy'); } } },
    `;
    const { code, output, errors } = await runProgram(`${prelude(server.url, more)}
      const client = new UnleashClient(options);
      for (const name of ['ready', 'error', 'warn', 'impression']) {
        client.on(name, async () => { throw new Error('listener'); });
        client.on(name, () => { throw undefined; });
      }
      await client.initialize();
      console.log(client.isEnabled('f'), client.isEnabled('unknown', {}, async () => { throw 1; }));
      await client.destroy();
      console.log('survived');
    `).result;
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toContain('false false\nsurvived');
  });
});

test('the CommonJS build works', async () => {
  const server = await startScriptedServer(() => ({ body: bodyOf('on') }));
  const program = `
    const { startUnleash } = require('unleash-client');
    startUnleash({ url: '${server.url}', appName: 'a' }).then((client) => {
      console.log(client.isEnabled('on'));
      return client.destroy();
    });
  `;
  expect(await runProgram(program, 'commonjs').result).toEqual({ code: 0, output: 'true\n', errors: '' });
});
