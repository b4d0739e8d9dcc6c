import { describe, expect, test } from 'vitest';
import type { DevServer } from '../../dev-server';
import type { DevServerOptions } from '../../options';
import { useDevServer } from '../../testing/use-dev-server';

const startServer = useDevServer();
let server: DevServer;

async function start(options: Partial<DevServerOptions> = {}) {
  server = await startServer(options);
}

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}${path}`, {
    headers: { Authorization: server.token, ...headers },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
}

const spec = { 'Unleash-Client-Spec': '6.1.0' };

test('answers with flags, segments, query and meta, as Unleash does', async () => {
  await start({
    flags: { segments: { nordics: { country: ['SE'] } }, flags: { beta: { segments: ['nordics'] } } },
  });
  const { status, headers, body } = await get('/client/features', spec);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(headers.get('etag')).toMatch(/^"[0-9a-f]{8}:1:v1"$/);
  const etag = headers.get('etag');
  expect(body).toEqual({
    version: 2,
    features: server.flags().features,
    query: { environment: 'development', inlineSegmentConstraints: false },
    segments: [
      {
        id: 1,
        name: 'nordics',
        constraints: [
          { contextName: 'country', operator: 'IN', values: ['SE'], inverted: false, caseInsensitive: false },
        ],
      },
    ],
    meta: { revisionId: 1, etag, queryHash: etag?.slice(1, 9) },
  });
  expect(body.features[0].strategies[0].segments).toEqual([1]);
});

describe('ETag', () => {
  test('saves the body of an answer that has not changed', async () => {
    await start();
    const first = await get('/client/features', spec);
    const etag = first.headers.get('etag') ?? '';
    const second = await get('/client/features', { ...spec, 'If-None-Match': etag });
    expect(second.status).toBe(304);
    expect([...second.headers.keys()].sort()).toEqual(['connection', 'date', 'keep-alive']);
    expect(second.body).toBe('');
  });

  test('changes with the flags and with the query', async () => {
    await start();
    const first = await get('/client/features', spec);
    const etag = first.headers.get('etag') ?? '';
    expect((await get('/client/features', { 'If-None-Match': etag })).status).toBe(200);
    server.updateFlag('beta', { enabled: false });
    const changed = await get('/client/features', { ...spec, 'If-None-Match': etag });
    expect(changed.status).toBe(200);
    expect(changed.body.meta.revisionId).toBe(2);
  });

  test('of one run fits the next run only when the flags are the same', async () => {
    const etags: (string | null)[] = [];
    for (const enabled of [true, false, true]) {
      await start({ flags: { flags: { beta: enabled } } });
      etags.push((await get('/client/features', spec)).headers.get('etag'));
      await server.close();
    }
    expect(etags[1]).not.toBe(etags[0]);
    expect(etags[2]).toBe(etags[0]);
  });
});

describe('filters', () => {
  const flags = {
    flags: {
      'web.a': { project: 'web', tags: ['team:x'] },
      'web.b': { project: 'web', tags: ['team:y', 'simple:z'] },
      'app.a': { project: 'app', tags: ['team:y'] },
      other: true,
    },
  };

  test.each([
    ['', ['web.a', 'web.b', 'app.a', 'other']],
    ['?project=web', ['web.a', 'web.b']],
    ['?project=web&project=app', ['web.a', 'web.b', 'app.a']],
    ['?namePrefix=web.', ['web.a', 'web.b']],
    ['?tag=team:y', ['web.b', 'app.a']],
    ['?tag=team%3Ax&tag=simple%3Az', ['web.a', 'web.b']],
    ['?project=app&tag=team:y&namePrefix=a', ['app.a']],
    ['?project=nowhere', []],
  ])('%s leaves %j', async (query, names) => {
    await start({ flags });
    const { body } = await get(`/client/features${query}`);
    expect(body.features.map(({ name }: { name: string }) => name)).toEqual(names);
  });

  test('are repeated in the answer, which has no tags', async () => {
    await start({ flags });
    const { body } = await get('/client/features?tag=team:x&project=web&namePrefix=w');
    expect(body.query).toEqual({
      tag: [['team', 'x']],
      project: ['web'],
      namePrefix: 'w',
      environment: 'development',
      inlineSegmentConstraints: true,
    });
    expect(JSON.stringify(body.features)).not.toContain('team');
  });

  test('give way to the project of the token', async () => {
    await start({ flags, tokens: ['app:production.secret'] });
    const { body } = await get('/client/features?project=web');
    expect(body.query).toMatchObject({ project: ['app'], environment: 'production' });
    expect(body.features).toHaveLength(1);
  });

  test.each([
    ['?tag=simple', '"tag[0]" with value "simple" fails to match the tag pattern'],
    ['?namePrefix=a&namePrefix=b', '"namePrefix" must be a string'],
  ])('%s is refused', async (query, message) => {
    await start({ flags });
    const { status, body } = await get(`/client/features${query}`);
    expect(status).toBe(400);
    expect(body.details).toEqual([{ message }]);
  });
});

describe('Unleash-Client-Spec', () => {
  test('inlines segments where it is absent', async () => {
    await start({ flags: { segments: { s: { country: 'SE' } }, flags: { beta: { segments: ['s'] } } } });
    const { body } = await get('/client/features');
    expect(body).not.toHaveProperty('segments');
    expect(body.features[0].strategies[0]).toMatchObject({ constraints: [{ contextName: 'country' }] });
    expect(body.features[0].strategies[0]).not.toHaveProperty('segments');
  });

  test('is refused in the words of Unleash when it is no version', async () => {
    await start();
    const { status, body } = await get('/client/features', { 'Unleash-Client-Spec': 'v5.2' });
    const message = 'Invalid prefix in the Unleash-Client-Spec header: "v5.2".';
    expect(status).toBe(400);
    expect(body).toEqual({
      name: 'BadDataError',
      message: `Request validation failed: your request body or params contain invalid data: ${message}`,
      details: [{ message }],
    });
  });
});
