import { StringDecoder } from 'node:string_decoder';
import { CorruptEntryError } from '@unleash-client/cache';
import { fileError, showPath } from './file-error';
import { loadCrypto } from './load-crypto';
import { setAside } from './set-aside';
import { type OpenEntry, withEntry } from './with-entry';
import type { UnusableFile } from './with-own-file';

/** Bytes. What is done to a slice at once takes a few milliseconds at most. */
const SLICE_BYTES = 512 * 1024;

/**
 * The text in the file of a key, verified; `undefined` when there is none. Rejects with a {@link CorruptEntryError} for a
 * file that cannot be trusted or understood; a regular file of this user's is then set aside.
 */
export async function readEntry(path: string, maxBytes: number): Promise<string | undefined> {
  const found = await withEntry(path, maxBytes, readVerified).catch((error) => {
    throw fileError('read', path, error);
  });
  if (found === undefined || typeof found === 'string') return found;
  const fate = found.stats === undefined ? 'it was left as it is' : await setAside(path, found.stats);
  throw new CorruptEntryError(`the cache file ${showPath(path)} ${found.flaw}; ${fate}`);
}

async function readVerified(entry: OpenEntry): Promise<string | UnusableFile> {
  const { text, sha256 } = await readText(entry);
  if (sha256 === entry.trailer.sha256) return text;
  return { flaw: 'does not hold what was written: its checksum differs', stats: entry.stats };
}

async function readText({ handle, trailer }: OpenEntry): Promise<{ text: string; sha256: string }> {
  const { encoding, byteLength } = trailer;
  const [hash, decoder] = [loadCrypto().createHash('sha256'), new StringDecoder(encoding)];
  const slice = Buffer.allocUnsafe(Math.min(SLICE_BYTES, byteLength));
  let text = '';
  for (let position = 0; position < byteLength; ) {
    const length = Math.min(slice.length, byteLength - position);
    const { bytesRead } = await handle.read(slice, 0, length, position);
    if (bytesRead === 0) break;
    const bytes = slice.subarray(0, bytesRead);
    hash.update(bytes);
    text += decoder.write(bytes);
    position += bytesRead;
  }
  return { text: text + decoder.end(), sha256: hash.digest('hex') };
}
