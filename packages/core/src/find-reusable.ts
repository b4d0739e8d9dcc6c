import type { FlagDefinition, Payload } from './definitions';
import type { CompiledFlag, FlagSet } from './flag-set';

/**
 * The compiled flags of the set before that mean the same in a new payload: their definition, their segments and
 * their parents are the same objects. After a delta that is all but the flags it named.
 */
export function* findReusable<Tag>(
  payload: Payload,
  previous: FlagSet<Tag> | undefined,
): Generator<[string, CompiledFlag<Tag>]> {
  if (previous === undefined) return;
  for (const [name, flag] of previous.compiled()) {
    const { definition } = flag;
    const isMalformed = previous.payload.malformed.has(name);
    if (isSame(definition, payload, previous.payload) && isMalformed === payload.malformed.has(name)) {
      yield [name, flag];
    }
  }
}

function isSame(definition: FlagDefinition, payload: Payload, before: Payload): boolean {
  if (payload.flags.get(definition.name) !== definition) return false;
  return (
    (definition.strategies ?? []).every((strategy) =>
      (strategy?.segments ?? []).every((id) => payload.segments.get(id) === before.segments.get(id)),
    ) &&
    (definition.dependencies ?? []).every(({ feature }) => {
      const parent = payload.flags.get(feature);
      if (parent !== before.flags.get(feature)) return false;
      // A parent that has parents itself makes this flag off, so there is nothing further to follow.
      return parent === undefined || Boolean(parent.dependencies?.length) || isSame(parent, payload, before);
    })
  );
}
