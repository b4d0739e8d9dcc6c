import {
  BOOTSTRAP_KEY,
  type Cache,
  CorruptEntryError,
  isCorruptEntry,
  parseSnapshot,
  type StoredSnapshot,
} from '@unleash-client/cache';
import type { Scheduler } from '@unleash-client/http';
import type { Limits } from '../options/limits';
import type { Reporter } from '../report/reporter';
import { type CacheHealth, createCacheError } from './cache-health';
import { mostStored } from './stored-size';
import { waitForCache } from './wait-for-cache';

/** What a look into the cache found; a text that has not changed since the last look is the same object. */
export type CacheReading =
  | { readonly kind: 'found'; readonly snapshot: StoredSnapshot }
  | { readonly kind: 'nothing' | 'failed' };

export interface CacheReaderOptions {
  readonly cache: Cache;
  readonly key: () => Promise<string>;
  readonly scheduler: Scheduler;
  readonly reporter: Reporter;
  readonly health: CacheHealth;
  readonly limits: Pick<Limits, 'inflatedBytes'>;
}

/** Reads snapshots from a cache. Nothing here rejects. */
export interface CacheReader {
  /** Looks at the client's own entry. */
  read(): Promise<CacheReading>;
  /** Reads the flags that somebody put into the cache for clients to start with. */
  readSeed(): Promise<StoredSnapshot | undefined>;
}

const NOTHING = { kind: 'nothing' } as const;

export function createCacheReader(options: CacheReaderOptions): CacheReader {
  const { cache, scheduler, reporter, health } = options;
  /**
   * The last text and what it says, so that the same text is not parsed twice. Its body is in use anyway: keeping it costs
   * no memory.
   */
  let last: { readonly text: string; readonly reading: CacheReading } | undefined;

  const ask = async (key: () => Promise<string>): Promise<{ text: string } | typeof NOTHING | undefined> => {
    try {
      const text: unknown = await waitForCache((async () => cache.get(await key()))(), scheduler);
      health.worked('read');
      if (text === null || text === undefined) return NOTHING;
      if (typeof text === 'string') return { text };
      throw new CorruptEntryError('what it holds is no stored flags');
    } catch (thrown) {
      if (!isCorruptEntry(thrown)) {
        health.failed('read', thrown);
        return undefined;
      }
      health.worked('read');
      report(thrown);
      return NOTHING;
    }
  };
  /** Once for each thing that is wrong: an entry stays as it is until somebody writes. */
  const report = (thrown: unknown) => {
    const error = createCacheError('read', thrown);
    reporter.errorOnce(error.message, error);
  };
  const parse = (text: string): CacheReading => {
    const snapshot = parseSnapshot(text);
    const overlength = snapshot && findOverlength(snapshot, options.limits);
    if (snapshot !== undefined && overlength === undefined) return { kind: 'found', snapshot };
    report(new CorruptEntryError(`what it holds ${overlength ?? 'is no stored flags'}`));
    return NOTHING;
  };

  return {
    async read() {
      const answer = await ask(options.key);
      if (answer === undefined) return { kind: 'failed' };
      if (!('text' in answer)) {
        last = undefined;
        return NOTHING;
      }
      const { text } = answer;
      if (last?.text === text) return last.reading;
      const reading = parse(text);
      // What is of no use may be of any size.
      last = reading.kind === 'found' ? { text, reading } : undefined;
      return reading;
    },
    async readSeed() {
      const answer = await ask(async () => BOOTSTRAP_KEY);
      if (answer === undefined || !('text' in answer)) return undefined;
      const reading = parse(answer.text);
      // A cache that keeps a single text for all keys has no seed.
      const isSeed = 'snapshot' in reading && reading.snapshot.source === 'bootstrap';
      return isSeed ? reading.snapshot : undefined;
    },
  };
}

function findOverlength(snapshot: StoredSnapshot, limits: CacheReaderOptions['limits']): string | undefined {
  const most = mostStored(snapshot, limits);
  const { length } = snapshot.body;
  if (length <= most) return undefined;
  return `has flags of ${length} characters, more than ${most}, by the limit inflatedBytes`;
}
