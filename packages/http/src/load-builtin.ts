import type https from 'node:https';
import { createRequire } from 'node:module';
import type zlib from 'node:zlib';

interface Builtins {
  readonly 'node:https': typeof https;
  readonly 'node:zlib': typeof zlib;
}

// Whose `require` it is does not matter to modules of Node.js. `import()` would be a promise, and fails under Jest.
const load = createRequire('/');

/** A module of Node.js that not every process needs, loaded when it is used first: TLS takes as long as all of this package. */
export const loadBuiltin = <Name extends keyof Builtins>(name: Name): Builtins[Name] => load(name);
