import { describe, expect, test } from 'vitest';
import type { UnleashOptions } from '../options/unleash-options';
import { bodyOf } from '../testing/body-of.testing';
import { createOneTextCache } from '../testing/create-one-text-cache.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { featuresOf } from '../testing/features-of.testing';
import { nextEvent } from '../testing/next-event.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';
import { storedText } from '../testing/stored-text.testing';

/** A client with flags from everywhere: `live` is answered by the server, which fails without it. */
async function startWith(options: Partial<UnleashOptions>, live?: string) {
  const server = await startScriptedServer(() =>
    live === undefined ? { status: 503 } : { body: bodyOf(live) },
  );
  const made = createTestClient({ url: server.url, refreshInterval: 0, requestRetries: 0, ...options });
  const result = await made.client.initialize();
  expect(made.log.lines).toHaveLength(live === undefined ? 1 : 0);
  return { ...made, source: result.source, names: [...made.client.featureDefinitions().keys()] };
}

const bootstrap = featuresOf('boot');
const cache = () => createOneTextCache(storedText(['cached']));

describe('flags of the server', () => {
  test('win over bootstrapped and cached ones', async () => {
    const { source, names } = await startWith({ bootstrap, cache: cache() }, 'live');
    expect([source, names]).toEqual(['server', ['live']]);
  });

  test('win when cached ones win over bootstrapped ones', async () => {
    const options = { bootstrap, cache: cache(), bootstrapOverride: false };
    const { source, names, events } = await startWith(options, 'live');
    expect([source, names]).toEqual(['server', ['live']]);
    expect(events.filter(({ eventType }) => eventType === 'changed')).toMatchObject([
      { added: ['cached'], removed: ['boot'] },
      { added: ['live'], removed: ['cached'] },
    ]);
  });

  test('that are the same text as those in use change only where they come from', async () => {
    const { source, eventsOf } = await startWith({ cache: createOneTextCache(storedText(['live'])) }, 'live');
    expect(source).toBe('server');
    expect(eventsOf('changed')).toHaveLength(1);
  });
});

describe('without the server', () => {
  test('bootstrapped flags win over cached ones', async () => {
    const { source, names } = await startWith({ bootstrap, cache: cache() });
    expect([source, names]).toEqual(['bootstrap', ['boot']]);
  });

  test('cached flags win where bootstrap does not override', async () => {
    const { source, names } = await startWith({ bootstrap, cache: cache(), bootstrapOverride: false });
    expect([source, names]).toEqual(['cache', ['cached']]);
  });

  test('bootstrapped flags serve where nothing is cached', async () => {
    const options = { bootstrap, cache: createOneTextCache(), bootstrapOverride: false };
    const { source, names } = await startWith(options);
    expect([source, names]).toEqual(['bootstrap', ['boot']]);
  });

  test('bootstrapped flags are never written to the cache', async () => {
    const target = createOneTextCache();
    const { client } = await startWith({ bootstrap, cache: target });
    await client.destroy();
    expect(target.text).toBeUndefined();
  });
});

describe('changed', () => {
  const flags = [
    bodyOf('same', 'gone', { name: 'edited', type: 'release' }),
    bodyOf('new', { name: 'edited', type: 'experiment' }, 'same'),
    bodyOf('same', 'new', { name: 'edited', type: 'experiment' }),
  ];

  test('tells which flags were added, removed and updated, and nothing of a mere reordering', async () => {
    const server = await startScriptedServer((index) => ({ body: flags[index] ?? '' }));
    const { client, eventsOf } = createTestClient({ url: server.url, refreshInterval: 0 });
    await client.initialize();
    await client.refresh();
    await client.refresh();
    expect(eventsOf('changed').map(({ added, removed, updated }) => ({ added, removed, updated }))).toEqual([
      { added: ['same', 'gone', 'edited'], removed: [], updated: [] },
      { added: ['new'], removed: ['gone'], updated: ['edited'] },
    ]);
    expect(eventsOf('fetched')).toHaveLength(3);
  });

  test('names the flags whose segment changed', async () => {
    const withSegment = (value: string) =>
      JSON.stringify({
        ...featuresOf({ name: 'f', strategies: [{ name: 'default', segments: [1] }] }, 'other'),
        segments: [{ id: 1, constraints: [{ contextName: 'userId', operator: 'IN', values: [value] }] }],
      });
    const server = await startScriptedServer((index) => ({ body: withSegment(index === 0 ? 'a' : 'b') }));
    const { client } = createTestClient({ url: server.url, refreshInterval: 0 });
    await client.initialize();
    const changed = nextEvent(client, 'changed');
    await client.refresh();
    expect(await changed).toMatchObject({ added: [], removed: [], updated: ['f'] });
    expect(client.isEnabled('f', { userId: 'b' })).toBe(true);
  });

  test('comes when the new flags already answer', async () => {
    const server = await startScriptedServer(() => ({ body: bodyOf('f') }));
    const { client } = createTestClient({ url: server.url });
    const answers: boolean[] = [];
    for (const name of ['ready', 'changed', 'fetched', 'synchronized'] as const) {
      client.on(name, () => answers.push(client.isEnabled('f')));
    }
    await client.initialize();
    expect(answers).toEqual([true, true, true, true]);
  });
});
