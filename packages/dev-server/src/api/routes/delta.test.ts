import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { DevServer } from '../../dev-server';
import { useDevServer } from '../../testing/use-dev-server';

const start = useDevServer();
const spec = { 'Unleash-Client-Spec': '6.1.0' };

async function getDelta(
  { url, token }: DevServer,
  etag?: string | null,
  query = '',
  headers: object = spec,
): Promise<{ status: number; etag: string | null; events: readonly Record<string, unknown>[] }> {
  const response = await fetch(`${url}/client/delta${query}`, {
    headers: { Authorization: token, ...headers, ...(etag && { 'If-None-Match': etag }) },
  });
  const text = await response.text();
  return {
    status: response.status,
    etag: response.headers.get('etag'),
    events: text === '' ? [] : JSON.parse(text).events,
  };
}

/** What the events say in short, such as `feature-removed a`. */
const said = (events: readonly Record<string, unknown>[]) =>
  events.map((event) => {
    const subject = (event.feature ?? event.segment ?? {}) as { name?: string };
    return `${event.type} ${subject.name ?? event.featureName ?? event.segmentId ?? ''}`.trim();
  });

test('is all that there is for a client that has nothing', async () => {
  const server = await start({
    flags: { segments: { staff: { email: 'a@b.c' } }, flags: { beta: { segments: ['staff'] } } },
  });
  const { status, etag, events } = await getDelta(server);
  expect(status).toBe(200);
  expect(etag).toMatch(/^"\d+001"$/);
  const { features, segments } = server.flags();
  expect(segments).toHaveLength(1);
  expect(events).toEqual([{ type: 'hydration', eventId: Number(etag?.slice(1, -1)), features, segments }]);
});

test('is what has changed since, each change with a number of its own', async () => {
  const server = await start();
  const first = await getDelta(server);
  const revision = Number(first.events[0]?.eventId);
  server.updateFlag('beta', { enabled: false });
  server.setSegment({ id: 7, name: 'staff', constraints: { email: 'a@b.c' } });
  server.setFlag({ name: 'gamma', project: 'web' });
  server.removeFlag('gamma');
  server.removeSegment(7);
  const second = await getDelta(server, first.etag);
  expect(second).toMatchObject({ status: 200, etag: `"${revision + 5}"` });
  expect(second.events).toMatchObject([
    { type: 'feature-updated', eventId: revision + 1, feature: { name: 'beta', enabled: false } },
    { type: 'segment-updated', eventId: revision + 2, segment: { id: 7, name: 'staff' } },
    { type: 'feature-updated', eventId: revision + 3, feature: { name: 'gamma' } },
    { type: 'feature-removed', eventId: revision + 4, featureName: 'gamma', project: 'web' },
    { type: 'segment-removed', eventId: revision + 5, segmentId: 7 },
  ]);
  const others = await getDelta(server, `"${revision + 3}"`);
  expect(said(others.events)).toEqual(['feature-removed gamma', 'segment-removed 7']);
});

test('is 304 without any header of its own when nothing has changed', async () => {
  const server = await start();
  const { etag } = await getDelta(server);
  server.setFlag({ name: 'beta', enabled: true });
  server.removeFlag('nowhere');
  const headers = { Authorization: server.token, ...spec, 'If-None-Match': etag ?? '' };
  const response = await fetch(`${server.url}/client/delta`, { headers });
  expect(response.status).toBe(304);
  expect([...response.headers.keys()].sort()).toEqual(['connection', 'date', 'keep-alive']);
});

test('takes the revision with quotes, without and marked weak', async () => {
  const server = await start();
  const { etag } = await getDelta(server);
  for (const form of [etag, etag?.slice(1, -1), `W/${etag}`]) {
    expect(await getDelta(server, form)).toMatchObject({ status: 304 });
  }
});

describe('starts over with a hydration for a revision', () => {
  const isHydration = async (server: DevServer, etag: string) =>
    expect(said((await getDelta(server, etag)).events)).toEqual(['hydration']);

  test('that is none', async () => {
    await isHydration(await start(), '"1fc12c72:377:v1"');
  });

  test('from before the start, and from the future', async () => {
    const server = await start();
    const revision = Number((await getDelta(server)).events[0]?.eventId);
    await isHydration(server, String(revision - 1));
    await isHydration(server, String(revision + 1));
  });

  test('of an earlier run, whatever has changed in either', async () => {
    const earlier = await start();
    const { etag } = await getDelta(earlier);
    await earlier.close();
    const server = await start({ flags: { flags: { other: true } } });
    await isHydration(server, String(etag));
    server.setFlag({ name: 'more' });
    await isHydration(server, String(etag));
  });

  test('that is further back than what is remembered', async () => {
    const server = await start({ deltaHistory: 2 });
    const { etag } = await getDelta(server);
    for (const enabled of [false, true]) server.updateFlag('beta', { enabled });
    expect(said((await getDelta(server, etag)).events)).toEqual([
      'feature-updated beta',
      'feature-updated beta',
    ]);
    server.updateFlag('beta', { enabled: false });
    await isHydration(server, String(etag));
  });
});

describe('filters', () => {
  const flags = {
    flags: {
      'web.a': { project: 'web', tags: ['team:x'] },
      'web.b': { project: 'web' },
      'app.a': { project: 'app', tags: ['team:x'] },
    },
  };

  test.each([
    ['?project=web', ['web.a', 'web.b']],
    ['?namePrefix=app', ['app.a']],
    ['?tag=team:x', ['web.a', 'app.a']],
  ])('%s holds for a hydration', async (query, names) => {
    const { events } = await getDelta(await start({ flags }), null, query);
    expect(events).toMatchObject([{ features: names.map((name) => ({ name })) }]);
  });

  test('hide changes of other flags', async () => {
    const server = await start({ flags });
    const { etag } = await getDelta(server, null, '?project=web');
    server.updateFlag('app.a', { enabled: false });
    expect(await getDelta(server, etag, '?project=web')).toMatchObject({ status: 304 });
    server.updateFlag('web.a', { enabled: false });
    server.removeFlag('app.a');
    expect(said((await getDelta(server, etag, '?project=web')).events)).toEqual(['feature-updated web.a']);
  });

  test('remove a flag that leaves the view, and bring one that enters it', async () => {
    const server = await start({ flags });
    const { etag } = await getDelta(server, null, '?project=web');
    server.updateFlag('web.a', { project: 'app' });
    server.updateFlag('app.a', { project: 'web' });
    const { events } = await getDelta(server, etag, '?project=web');
    expect(events).toMatchObject([
      { type: 'feature-removed', featureName: 'web.a', project: 'web' },
      { type: 'feature-updated', feature: { name: 'app.a' } },
    ]);
    server.updateFlag('app.a', { tags: [] });
    const tagged = await getDelta(server, etag, '?tag=team:x');
    expect(said(tagged.events)).toEqual([
      'feature-updated web.a',
      'feature-updated app.a',
      'feature-removed app.a',
    ]);
  });

  test('give way to the project of the token', async () => {
    const server = await start({ flags, tokens: ['app:production.secret'] });
    const { events } = await getDelta(server, null, '?project=web');
    expect(events).toMatchObject([{ features: [{ name: 'app.a' }] }]);
  });

  test('that make no sense are refused, as is a version that is none', async () => {
    const server = await start({ flags });
    expect(await getDelta(server, null, '?tag=simple')).toMatchObject({ status: 400 });
    const wrong = { 'Unleash-Client-Spec': 'v5.2' };
    expect(await getDelta(server, null, '', wrong)).toMatchObject({ status: 400 });
  });
});

test('inlines segments where the client sends no version', async () => {
  const server = await start({
    flags: { segments: { s: { country: 'SE' } }, flags: { beta: { segments: ['s'] }, other: true } },
  });
  const first = await getDelta(server, null, '', {});
  const inlined = (country: string) => ({
    name: 'beta',
    strategies: [{ constraints: [{ contextName: 'country', values: [country] }] }],
  });
  expect(first.events).toMatchObject([{ features: [inlined('SE'), { name: 'other' }], segments: [] }]);
  server.setSegment({ id: 1, name: 's', constraints: { country: 'NO' } });
  const second = await getDelta(server, first.etag, '', {});
  expect(second.events).toMatchObject([{ type: 'feature-updated', feature: inlined('NO') }]);
  server.removeSegment(1);
  const third = await getDelta(server, second.etag, '', {});
  expect(third.events).toMatchObject([
    { type: 'feature-updated', feature: { name: 'beta', strategies: [{ segments: [1] }] } },
  ]);
});

test('has the changes of the flags file, and only these', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'delta-'));
  const flags = join(folder, 'flags.yaml');
  await writeFile(flags, 'flags: { a: true, b: true, c: true }');
  const server = await start({ flags });
  const { etag } = await getDelta(server);
  await writeFile(flags, 'flags: { a: true, b: false, d: true }');
  await vi.waitFor(() => expect(server.flags().features.map(({ name }) => name)).toContain('d'));
  expect(said((await getDelta(server, etag)).events)).toEqual([
    'feature-updated b',
    'feature-updated d',
    'feature-removed c',
  ]);
  await rm(folder, { recursive: true });
});
