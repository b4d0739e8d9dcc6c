export type { Cache, MaybePromise } from './cache';
export { MemoryCache } from './memory-cache';
export type { StoredSnapshot } from './stored-snapshot';
export { formatSnapshot, parseSnapshot } from './stored-snapshot';
