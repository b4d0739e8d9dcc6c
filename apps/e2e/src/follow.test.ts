import { expect, test } from 'vitest';
import { createAdminApi } from './admin-api';
import { createRecordingFetch } from './client/create-recording-fetch';
import { createTestClient } from './client/create-test-client';
import { nextEvent } from './client/next-event';
import { seedFlags } from './seed/seed-flags';
import { serverUrl } from './server-url';

const admin = createAdminApi(serverUrl());
const flag = 'live.switched';

// The client's own second, and up to two more until the server notices its own change.
const followMs = 5000;

test('follows a flag that is switched on and off', async () => {
  const client = createTestClient();
  expect(await client.initialize()).toMatchObject({ source: 'server' });
  expect(client.isEnabled(flag)).toBe(false);

  const on = nextEvent(client, 'changed', followMs);
  await admin.switchFlag(flag, 'development', 'on');
  expect(await on).toMatchObject({ added: [], removed: [], updated: [flag] });
  expect(client.isEnabled(flag)).toBe(true);
  expect(client.evaluate(flag)).toMatchObject({ enabled: true, reason: 'strategy' });

  const off = nextEvent(client, 'changed', followMs);
  await admin.switchFlag(flag, 'development', 'off');
  expect(await off).toMatchObject({ updated: [flag] });
  expect(client.isEnabled(flag)).toBe(false);
  expect(client.evaluate(flag)).toMatchObject({ enabled: false, reason: 'disabled' });
});

test('sees flags come and go', async () => {
  const client = createTestClient();
  await client.initialize();

  const added = nextEvent(client, 'changed', followMs);
  await admin.createFlag({ name: 'live.short-lived', type: 'experiment' });
  expect(await added).toMatchObject({ added: ['live.short-lived'], removed: [], updated: [] });
  expect(client.featureDefinitions().get('live.short-lived')).toEqual({
    type: 'experiment',
    project: 'default',
  });

  const removed = nextEvent(client, 'changed', followMs);
  await admin.archiveFlag('live.short-lived');
  expect(await removed).toMatchObject({ added: [], removed: ['live.short-lived'], updated: [] });
  expect(client.featureDefinitions().has('live.short-lived')).toBe(false);
});

test('gets 304 as long as nothing changes', async () => {
  const recording = createRecordingFetch();
  const client = createTestClient({ fetch: recording.fetch, disableRegistration: true });
  await client.initialize();
  const unchanged = nextEvent(client, 'unchanged', followMs);
  await recording.untilCount(3, followMs);
  await unchanged;
  const polls = recording.requests.filter((request) => request.path === '/api/client/features');
  expect(polls.map((request) => request.status).slice(0, 3)).toEqual([200, 304, 304]);
});

test('knows every flag of the server with its type and project', async () => {
  const client = createTestClient({ refreshInterval: 0 });
  await client.initialize();
  const expected = new Map(
    seedFlags.map(({ name, type = 'release' }) => [name, { type, project: 'default' }]),
  );
  expect(new Map(client.featureDefinitions())).toEqual(expected);
});

test('refresh fetches at once', async () => {
  const client = createTestClient({ refreshInterval: 0 });
  await client.initialize();
  const unchanged = nextEvent(client, 'unchanged', 1000);
  await client.refresh();
  await unchanged;
});
