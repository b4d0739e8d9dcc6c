import type { DependencyDefinition, FlagDefinition, StrategyDefinition } from '@unleash-client/core';
import { invalidFlags } from '../dev-server-error';
import type { StoredFlag } from '../store/contents';
import type { Conversion } from './conversion';
import {
  expectKnownKeys,
  expectList,
  expectMap,
  expectString,
  isMap,
  type Node,
  unexpected,
} from './expect-node';
import { fromStrategy, rolloutKeys, stickinessOf } from './from-strategy';
import { fromVariants } from './from-variants';
import type { Path } from './path';

/** All that a flag can say, in either form. */
export const flagKeys = [
  ...['enabled', 'rollout', 'stickiness', 'groupId', 'constraints', 'segments', 'strategies', 'variants'],
  ...[
    'dependencies',
    'type',
    'project',
    'description',
    'tags',
    'impressionData',
    'stale',
    'name',
    'createdAt',
    'lastSeenAt',
  ],
];

/** What a server sends for a flag that nobody has said more about. */
const defaults = { type: 'release', enabled: true, project: 'default', stale: false };

/** One flag: `true`, `false` or a map, in the form that `conversion` names. */
export function fromFlag(name: string, input: unknown, path: Path, conversion: Conversion): StoredFlag {
  const source =
    typeof input === 'boolean' ? { enabled: input } : expectMap(input, path, 'true, false or a map');
  const isShorthand = conversion.form !== 'wire';
  if (conversion.form === 'shorthand') expectKnownKeys(source, flagKeys, path);
  if (source.name !== undefined && source.name !== name)
    throw unexpected([...path, 'name'], JSON.stringify(name), source.name);
  const { rollout, stickiness, groupId, constraints, segments, tags, ...rest } = source;
  const definition = {
    name,
    ...(isShorthand && defaults),
    ...rest,
    ...strategiesOf(name, source, path, conversion),
    ...variantsOf(source, path, conversion),
    ...(isShorthand && {
      description: source.description ?? null,
      impressionData: source.impressionData ?? false,
    }),
    ...dependenciesOf(source, path),
  };
  // What the values are worth is core's to judge: see checkContents.
  return {
    definition: definition as unknown as FlagDefinition,
    tags: tagsOf(tags, [...path, 'tags']),
    source,
    form: conversion.form,
    path,
  };
}

function strategiesOf(name: string, source: Node, path: Path, conversion: Conversion) {
  const isShorthand = conversion.form !== 'wire';
  const single = isShorthand ? rolloutKeys.filter((key) => source[key] !== undefined) : [];
  if (source.strategies == null) {
    if (!isShorthand) return {};
    const rollout = Object.fromEntries(single.map((key) => [key, source[key]]));
    return { strategies: [fromStrategy(name, rollout, path, conversion)] };
  }
  const besides = single.find((key) => key !== 'stickiness');
  if (besides !== undefined) {
    throw invalidFlags(
      [...path, besides],
      'belongs into one of the strategies, since there is a list of them',
    );
  }
  const list = expectList(source.strategies, [...path, 'strategies'], 'a list of strategies');
  const strategies: StrategyDefinition[] = list.map((item, index) =>
    fromStrategy(name, item, [...path, 'strategies', index], conversion),
  );
  return { strategies };
}

function variantsOf(source: Node, path: Path, conversion: Conversion) {
  if (source.variants == null) return conversion.form === 'wire' ? {} : { variants: [] };
  return {
    variants: fromVariants(source.variants, stickinessOf(source, path), [...path, 'variants'], conversion),
  };
}

function dependenciesOf({ dependencies }: Node, path: Path): { dependencies?: DependencyDefinition[] } {
  if (dependencies == null) return {};
  const list = expectList(dependencies, [...path, 'dependencies'], 'a list of flags');
  return {
    dependencies: list.map((item, index) => {
      if (typeof item === 'string') return { feature: item, enabled: true, variants: [] };
      const node = expectMap(
        item,
        [...path, 'dependencies', index],
        'the name of a flag, or feature, enabled and variants',
      );
      return node as unknown as DependencyDefinition;
    }),
  };
}

/** Tags as `type:value`; servers' own export writes them as a map of both. */
function tagsOf(tags: unknown, path: Path): string[] {
  if (tags == null) return [];
  return expectList(tags, path, 'a list of tags').map((tag, index) => {
    const text = isMap(tag) ? `${String(tag.type)}:${String(tag.value)}` : tag;
    const what = 'a tag such as "simple:backend"';
    if (typeof text !== 'string' || !/^[^:]+:./s.test(text)) throw unexpected([...path, index], what, tag);
    return expectString(text, [...path, index]);
  });
}
