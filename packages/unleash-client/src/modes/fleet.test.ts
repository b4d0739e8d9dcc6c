import { MemoryCache } from '@unleash-client/cache';
import { describe, expect, test, vi } from 'vitest';
import type { UnleashOptions } from '../options/unleash-options';
import { createTestClient } from '../testing/create-test-client.testing';
import { SOON } from '../testing/soon.testing';
import { startTestServer } from '../testing/start-test-server.testing';

const MEMBERS = 4;

async function startFleet(options: Partial<UnleashOptions> = {}) {
  const { server, connection } = await startTestServer();
  const cache = new MemoryCache();
  const members: ReturnType<typeof createTestClient>[] = [];
  for (let number = 0; number < MEMBERS; number += 1) {
    const member = createTestClient({
      ...connection,
      cache,
      mode: 'streaming',
      refreshInterval: 1000,
      refreshJitter: 0,
      multipleInstanceMode: 'silently-allow',
      ...options,
    });
    await member.client.initialize({ fetchToggles: 'elected' });
    members.push(member);
  }
  const answers = (name: string) => members.map(({ client }) => client.isEnabled(name));
  return { server, members, answers };
}

const all = <T>(value: T): readonly T[] => Array.from({ length: MEMBERS }, () => value);

describe('a fleet that streams', () => {
  test('has one stream, whose changes reach all', async () => {
    const { server, members, answers } = await startFleet();
    expect(server.streams).toBe(1);
    server.updateFlag('off', { enabled: true });
    await vi.waitFor(() => expect(answers('off')).toEqual(all(true)), SOON);
    server.removeFlag('on');
    await vi.waitFor(() => expect(answers('on')).toEqual(all(false)), SOON);
    expect(server.requests).toHaveLength(1);
    expect(members.map(({ eventsOf }) => eventsOf('fetched').length)).toEqual([3, 0, 0, 0]);
  });

  test('hands the stream on when its leader leaves, from where it was', async () => {
    const { server, members, answers } = await startFleet();
    const [leader, ...heirs] = members;
    server.updateFlag('off', { enabled: true });
    await vi.waitFor(() => expect(answers('off')).toEqual(all(true)), SOON);
    await leader?.client.destroy();
    await vi.waitFor(() => expect(server.requests).toHaveLength(2), SOON);
    await vi.waitFor(() => expect(server.streams).toBe(1), SOON);
    expect(server.requests[1]).toMatchObject({
      path: '/api/client/streaming',
      headers: { 'last-event-id': expect.stringMatching(/^\d+$/) },
    });
    server.setFlag({ name: 'new' });
    await vi.waitFor(
      () => expect(heirs.map(({ client }) => client.isEnabled('new'))).toEqual([true, true, true]),
      SOON,
    );
  });

  test('takes up the mode that was set while another led', async () => {
    const { server, members } = await startFleet({ mode: 'polling' });
    const [leader, heir, ...others] = members;
    heir?.client.setMode('streaming');
    for (const { client } of others) await client.destroy();
    expect(server.streams).toBe(0);
    await leader?.client.destroy();
    await vi.waitFor(() => expect(server.streams).toBe(1), SOON);
    expect(heir?.eventsOf('mode')).toEqual([]);
  });

  test('changes its mode where the leader does', async () => {
    const { server, members, answers } = await startFleet();
    members[0]?.client.setMode('delta');
    await vi.waitFor(() => expect(server.streams).toBe(0), SOON);
    server.updateFlag('off', { enabled: true });
    await members[0]?.client.refresh();
    await vi.waitFor(() => expect(answers('off')).toEqual(all(true)), SOON);
    expect(server.requests.at(-1)?.path).toBe('/api/client/delta');
  });
});
