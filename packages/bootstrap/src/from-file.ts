import { type BodyLimits, DEFAULT_BODY_LIMITS, UnleashError } from '@unleash-client/http';
import type { BootstrapSource } from './bootstrap-source';

/**
 * Initial flags from a file with the JSON of the server's `client/features` answer, UTF-8, up to 50 MB, or what the
 * client's `limits` say. It is read when the client is initialized; a relative path starts at the working directory of that moment.
 * @throws UnleashError `INVALID_OPTION` where `path` is neither a path nor a `file:` URL.
 */
export function fromFile(path: string | URL): BootstrapSource {
  const place = parsePlace(path);
  const shown = typeof place === 'string' ? place : place.pathname;
  return {
    name: `the file ${shown}`,
    load: ({ limits } = {}) => read(place, { ...DEFAULT_BODY_LIMITS, ...limits }),
  };
}

const SCHEME = /^[a-z][a-z\d+.-]+:\/\//i;

/** A path as it is, or a copy of the URL, which may be given as a text too. */
function parsePlace(path: string | URL): string | URL {
  if (typeof path === 'string' && path !== '' && !SCHEME.test(path)) return path;
  const url = URL.canParse(String(path)) ? new URL(path) : undefined;
  if (url?.protocol === 'file:') return url;
  const message = `fromFile needs a path or a file: URL, got ${describe(path)}`;
  throw new UnleashError('INVALID_OPTION', message);
}

/** An address may bear a password or a signature: nothing of it is shown. */
function describe(given: unknown): string {
  if (given === '') return 'an empty text';
  if (typeof given === 'string' || given instanceof URL)
    return 'another address: for http(s) there is fromUrl';
  return given === null ? 'null' : typeof given;
}

async function read(place: string | URL, { inflatedBytes }: BodyLimits): Promise<string> {
  // Asked for at run time, so that runtimes without files can load this module.
  const { constants, open } = await import('node:fs/promises');
  // Opening a named pipe would wait for a writer, for ever if need be, in a thread that others need. Windows has no such flag.
  const file = await open(place, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new Error('it is no regular file');
    // A path may lead to something that would fill the memory.
    if (stats.size > inflatedBytes) {
      throw new Error(`it has ${stats.size} bytes, more than ${inflatedBytes}, the limit inflatedBytes`);
    }
    // Drops a byte order mark, which some editors write and JSON forbids.
    return new TextDecoder().decode(await file.readFile());
  } finally {
    await file.close();
  }
}
