import { expect, test, vi } from 'vitest';
import { createTestClient } from '../testing/create-test-client.testing';
import { startTestServer } from '../testing/start-test-server.testing';

const threw = 'error: [unleash] the scheduler threw: redis://***@h';
const fail = (): never => {
  throw new Error('redis://user:hunter2@h');
};

test('a scheduler that throws is stood in for, and its errors hold no password', async () => {
  const { server, connection } = await startTestServer();
  const { client, log, eventsOf } = createTestClient({
    ...connection,
    scheduler: { after: fail },
    refreshInterval: 50,
    refreshJitter: 0,
  });
  expect((await client.initialize()).source).toBe('server');
  await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(3));
  await client.destroy();
  expect(log.lines).toEqual(expect.arrayContaining([threw]));
  expect(eventsOf('error').every(({ error }) => error.code === 'INVALID_OPTION')).toBe(true);
  const { inspect } = await import('node:util');
  expect(inspect(eventsOf('error'), { depth: 10 })).not.toContain('hunter2');
});

test('a scheduler whose undo throws delays nobody', async () => {
  const { connection } = await startTestServer();
  const after = () => fail;
  const { client, log } = createTestClient({ ...connection, scheduler: { after } });
  expect((await client.initialize()).source).toBe('server');
  expect(client.isEnabled('on')).toBe(true);
  await client.destroy();
  expect(log.lines[0]).toBe(threw);
});
