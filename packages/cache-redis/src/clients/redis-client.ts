/**
 * An application's own client, by its shape: of node-redis 5 or 6 (`createClient`, `createClientPool`, `createCluster`,
 * `createSentinel`) or of ioredis 5 or 6 (`Redis`, `Cluster`). It is used as it is: never connected, reconfigured or closed.
 */
export interface RedisClient {
  eval(...words: never[]): Promise<unknown>;
  on(event: never, listener: never): unknown;
  off(event: never, listener: never): unknown;
}
