export { BOOTSTRAP_KEY } from './bootstrap-key';
export type { Cache, Lease, MaybePromise, WriteGuard } from './cache';
export { CorruptEntryError, isCorruptEntry } from './corrupt-entry-error';
export { MemoryCache } from './memory-cache';
export type { StoredSnapshot } from './stored-snapshot';
export { bodiesOf, formatSnapshot, parseSnapshot } from './stored-snapshot';
