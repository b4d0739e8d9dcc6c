import { FileCache } from '@unleash-client/cache-file';

/** The cache of a client that was given none, where there are files; `directory` stands for the user's cache folder. */
export const createDefaultCache = (directory: string | undefined, maxBytes?: number) =>
  new FileCache({ directory, maxBytes });
