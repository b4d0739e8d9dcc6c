import { describe, expect, test } from 'vitest';
import { createTestClient } from '../testing/create-test-client.testing';
import { startTestServer } from '../testing/start-test-server.testing';
import type { UnleashOptions } from './unleash-options';

/** The names of the flags that a client with these options gets, and the query it asks with. */
async function fetchWith(options: Partial<UnleashOptions>) {
  const { server, connection } = await startTestServer({
    flags: {
      'web.search': { project: 'web', tags: ['team:search'] },
      'web.cart': { project: 'web', tags: ['team:cart', 'simple:über & co'] },
      'app.search': { project: 'app', tags: ['team:search'] },
    },
  });
  const { client } = createTestClient({ ...connection, ...options });
  await client.initialize();
  return {
    names: [...client.featureDefinitions().keys()],
    query: server.requests.map(({ query }) => query.toString()),
  };
}

describe('projectName', () => {
  test('fetches the flags of that project only', async () => {
    expect(await fetchWith({ projectName: 'app' })).toEqual({
      names: ['app.search'],
      query: ['project=app'],
    });
  });
});

describe('namePrefix', () => {
  test('fetches the flags whose names begin so only', async () => {
    expect(await fetchWith({ namePrefix: 'web.' })).toEqual({
      names: ['web.search', 'web.cart'],
      query: ['namePrefix=web.'],
    });
  });
});

describe('tags', () => {
  test('fetch the flags that bear any of them', async () => {
    expect(await fetchWith({ tags: [{ name: 'team', value: 'search' }] })).toMatchObject({
      names: ['web.search', 'app.search'],
    });
    const tags = [
      { name: 'team', value: 'nobody' },
      { name: 'simple', value: 'über & co' },
    ];
    expect(await fetchWith({ tags })).toEqual({
      names: ['web.cart'],
      query: ['tag=team%3Anobody&tag=simple%3A%C3%BCber+%26+co'],
    });
  });

  test('work together with the other filters', async () => {
    const tags = [{ name: 'team', value: 'search' }];
    expect((await fetchWith({ tags, projectName: 'web', namePrefix: 'web' })).names).toEqual(['web.search']);
  });
});

test('without filters all flags are fetched', async () => {
  expect(await fetchWith({})).toEqual({ names: ['web.search', 'web.cart', 'app.search'], query: [''] });
});
