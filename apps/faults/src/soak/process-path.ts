import { fileURLToPath } from 'node:url';

/** The folder of this application, seen from its sources and from what is built of them. */
const root = import.meta.url.replace(/^(.*\/)(?:src|dist)\/.*$/, '$1');

/** The built program in which the clients of a soak live. */
export const processPath = fileURLToPath(new URL('dist/soak/soak-process.js', root));
