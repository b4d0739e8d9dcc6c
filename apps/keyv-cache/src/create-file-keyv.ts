import { Keyv } from 'keyv';
import { KeyvFile } from 'keyv-file';

/** A Keyv that keeps each text in a file of its own in a folder. */
export function createFileKeyv(folder: string): Keyv<string> {
  const store = new KeyvFile({
    filename: folder,
    separatedFile: true,
    // Nothing here expires: looking for what did would only write one more file.
    expiredCheckDelay: Number.POSITIVE_INFINITY,
  });
  return new Keyv({ store, throwOnErrors: true });
}
