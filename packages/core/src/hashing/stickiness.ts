import type { Context } from '../context/context';
import type { Fields } from '../context/fields';

/** Reads the id that buckets a context; `undefined` when there is none, so that chance or nothing decides. */
export type ReadStickyId = (context: Context) => string | undefined;

/** What decides a bucket: chance on every call, or an id with chance or nothing where it is missing. */
export type Stickiness =
  | { readonly kind: 'random' }
  | { readonly kind: 'default' | 'custom'; readonly read: ReadStickyId };

/** `random` is chance also for a context that has a field of that name (rule 3); an empty id is none (rule 5). */
export function createStickiness(name: string, fields: Fields): Stickiness {
  if (name === 'random') return { kind: 'random' };
  if (name === '' || name === 'default') {
    const userId = createIdReader('userId', fields);
    const sessionId = createIdReader('sessionId', fields);
    return { kind: 'default', read: (context) => userId(context) ?? sessionId(context) };
  }
  return { kind: 'custom', read: createIdReader(name, fields) };
}

function createIdReader(name: string, fields: Fields): ReadStickyId {
  const read = fields.text(name);
  return (context) => read(context) || undefined;
}
