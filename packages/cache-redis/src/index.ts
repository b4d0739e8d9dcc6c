export type { RedisClient } from './clients/redis-client';
export type { RedisCacheOptions } from './options/redis-cache-options';
export { RedisCache } from './redis-cache';
