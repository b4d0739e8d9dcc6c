import type { UnleashOptions } from 'unleash-client';
import { expect, test } from 'vitest';
import { createTestClient } from './client/create-test-client';
import type { SeedFlag } from './seed/seed-flag';
import { seedFlags } from './seed/seed-flags';

const namesWhere = (condition: (flag: SeedFlag) => boolean) =>
  seedFlags
    .filter(condition)
    .map(({ name }) => name)
    .sort();

const namesWith = async (filter: Partial<UnleashOptions>) => {
  const client = createTestClient({ ...filter, refreshInterval: 0 });
  await client.initialize();
  return [...client.featureDefinitions().keys()].sort();
};

const hasTag = (flag: SeedFlag, value: string) => flag.tags?.some((tag) => tag.value === value) === true;

test('namePrefix keeps the flags whose names begin so', async () => {
  const expected = namesWhere(({ name }) => name.startsWith('variant.flag.'));
  expect(expected.length).toBeGreaterThan(5);
  expect(await namesWith({ namePrefix: 'variant.flag.' })).toEqual(expected);
});

test('tags keep the flags that have one of them', async () => {
  const web = { name: 'simple', value: 'web' };
  const other = { name: 'simple', value: 'größe' };
  expect(await namesWith({ tags: [web] })).toEqual(namesWhere((flag) => hasTag(flag, 'web')));
  expect(await namesWith({ tags: [other] })).toEqual(namesWhere((flag) => hasTag(flag, 'größe')));
  expect(await namesWith({ tags: [web, other] })).toEqual(namesWhere((flag) => flag.tags !== undefined));
});

test('projectName keeps the flags of a project', async () => {
  expect(await namesWith({ projectName: 'default' })).toEqual(namesWhere(() => true));
  expect(await namesWith({ projectName: 'no-such-project' })).toEqual([]);
});

test('filters narrow each other down', async () => {
  const both = {
    projectName: 'default',
    namePrefix: 'meta.tagged.b',
    tags: [{ name: 'simple', value: 'web' }],
  };
  expect(await namesWith(both)).toEqual(['meta.tagged.both']);
});
