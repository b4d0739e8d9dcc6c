import { describe, expect, test } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { type Answer, startScriptedServer } from '../testing/start-scripted-server.testing';
import { storedText } from '../testing/stored-text.testing';

/** A client that has the flags `a`, `b` and `c`, and is then sent something else. */
async function thenSent(answer: Answer) {
  const server = await startScriptedServer((index) =>
    index === 0 ? { body: bodyOf('a', 'b', 'c'), headers: { etag: '"1"' } } : answer,
  );
  const made = createTestClient({ url: server.url, refreshInterval: 0 });
  await made.client.initialize();
  await made.client.refresh();
  return { ...made, server };
}

const SECRET = 'default:development.not-for-the-log';

describe('a payload that is refused leaves the old flags in use and sends one error', () => {
  test.each<[string, Answer, string, string]>([
    [
      'no JSON',
      { body: `<html>${SECRET}</html>` },
      'INVALID_PAYLOAD',
      'flags from the server are refused: they are no JSON',
    ],
    ['empty', { body: '' }, 'INVALID_PAYLOAD', 'flags from the server are refused: they are no JSON'],
    [
      'truncated JSON',
      { body: bodyOf('a', 'b').slice(0, -9) },
      'INVALID_PAYLOAD',
      'flags from the server are refused: they are no JSON',
    ],
    [
      'null',
      { body: 'null' },
      'INVALID_PAYLOAD',
      'flags from the server are refused: expected an object with features',
    ],
    [
      'a list',
      { body: '[]' },
      'INVALID_PAYLOAD',
      'flags from the server are refused: expected an object with features',
    ],
    [
      'an object without flags',
      { body: '{"message":"ok"}' },
      'INVALID_PAYLOAD',
      'flags from the server are refused: features: expected a list of flags',
    ],
    [
      'flags by name',
      { body: '{"features":{"a":true}}' },
      'INVALID_PAYLOAD',
      'flags from the server are refused: features: expected a list of flags',
    ],
    ['a body that breaks off', { body: bodyOf('a', 'b'), cut: true }, 'UNAVAILABLE', 'failed'],
    [
      'a redirect to nowhere',
      { status: 302, headers: { location: 'http://127.0.0.1:2/' } },
      'REDIRECT',
      'redirects',
    ],
  ])('%s', async (_, answer, code, message) => {
    const { client, eventsOf, log, server } = await thenSent({ headers: { etag: '"2"' }, ...answer });
    expect([...client.featureDefinitions().keys()]).toEqual(['a', 'b', 'c']);
    expect(eventsOf('error').map(({ error }) => error)).toEqual([
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    ]);
    expect(eventsOf('changed')).toHaveLength(1);
    expect(log.lines).toEqual([expect.stringContaining(message)]);
    expect(log.lines[0]).not.toContain(SECRET);
    await client.refresh();
    expect(server.requests.at(-1)?.headers['if-none-match']).toBe('"1"');
    expect(log.lines).toHaveLength(1);
  });
});

describe('one bad flag among a hundred', () => {
  const names = Array.from({ length: 99 }, (_, index) => `flag-${index}`);
  const odd: [string, object, string][] = [
    ['with strategies that are no list', { name: 'odd', strategies: 7 }, 'features[99].strategies'],
    ['that is neither on nor off', { name: 'odd', enabled: 'yes' }, 'features[99].enabled'],
    ['with an unheard-of dependency', { name: 'odd', dependencies: [{}] }, 'features[99].dependencies'],
  ];
  test.each(odd)('%s is off, and the others serve', async (_, flag, path) => {
    const { client, eventsOf, log } = await thenSent({ body: bodyOf(...names, flag as { name: string }) });
    expect(names.every((name) => client.isEnabled(name))).toBe(true);
    expect(client.evaluate('odd', {}, true)).toMatchObject({ enabled: false, reason: 'malformed' });
    expect(eventsOf('warn').map(({ kind, message }) => [kind, message])).toEqual([
      ['malformed', expect.stringContaining(`flags from the server: one part cannot be used: ${path}`)],
    ]);
    expect(eventsOf('error')).toEqual([]);
    expect(log.lines).toHaveLength(1);
  });

  test('that is no object is dropped', async () => {
    const features = [...names.map((name) => ({ name, enabled: true })), null];
    const { client, eventsOf, log } = await thenSent({ body: JSON.stringify({ features }) });
    expect(client.featureDefinitions().size).toBe(99);
    expect(eventsOf('warn')).toHaveLength(1);
    expect(log.lines).toHaveLength(1);
  });

  test('keeps its ETag', async () => {
    const body = bodyOf(...names, { name: 'odd', strategies: 7 });
    const { client, server, log } = await thenSent({ body, headers: { etag: '"2"' } });
    await client.refresh();
    expect(server.requests.at(-1)?.headers['if-none-match']).toBe('"2"');
    expect(log.lines).toHaveLength(1);
  });
});

test('a hundred bad flags are told of in one message of less than a kilobyte', async () => {
  const flags = Array.from({ length: 100 }, () => ({ name: 'x'.repeat(5000), strategies: 7 }));
  const { eventsOf, log } = await thenSent({ body: bodyOf('good', ...flags) });
  expect(eventsOf('warn')).toHaveLength(1);
  expect(eventsOf('warn')[0]?.message).toMatch(/100 parts cannot be used: .*; and 97 more$/);
  expect(log.lines).toHaveLength(1);
  expect(log.lines[0]?.length).toBeLessThan(1000);
});

test('a bootstrap that is malformed in one place serves the rest', () => {
  const { client, log } = createTestClient({
    bootstrap: {
      features: [
        { name: 'good', enabled: true },
        { name: 'bad', enabled: 1 },
      ],
    },
  });
  expect([client.isEnabled('good'), client.isEnabled('bad', {}, true)]).toEqual([true, false]);
  expect(log.lines).toEqual([
    expect.stringContaining('flags from bootstrap: one part cannot be used: features[1].enabled'),
    expect.stringContaining('before initialize'),
  ]);
});

test('a cache that is malformed in one place serves the rest', async () => {
  const text = storedText(['good', { name: 'bad', enabled: 1 }]);
  const { client, log } = createTestClient({ cache: { get: () => text, set: () => undefined } });
  await client.initialize({ fetchToggles: false });
  expect([client.isEnabled('good'), client.isEnabled('bad', {}, true)]).toEqual([true, false]);
  expect(log.lines).toEqual([expect.stringContaining('flags from the cache: one part cannot be used')]);
});
