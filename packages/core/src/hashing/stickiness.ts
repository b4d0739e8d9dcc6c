import type { Context } from '../context/context';
import type { World } from '../world';

/** Reads the id that buckets a context; `undefined` when there is none, so that chance or nothing decides. */
export type ReadStickyId = (context: Context) => string | undefined;

/** What decides a bucket: chance on every call, or an id with chance or nothing where it is missing. */
export type Stickiness =
  | { readonly kind: 'random' }
  | { readonly kind: 'default' | 'custom'; readonly read: ReadStickyId };

/** `random` is chance also for a context that has a field of that name (rule 3); an empty id is none (rule 5). */
export function createStickiness(name: string | null | undefined, world: World): Stickiness {
  if (name === 'random') return { kind: 'random' };
  if (name === undefined || name === null || name === '' || name === 'default') {
    const userId = createIdReader('userId', world);
    const sessionId = createIdReader('sessionId', world);
    return { kind: 'default', read: (context) => userId(context) ?? sessionId(context) };
  }
  return { kind: 'custom', read: createIdReader(name, world) };
}

function createIdReader(name: string, world: World): ReadStickyId {
  const read = world.fields.text(name);
  return (context) => read(context) || undefined;
}
