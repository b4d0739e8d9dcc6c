import type { ParametersDefinition, StrategyDefinition } from '@unleash-client/core';
import { invalidFlags } from '../dev-server-error';
import type { Conversion } from './conversion';
import { expectKnownKeys, expectList, expectMap, expectString, type Node, unexpected } from './expect-node';
import { fromConstraints } from './from-constraints';
import { fromVariants } from './from-variants';
import type { Path } from './path';
import { toText } from './to-text';

/** The keys of a gradual rollout: a flag may have them itself, in place of a list of strategies. */
export const rolloutKeys = ['rollout', 'stickiness', 'groupId', 'constraints', 'segments'] as const;

const keys = [...rolloutKeys, 'name', 'parameters', 'variants', 'title'];

const flexibleRollout = 'flexibleRollout';

/** One strategy: a name, or a map; a map without a name is a gradual rollout. */
export function fromStrategy(
  flag: string,
  input: unknown,
  path: Path,
  conversion: Conversion,
): StrategyDefinition {
  const node = typeof input === 'string' ? { name: input } : expectMap(input, path, 'a strategy');
  const isShorthand = conversion.form !== 'wire';
  if (conversion.form === 'shorthand') expectKnownKeys(node, keys, path);
  const {
    name = flexibleRollout,
    rollout,
    stickiness,
    groupId,
    constraints,
    parameters,
    segments,
    variants,
    ...rest
  } = node;
  const given = parameters == null ? {} : textsOf(parameters, [...path, 'parameters'], conversion);
  return {
    ...rest,
    name: expectString(name, [...path, 'name']),
    ...(isShorthand && { constraints: [], variants: [] }),
    ...(constraints != null && {
      constraints: fromConstraints(constraints, [...path, 'constraints'], conversion),
    }),
    ...((isShorthand || parameters != null) && {
      parameters: { ...rolloutOf(flag, node, path, conversion), ...given },
    }),
    ...(segments != null && { segments: segmentIds(segments, [...path, 'segments'], conversion) }),
    ...(variants != null && {
      variants: fromVariants(variants, stickinessOf(node, path), [...path, 'variants'], conversion),
    }),
  };
}

/** How the variants of a flag or strategy stick when they do not say it themselves. */
export const stickinessOf = ({ stickiness = 'default' }: Node, path: Path): string =>
  expectString(stickiness, [...path, 'stickiness']);

function rolloutOf(flag: string, node: Node, path: Path, conversion: Conversion): ParametersDefinition {
  // By default everybody, sticky by user, hashed with the flag's name: what a server adds to a flag that is switched on.
  const { name, rollout = 100, groupId = flag } = node;
  const given = (['rollout', 'stickiness', 'groupId'] as const).find((key) => node[key] !== undefined);
  if (name !== undefined && given === undefined) return {};
  if (name !== undefined && name !== flexibleRollout) {
    throw invalidFlags([...path, String(given)], `only ${flexibleRollout} has it; others take parameters`);
  }
  if (typeof rollout !== 'number' || !(rollout >= 0 && rollout <= 100)) {
    throw unexpected([...path, 'rollout'], 'a percentage from 0 to 100', rollout);
  }
  return {
    groupId: expectString(groupId, [...path, 'groupId']),
    rollout: toText(rollout, [...path, 'rollout'], conversion),
    stickiness: stickinessOf(node, path),
  };
}

/** Parameters are texts on the wire; a list, such as one of user ids, is joined with commas. */
function textsOf(parameters: unknown, path: Path, conversion: Conversion): ParametersDefinition {
  const entries = Object.entries(expectMap(parameters, path)).map(([key, value]) => {
    if (value === null) return [key, null] as const;
    const items = Array.isArray(value) ? value : [value];
    const at = (index: number) => (Array.isArray(value) ? [...path, key, index] : [...path, key]);
    return [key, items.map((item, index) => toText(item, at(index), conversion)).join(',')] as const;
  });
  return Object.fromEntries(entries);
}

function segmentIds(segments: unknown, path: Path, conversion: Conversion): number[] {
  return expectList(segments, path, 'a list of segments').map((segment, index) => {
    const id = typeof segment === 'string' ? conversion.segmentId(segment) : segment;
    if (typeof id === 'number') return id;
    throw unexpected([...path, index], 'the name or id of a segment', segment);
  });
}
