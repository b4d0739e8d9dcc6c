import { loadCrypto } from './load-crypto';

/** Keys that are file names everywhere, also where upper and lower case are the same. */
const PLAIN = /^[a-z0-9-]{1,72}$/;
/** On Windows these are devices, whatever the extension. */
const DEVICE = /^(?:con|prn|aux|nul|(?:com|lpt)\d)$/;

/** The file name of a key: no two keys share one, and none leads out of the folder. */
export function entryName(key: string): string {
  if (PLAIN.test(key) && !DEVICE.test(key)) return `${key}.cache`;
  // As UTF-16, since UTF-8 has one and the same replacement for all lone surrogates.
  return `sha256_${loadCrypto().createHash('sha256').update(key, 'utf16le').digest('hex')}.cache`;
}

const OURS = /^(?:[a-z0-9-]{1,72}|sha256_[0-9a-f]{64})\.cache(?:\.rejected|\.lease-\d{16}|\.[\w-]+\.tmp)?$/;

/** Whether a file of this name in the cache's folder is one of the cache's own. */
export const isOwnName = (name: string): boolean => OURS.test(name);
