import type { OverrideDefinition, VariantDefinition, VariantPayload } from '@unleash-client/core';
import type { Conversion } from './conversion';
import { expectKnownKeys, expectMap, expectString, isMap, type Node } from './expect-node';
import type { Path } from './path';
import { toText, toTexts } from './to-text';

const keys = ['weight', 'payload', 'stickiness', 'overrides', 'weightType'];

/**
 * Variants from a map of name to weight (`{ blue: 50, green: 50 }`) or to `{ weight, payload, … }`, or from a list of
 * names, all of one weight, or of variants in wire form. Weights are shares of their sum.
 */
export function fromVariants(
  input: unknown,
  stickiness: string,
  path: Path,
  conversion: Conversion,
): VariantDefinition[] {
  const defaults = { weightType: 'variable', stickiness };
  if (Array.isArray(input)) {
    return input.map((item: unknown, index) => {
      if (typeof item === 'string') return { name: item, weight: 1, ...defaults };
      const node = expectMap(item, [...path, index], 'a name or a variant');
      return { ...node, ...textsOf(node, [...path, index], conversion) } as unknown as VariantDefinition;
    });
  }
  const variants = expectMap(input, path, 'a map of name to weight, or a list of variants');
  return Object.entries(variants).map(([name, value]) => {
    const at = [...path, name];
    const node = typeof value === 'number' ? { weight: value } : expectMap(value, at, 'a weight or a map');
    expectKnownKeys(node, keys, at);
    return { name, weight: 1, ...defaults, ...node, ...textsOf(node, at, conversion) };
  });
}

function textsOf({ payload, overrides }: Node, path: Path, conversion: Conversion) {
  return {
    ...(payload !== undefined &&
      payload !== null && { payload: fromPayload(payload, [...path, 'payload'], conversion) }),
    ...(Array.isArray(overrides) && {
      overrides: overrides.map((item: unknown, index) =>
        fromOverride(item, [...path, 'overrides', index], conversion),
      ),
    }),
  };
}

/** Anything may be a payload: texts, numbers, and maps or lists, which travel as JSON. */
function fromPayload(payload: unknown, path: Path, conversion: Conversion): VariantPayload {
  if (isMap(payload) && typeof payload.type === 'string' && 'value' in payload) {
    const { type, value } = payload;
    return {
      ...payload,
      type,
      value: isScalar(value) ? toText(value, [...path, 'value'], conversion) : JSON.stringify(value),
    };
  }
  if (typeof payload === 'object') return { type: 'json', value: JSON.stringify(payload) };
  return {
    type: typeof payload === 'number' ? 'number' : 'string',
    value: toText(payload, path, conversion),
  };
}

const isScalar = (value: unknown) => typeof value !== 'object' || value === null;

function fromOverride(input: unknown, path: Path, conversion: Conversion): OverrideDefinition {
  const { values, ...rest } = expectMap(input, path, 'a contextName and values');
  const contextName = expectString(rest.contextName, [...path, 'contextName']);
  return { ...rest, contextName, values: toTexts(values, [...path, 'values'], conversion) };
}
