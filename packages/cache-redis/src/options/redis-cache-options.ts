import type { RedisClient } from '../clients/redis-client';

/** Options of {@link RedisCache}: `url` or `client`, and what they have in common. */
export interface RedisCacheOptions {
  /** The application's own client, connected by the application. */
  readonly client?: RedisClient | undefined;
  /** `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS: connects with node-redis at the first call. */
  readonly url?: string | undefined;
  /** Begins the name of every key and channel. Default `unleash:`. */
  readonly prefix?: string | undefined;
  /** How long flags stay that nobody stores or subscribes to any more, in milliseconds. Default: for ever. */
  readonly ttlMs?: number | undefined;
  /** The largest text that is stored or read, in bytes. Default 52428800 (50 MiB). */
  readonly maxBytes?: number | undefined;
  /** The time each call has, in milliseconds; with `url`, from when node-redis is loaded. Default 500. */
  readonly commandTimeoutMs?: number | undefined;
}
