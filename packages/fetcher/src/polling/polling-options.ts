import type { HttpClient, Scheduler } from '@unleash-client/http';

export interface PollingOptions {
  readonly http: HttpClient;
  readonly scheduler: Scheduler;
  /** Uniform from 0 to 1. */
  readonly random: () => number;
  /** Milliseconds since 1970, for `Retry-After` dates. */
  readonly now: () => number;
  /** The time between two polls, in milliseconds; 0 = only the first fetch and `refresh()`. */
  readonly intervalMs: number;
  /** The most that chance adds to each interval, in milliseconds. */
  readonly jitterMs: number;
  /** How often a failing first fetch is repeated, 0.5 to 2 s apart, before the normal cadence begins. */
  readonly retries: number;
  /** Filters: `['project', 'web']`, `['namePrefix', 'shop.']`, `['tag', 'team:web']`. */
  readonly query?: ReadonlyArray<readonly [string, string]> | undefined;
  /** The version that is known already, from a cache; asked about only if its endpoint is this source's own. */
  readonly initial?: KnownVersion | undefined;
}

/** A version of the flags that the observer has, in the server's words. */
export interface KnownVersion {
  readonly etag: string;
  /** The absolute URL, query included, that the ETag belongs to. */
  readonly endpoint: string;
}
