import type http from 'node:http';
import type https from 'node:https';
import { createRequire } from 'node:module';
import type zlib from 'node:zlib';

interface Builtins {
  readonly 'node:http': typeof http;
  readonly 'node:https': typeof https;
  readonly 'node:zlib': typeof zlib;
}

// Whose `require` it is does not matter to modules of Node.js. `import()` would be a promise, and fails under Jest.
const load = createRequire('/');

/**
 * A module of Node.js, loaded when it is used first: not every process needs TLS and decompression. To `import` them would
 * touch all that they export, and `node:http` exports a `WebSocket` since Node.js 22, which takes 30 ms and 10 MB.
 */
export function loadBuiltin<Name extends keyof Builtins>(name: Name): Builtins[Name] {
  const known = loaded.get(name) ?? load(name);
  loaded.set(name, known);
  return known as Builtins[Name];
}

/** Each request asks for one, and `require` takes its time. */
const loaded = new Map<keyof Builtins, unknown>();
