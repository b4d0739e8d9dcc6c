import { describe, expect, test, vi } from 'vitest';
import { createTestClient } from '../testing/create-test-client.testing';
import { nextEvent } from '../testing/next-event.testing';
import { SOON } from '../testing/soon.testing';
import { startTestServer } from '../testing/start-test-server.testing';

const MODES = ['polling', 'delta', 'streaming'] as const;
const namesOf = (features: readonly unknown[] | undefined) =>
  features?.map((flag) => (flag as { readonly name: string }).name);

describe.each(MODES)('by %s', (mode) => {
  async function start() {
    const { server, connection } = await startTestServer();
    const made = createTestClient({ ...connection, mode });
    await made.client.initialize();
    return { ...made, server };
  }
  const typesOf = (events: readonly { readonly eventType: string }[]) =>
    events.map(({ eventType }) => eventType);

  test('the first flags are told of in order', async () => {
    const { events, eventsOf } = await start();
    expect(typesOf(events)).toEqual(['ready', 'changed', 'fetched', 'synchronized']);
    expect(eventsOf('ready')[0]?.source).toBe('server');
    expect(eventsOf('changed')).toMatchObject([{ added: ['on', 'off'], removed: [], updated: [] }]);
    expect(namesOf(eventsOf('fetched')[0]?.features)).toEqual(['on', 'off']);
  });

  test('a change is told of once it is in use, with the flags that came', async () => {
    const { client, events, eventsOf, server } = await start();
    let isOnWhenFetched: boolean | undefined;
    client.once('fetched', () => {
      isOnWhenFetched = client.isEnabled('off');
    });
    const before = events.length;
    const fetched = nextEvent(client, 'fetched');
    server.updateFlag('off', { enabled: true });
    await client.refresh();
    await fetched;
    expect(isOnWhenFetched).toBe(true);
    expect(typesOf(events.slice(before))).toEqual(['changed', 'fetched']);
    expect(eventsOf('changed').at(-1)).toMatchObject({ added: [], removed: [], updated: ['off'] });
    expect(namesOf(eventsOf('fetched').at(-1)?.features)).toEqual(
      mode === 'polling' ? ['on', 'off'] : ['off'],
    );
  });

  test('a flag that is removed is told of', async () => {
    const { client, eventsOf, server } = await start();
    server.removeFlag('on');
    await client.refresh();
    await vi.waitFor(() => expect(client.featureDefinitions().has('on')).toBe(false), SOON);
    expect(eventsOf('changed').at(-1)).toMatchObject({ added: [], removed: ['on'], updated: [] });
  });

  test('the flags that use a segment are told of when it changes', async () => {
    const { server, connection } = await startTestServer({
      segments: { swedes: { country: 'SE' } },
      flags: { plain: true, local: { segments: ['swedes'] } },
    });
    const { client, eventsOf } = createTestClient({ ...connection, mode });
    await client.initialize();
    const context = { properties: { country: 'NO' } };
    expect(client.isEnabled('local', context)).toBe(false);
    server.setSegment({ id: 1, constraints: { country: ['SE', 'NO'] } });
    await client.refresh();
    await vi.waitFor(() => expect(client.isEnabled('local', context)).toBe(true), SOON);
    expect(eventsOf('changed').at(-1)).toMatchObject({ added: [], removed: [], updated: ['local'] });
  });

  test('a refresh without news is unchanged, and nothing else', async () => {
    const { client, events } = await start();
    const before = events.length;
    await client.refresh();
    // A stream that delivers has nothing to be asked for.
    expect(typesOf(events.slice(before))).toEqual(mode === 'streaming' ? [] : ['unchanged']);
  });

  test('flags with regular expressions wait for the engine, and are right from then on', async () => {
    const { client, server } = await start();
    const constraints = [{ contextName: 'userId', operator: 'REGEX', value: '^a+$' }] as const;
    const changed = nextEvent(client, 'changed');
    server.setFlag({ name: 'regex', strategies: [{ name: 'default', constraints }] });
    server.setFlag({ name: 'later' });
    await client.refresh();
    expect((await changed).added).toEqual(expect.arrayContaining(['regex']));
    await vi.waitFor(() => expect(client.featureDefinitions().has('later')).toBe(true), SOON);
    expect(['aaa', 'b'].map((userId) => client.isEnabled('regex', { userId }))).toEqual([true, false]);
  });
});
