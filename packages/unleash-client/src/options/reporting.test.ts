import { describe, expect, test, vi } from 'vitest';
import { createTestClient, NOWHERE } from '../testing/create-test-client.testing';
import { featuresOf } from '../testing/features-of.testing';
import { startOfflineClient } from '../testing/start-offline-client.testing';
import { startTestServer } from '../testing/start-test-server.testing';
import { UnleashClient } from '../unleash-client';
import type { UnleashOptions } from './unleash-options';

const broken = featuresOf({ name: 'broken', strategies: 7 });
const BROKEN =
  /\[unleash\] flags from bootstrap: one part cannot be used: features\[0\]\.strategies: expected a list/;

/** What the console gets of a client that has something to warn about. */
function consoleLines(options: Partial<UnleashOptions>): unknown[][] {
  const spies = (['debug', 'info', 'log', 'warn', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation(() => undefined),
  );
  const client = new UnleashClient({ url: NOWHERE, appName: 'a', bootstrap: broken, ...options });
  void client.destroy();
  const lines = spies.flatMap((spy) => spy.mock.calls.map((call) => [spy.getMockName(), ...call]));
  for (const spy of spies) spy.mockRestore();
  return lines;
}

describe('logger', () => {
  test('receives what is to be said', () => {
    const { log } = createTestClient({ bootstrap: broken });
    expect(log.lines).toEqual([expect.stringMatching(BROKEN)]);
    const quiet = {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: () => undefined,
    };
    expect(consoleLines({ logger: quiet })).toEqual([]);
  });

  test('is the console by default', () => {
    expect(consoleLines({})).toEqual([['warn', expect.stringMatching(BROKEN)]]);
  });

  test('that throws disturbs nothing', () => {
    const fail = () => {
      throw new Error('disk full');
    };
    const { client } = createTestClient({
      bootstrap: featuresOf('on', { name: 'broken', strategies: 7 }),
      logger: { debug: fail, info: fail, warn: fail, error: fail },
    });
    expect(client.isEnabled('on')).toBe(true);
  });

  test('that rejects disturbs nothing', async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => rejections.push(reason);
    process.on('unhandledRejection', note);
    const fail = async () => {
      throw new Error('disk full');
    };
    const { client } = createTestClient({
      logger: { debug: fail, info: fail, warn: fail, error: fail },
      requestRetries: 0,
      refreshInterval: 15,
    });
    expect((await client.initialize({ timeoutMs: 100 })).source).toBe('none');
    await client.destroy();
    await new Promise(setImmediate);
    process.off('unhandledRejection', note);
    expect(rejections).toEqual([]);
  });
});

describe('logLevel', () => {
  test('silences what is less severe', () => {
    expect(consoleLines({ logLevel: 'error' })).toEqual([]);
    expect(consoleLines({ logLevel: 'silent' })).toEqual([]);
    expect(consoleLines({ logLevel: 'debug' })).toEqual([['warn', expect.stringMatching(BROKEN)]]);
  });

  test.each([
    ['error', 1],
    ['silent', 0],
  ] as const)('of %s logs %i lines for a server that is down', async (logLevel, count) => {
    const { client, log } = createTestClient({ logLevel, requestRetries: 0 });
    await client.initialize({ timeoutMs: 0 });
    await client.refresh();
    expect(log.lines).toHaveLength(count);
  });
});

describe('eventCallback', () => {
  test('receives every event with its type and an id of its own', async () => {
    const { connection } = await startTestServer({ flags: { seen: { impressionData: true } } });
    const { client, events } = createTestClient(connection);
    await client.initialize();
    client.isEnabled('seen');
    client.getVariant('seen');
    await client.refresh();
    expect(events.map(({ eventType }) => eventType)).toEqual([
      'ready',
      'changed',
      'fetched',
      'synchronized',
      'feature_flag',
      'variant',
      'unchanged',
    ]);
    const ids = events.map(({ eventId }) => eventId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test('that throws or rejects is reported once for each event and harms nobody', async () => {
    const { client, log } = await startOfflineClient(featuresOf({ name: 'f', impressionData: true }), {
      eventCallback: ({ eventType }) => {
        if (eventType === 'variant') return Promise.reject(new Error('too late'));
        if (eventType === 'feature_flag') throw new Error('no space');
        return undefined;
      },
    });
    for (let times = 0; times < 3; times += 1) {
      expect(client.isEnabled('f')).toBe(true);
      expect(client.getVariant('f').feature_enabled).toBe(true);
    }
    await vi.waitFor(() =>
      expect(log.lines).toEqual([
        'error: [unleash] a listener of the event feature_flag failed: no space',
        'error: [unleash] a listener of the event variant failed: too late',
      ]),
    );
  });
});
