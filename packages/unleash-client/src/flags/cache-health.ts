import { createOwnError } from '../report/own-error';
import type { Reporter } from '../report/reporter';

/** What a client does with a cache. */
export type CacheTask = 'read' | 'looked at' | 'written' | 'asked for the lease';

/** Tells of a cache once when it fails and once when it works again, however often it is asked meanwhile. */
export interface CacheHealth {
  failed(task: CacheTask, thrown: unknown): void;
  worked(task: CacheTask): void;
  /** Something beside reading and writing failed, which is no news of a cache that fails anyway. */
  noted(what: string, thrown: unknown): void;
}

/** `tryToRead` is called when a cache that could not be read can do something else: it may be readable again. */
export function createCacheHealth(reporter: Reporter, tryToRead: () => void): CacheHealth {
  const failing = new Set<CacheTask>();
  let failures = 0;

  return {
    failed(task, thrown) {
      failures += 1;
      if (failing.size === 0) reporter.errorBegins(createCacheError(task, thrown));
      failing.add(task);
    },
    worked(task) {
      if (failing.size === 0) return;
      failing.delete(task);
      // Who gives leases takes writes: both change what is stored.
      if (task === 'written') failing.delete('asked for the lease');
      if (task !== 'read' && failing.has('read')) tryToRead();
      if (failing.size > 0) return;
      const times = failures === 1 ? 'one failure' : `${failures} failures`;
      failures = 0;
      reporter.warn('cache', `the cache works again, after ${times}`);
    },
    noted(what, thrown) {
      if (failing.size === 0) reporter.error(createCacheError(what, thrown));
    },
  };
}

/** The error of a cache that could not do something. */
export const createCacheError = (task: string, thrown: unknown) =>
  createOwnError('CACHE', `the cache could not be ${task}`, { thrown });
