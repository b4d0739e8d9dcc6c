export { ensureRedisServer } from './ensure-redis-server';
export type { RedisOptions, RedisServer } from './start-redis';
export { startRedis } from './start-redis';
export type { RedisCluster } from './start-redis-cluster';
export { startRedisCluster } from './start-redis-cluster';
export type { RedisSentinel } from './start-sentinel';
export { startSentinel } from './start-sentinel';
