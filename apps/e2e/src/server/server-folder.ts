import { fileURLToPath } from 'node:url';

/** Where the Unleash server and PostgreSQL are installed: outside the workspace, with a lockfile of its own. */
export const serverFolder = fileURLToPath(new URL('../../server/', import.meta.url));
