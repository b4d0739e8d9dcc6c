import { fileURLToPath } from 'node:url';

/** The built program of that name, for sources and built programs alike. */
export const childPath = (name: 'writer' | 'member' | 'starter'): string =>
  fileURLToPath(new URL(`../dist/${name}.js`, import.meta.url));
