import { beforeEach, describe, expect, test } from 'vitest';
import type { UnleashOptions } from './options/unleash-options';
import { createTestClient, NOWHERE } from './testing/create-test-client.testing';
import { runProgram } from './testing/run-program.testing';

const registry = () =>
  (globalThis as Record<symbol, unknown>)[Symbol.for('unleash-client.instances')] as Set<object> | undefined;

beforeEach(() => expect(registry()?.size ?? 0).toBe(0));

/** Makes these clients in a row; the lines that the last of them logged. */
function linesOfLast(...clients: Partial<UnleashOptions>[]): readonly string[] {
  return clients.map((options) => createTestClient(options).log.lines).at(-1) ?? [];
}

const WARNING = (count: number) =>
  `warn: [unleash] there are ${count} clients for test-app at ${NOWHERE} in this process; share one, or destroy() the old`;
const TOKEN = { Authorization: 'default:development.secret-of-the-test' };

describe('multipleInstanceMode', () => {
  test('is to warn by default', () => {
    expect(linesOfLast({}, {})).toEqual([WARNING(2)]);
    expect(linesOfLast({ multipleInstanceMode: 'warn' })).toEqual([WARNING(3)]);
  });

  test('silently-allow says nothing', () => {
    expect(linesOfLast({}, { multipleInstanceMode: 'silently-allow' })).toEqual([]);
  });

  test('block refuses a second client and does not count it', () => {
    createTestClient();
    for (let times = 0; times < 2; times += 1) {
      expect(() => createTestClient({ multipleInstanceMode: 'block' })).toThrow(
        expect.objectContaining({
          code: 'DUPLICATE_INSTANCE',
          message: `there are 2 clients for test-app at ${NOWHERE} in this process; share one, or destroy() the old, since multipleInstanceMode is 'block'`,
        }),
      );
    }
  });

  test('block allows a client once the other is destroyed', async () => {
    const { client } = createTestClient({ multipleInstanceMode: 'block' });
    await client.destroy();
    await client.destroy();
    createTestClient({ multipleInstanceMode: 'block' });
  });
});

describe('clients are not the same', () => {
  const ask = () => TOKEN;
  const differences: [string, Partial<UnleashOptions>, Partial<UnleashOptions>][] = [
    ['with another url', {}, { url: 'http://127.0.0.1:2/api' }],
    ['with another appName', {}, { appName: 'other' }],
    ['with another token', { customHeaders: TOKEN }, { customHeaders: { Authorization: 'other' } }],
    ['with another header function', { customHeaders: ask }, { customHeaders: () => TOKEN }],
    ['with another given instanceId', { instanceId: 'a' }, { instanceId: 'b' }],
  ];
  test.each(differences)('%s', (_, one, other) => {
    expect(linesOfLast(one, other)).toEqual([]);
  });
});

describe('clients are the same', () => {
  const ask = () => TOKEN;
  const agreements: [string, Partial<UnleashOptions>, Partial<UnleashOptions>][] = [
    ['when their addresses mean the same', {}, { url: `${NOWHERE}/client/features` }],
    [
      'when their tokens are equal',
      { customHeaders: TOKEN },
      { customHeaders: { authorization: TOKEN.Authorization } },
    ],
    ['when they share a header function', { customHeaders: ask }, { customHeaders: ask }],
    ['when other options differ', { environment: 'a' }, { environment: 'b' }],
  ];
  test.each(agreements)('%s', (_, one, other) => {
    expect(linesOfLast(one, other)).toEqual([WARNING(2)]);
  });
});

test('nothing secret is on the global object', async () => {
  const { inspect } = await import('node:util');
  createTestClient({ customHeaders: TOKEN });
  expect(registry()?.size).toBe(1);
  expect(Object.keys(globalThis)).not.toContain('unleash-client.instances');
  expect(inspect(registry(), { showHidden: true, depth: 9 })).not.toContain('secret');
});

test('an ES module and a CommonJS copy in one process count together', async () => {
  const { code, output, errors } = await runProgram(`
    import { createRequire } from 'node:module';
    import { UnleashClient as FromImport } from 'unleash-client';
    const { UnleashClient: FromRequire } = createRequire(import.meta.url)('unleash-client');
    const options = { url: '${NOWHERE}', appName: 'a', multipleInstanceMode: 'block' };
    const first = new FromImport(options);
    const attempt = () => { try { new FromRequire(options); return 'allowed'; } catch (error) { return error.code; } };
    const before = attempt();
    await first.destroy();
    console.log(JSON.stringify([FromImport === FromRequire, before, attempt()]));
  `).result;
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(JSON.parse(output)).toEqual([false, 'DUPLICATE_INSTANCE', 'allowed']);
});
