import { inspect } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { createTestClient } from './testing/create-test-client.testing';
import { nextEvent } from './testing/next-event.testing';
import { startScriptedServer } from './testing/start-scripted-server.testing';

const TOKEN = 'default:development.964a287e1b728cb5f4f3e0120df92cb5';
const customHeaders = { Authorization: TOKEN, 'X-Api-Key': 'another-secret-value' };
const SECRETS = [TOKEN, TOKEN.slice(-12), 'another-secret-value'];

const expectNoSecret = (text: string) => {
  for (const secret of SECRETS) expect(text).not.toContain(secret);
};
const show = (value: unknown) => inspect(value, { showHidden: true, depth: 20, getters: true });

describe('a client prints no secret', () => {
  test.each([
    ['inspected', show],
    ['as a string', String],
    ['as JSON', (value: unknown) => JSON.stringify(value)],
    ['spread', (value: object) => show({ ...value })],
    ['by its keys', (value: object) => show(Reflect.ownKeys(value))],
  ])('%s', (_, print) => {
    const { client } = createTestClient({ customHeaders });
    expectNoSecret(print(client));
  });

  test('with console.log', () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const log = vi
      .spyOn(console, 'log')
      .mockImplementation((value) => void process.stdout.write(inspect(value)));
    const { client } = createTestClient({ customHeaders });
    console.log(client);
    const printed = write.mock.calls.map(([text]) => String(text)).join('');
    for (const spy of [write, log]) spy.mockRestore();
    expect(printed).toBe('UnleashClient {}');
  });
});

describe('no event and no line of the log holds a secret', () => {
  test.each([
    ['when the server refuses the token', () => ({ status: 401, body: TOKEN })],
    ['when the server echoes the token', () => ({ body: `{"features": ${TOKEN}` })],
    [
      'when the server redirects with the token',
      () => ({ status: 302, headers: { location: `http://127.0.0.1:2/?t=${TOKEN}` } }),
    ],
    ['when the connection breaks', () => ({ body: TOKEN, cut: true })],
  ])('%s', async (_, script) => {
    const server = await startScriptedServer(script);
    const { client, log, events } = createTestClient({
      url: server.url,
      customHeaders,
      logLevel: 'debug',
      requestRetries: 0,
    });
    await client.initialize({ timeoutMs: 0 });
    await client.refresh();
    expect(events.some(({ eventType }) => eventType === 'error')).toBe(true);
    expectNoSecret(show(events));
    expect(log.lines.length).toBeGreaterThan(0);
    expectNoSecret(log.lines.join('\n'));
  });

  test('when the header function fails with it', async () => {
    const { client, log, events } = createTestClient({
      customHeaders: async () => {
        throw new Error(`vault said no to ${TOKEN}`);
      },
      requestRetries: 0,
    });
    await client.initialize({ timeoutMs: 0 });
    await client.refresh();
    expect(events).not.toEqual([]);
    expectNoSecret(show(events));
    expectNoSecret(log.lines.join('\n'));
  });

  test('when fetch fails with it', async () => {
    const { client, log } = createTestClient({
      customHeaders,
      requestRetries: 0,
      fetch: async (_, init) => {
        throw new TypeError(`could not send ${JSON.stringify(init)}`);
      },
    });
    const failed = nextEvent(client, 'error');
    void client.initialize({ timeoutMs: 0 });
    expectNoSecret(show(await failed));
    expectNoSecret(log.lines.join('\n'));
  });
});
