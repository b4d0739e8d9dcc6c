import { createRequire } from 'node:module';

// Whose `require` it is does not matter to modules of Node.js. `import()` would be a promise, and fails under Jest.
const load = createRequire('/');

/** `node:crypto`, loaded when it is used first: it takes longer than all of this package. */
export const loadCrypto = (): typeof import('node:crypto') => load('node:crypto');
