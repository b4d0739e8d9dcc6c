import { setImmediate as nextTurn } from 'node:timers/promises';
import { loadCrypto } from './load-crypto';
import type { Encoding } from './trailer';

/** Characters. What is done to a slice at once takes a few milliseconds at most. */
export const SLICE_LENGTH = 512 * 1024;

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** Cuts a text into pieces of about {@link SLICE_LENGTH} characters, never through a surrogate pair. */
export function* slicesOf(text: string): Generator<string, void, undefined> {
  let end = 0;
  for (let start = 0; start < text.length; start = end) {
    end = start + SLICE_LENGTH;
    if (isHighSurrogate(text.charCodeAt(end - 1))) end += 1;
    yield text.slice(start, end);
  }
}

/** What has to be known of a text before it is written. */
export interface MeasuredText {
  readonly text: string;
  readonly encoding: Encoding;
  readonly byteLength: number;
}

/** Finds how a text can be encoded, and how many bytes that makes, without blocking the process. */
export async function measureText(text: string): Promise<MeasuredText> {
  let byteLength = 0;
  for (const slice of slicesOf(text)) {
    if (!slice.isWellFormed()) return { text, encoding: 'utf16le', byteLength: text.length * 2 };
    byteLength += Buffer.byteLength(slice);
    await nextTurn();
  }
  return { text, encoding: 'utf8', byteLength };
}

/** UTF-8 takes so many bytes at most for what is one unit in a string; UTF-16 takes two. */
const MOST_BYTES_PER_UNIT = 3;

/** The bytes of a text, slice by slice. All come in the same memory: each is good until the next is asked for. */
export function* encodeSlices({ text, encoding }: MeasuredText): Generator<Buffer, void, undefined> {
  const longest = Math.min(text.length, SLICE_LENGTH + 1);
  const bytes = Buffer.allocUnsafeSlow(longest * MOST_BYTES_PER_UNIT);
  for (const slice of slicesOf(text)) yield bytes.subarray(0, bytes.write(slice, encoding));
}

/** The SHA-256 of a text's bytes, in hexadecimal, without blocking the process. */
export async function hashText(text: MeasuredText): Promise<string> {
  const hash = loadCrypto().createHash('sha256');
  for (const bytes of encodeSlices(text)) {
    hash.update(bytes);
    await nextTurn();
  }
  return hash.digest('hex');
}
