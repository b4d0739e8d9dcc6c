import { type CustomHeaders, UnleashError } from '@unleash-client/http';
import type { ResolvedOptions } from './options/resolve-options';
import type { Reporter } from './report/reporter';

/** What makes two clients the same: server, token (or the function that makes it), application, a given instance id. */
interface InstanceIdentity {
  readonly url: string;
  readonly headers: CustomHeaders;
  readonly appName: string;
  readonly instanceId: string | undefined;
}

interface Entry {
  readonly isSame: (identity: InstanceIdentity) => boolean;
  count: number;
}

/** On the global object, so that a copy of this library loaded in another way counts along. */
const REGISTRY = Symbol.for('unleash-client.instances');

/**
 * Counts a client in, as `multipleInstanceMode` says; returns what counts it out again.
 * @throws UnleashError `DUPLICATE_INSTANCE` when it is blocked.
 */
export function joinInstances(options: ResolvedOptions, url: string, reporter: Reporter): () => void {
  const { appName, customHeaders: headers, multipleInstanceMode } = options;
  const instanceId = options.isInstanceIdGiven ? options.instanceId : undefined;
  const { count, leave } = countInstance({ url, headers, appName, instanceId });
  if (count === 1 || multipleInstanceMode === 'silently-allow') return leave;
  const message = `there are ${count} clients for ${appName} at ${url} in this process; share one, or destroy() the old`;
  if (multipleInstanceMode === 'warn') {
    reporter.warn('instances', message);
    return leave;
  }
  leave();
  throw new UnleashError('DUPLICATE_INSTANCE', `${message}, since multipleInstanceMode is 'block'`);
}

/** Counts a client in. Returns how many there are of it now, and what counts it out again. */
function countInstance(identity: InstanceIdentity): { readonly count: number; leave(): void } {
  const entries = registry();
  let entry = [...entries].find(({ isSame }) => isSame(identity));
  if (entry === undefined) {
    entry = { isSame: createMatcher(identity), count: 0 };
    entries.add(entry);
  }
  const mine = entry;
  mine.count += 1;
  let isIn = true;
  return {
    count: mine.count,
    leave() {
      if (!isIn) return;
      isIn = false;
      mine.count -= 1;
      if (mine.count === 0) entries.delete(mine);
    },
  };
}

function registry(): Set<Entry> {
  const host = globalThis as { [REGISTRY]?: Set<Entry> };
  if (host[REGISTRY] === undefined) {
    Object.defineProperty(host, REGISTRY, { value: new Set<Entry>(), enumerable: false });
  }
  return host[REGISTRY] as Set<Entry>;
}

/** A closure keeps the token: the registry is on the global object, where anybody might print it. */
function createMatcher(mine: InstanceIdentity): (other: InstanceIdentity) => boolean {
  const token = tokenOf(mine.headers);
  return (other) =>
    other.url === mine.url &&
    other.appName === mine.appName &&
    other.instanceId === mine.instanceId &&
    tokenOf(other.headers) === token;
}

/** The `Authorization` header; of a function the function itself; `undefined` when there is neither. */
export const tokenOf = (headers: CustomHeaders): unknown =>
  typeof headers === 'function'
    ? headers
    : Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
