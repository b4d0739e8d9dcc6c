export { FileCache } from './file-cache';
export type { FileCacheOptions } from './file-cache-options';
