import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the client's default cache in this process. */
export const cacheFolder = (): string => join(process.env.XDG_CACHE_HOME ?? '', 'unleash-client', 'flags');

/** The files with cached flags in it. */
export const cacheFiles = (folder = cacheFolder()): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.cache'))
        .map((name) => join(folder, name))
    : [];
