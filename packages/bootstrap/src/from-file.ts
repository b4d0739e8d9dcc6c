import { UnleashError } from '@unleash-client/http';
import type { BootstrapSource } from './bootstrap-source';

/** Far above any sane set of flags; a path that leads to something endless must not fill the memory. */
const MAX_BYTES = 50 * 1024 * 1024;

/**
 * Initial flags from a file with the JSON of the server's `client/features` answer, UTF-8, up to 50 MB. It is read when
 * the client is initialized; a relative path starts at the working directory of that moment.
 * @throws UnleashError `INVALID_OPTION` where `path` is neither a path nor a `file:` URL.
 */
export function fromFile(path: string | URL): BootstrapSource {
  const isUrl = path instanceof URL;
  if (isUrl ? path.protocol !== 'file:' : typeof path !== 'string' || path === '') {
    const given = isUrl ? `a ${path.protocol} URL` : path === '' ? 'an empty string' : typeof path;
    throw new UnleashError(
      'INVALID_OPTION',
      `the path of fromFile must be a path or a file: URL, got ${given}`,
    );
  }
  const shown = isUrl ? path.pathname : path;
  return { name: `the file ${shown}`, load: () => read(path) };
}

async function read(path: string | URL): Promise<string> {
  // Asked for at run time, so that runtimes without files can load this module.
  const { open } = await import('node:fs/promises');
  const file = await open(path, 'r');
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new Error('it is not a regular file');
    if (stats.size > MAX_BYTES) {
      throw new Error(`it has ${stats.size} bytes, more than the limit of ${MAX_BYTES}`);
    }
    // Drops a byte order mark, which some editors write and JSON forbids.
    return new TextDecoder().decode(await file.readFile());
  } finally {
    await file.close();
  }
}
