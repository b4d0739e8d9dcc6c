import murmurHash3 from 'murmurhash3js-revisited';
import { utf8 } from './text-encoder';

/** The seed of rollouts. */
export const ROLLOUT_SEED = 0;

/** The seed of variants, another one so that a variant does not depend on the rollout. */
export const VARIANT_SEED = 86_028_157;

// One buffer serves all hashing: it is synchronous, so nobody else can write in between.
let scratch = new Uint8Array(256);
let views: Uint8Array[] = [];

/** murmur3 x86 32-bit over the UTF-8 bytes of `group:id`, `% normaliser + 1`: a whole number from 1 (rule 1). */
export function normalisedHash(group: string, id: string, normaliser: number, seed: number): number {
  return (murmurHash3.x86.hash32(toBytes(group, id), seed) % normaliser) + 1;
}

function toBytes(group: string, id: string): Uint8Array {
  reserve((group.length + id.length) * 3 + 1);
  let end = write(group, 0);
  scratch[end++] = 58; // ":"
  return view(write(id, end));
}

/** Writes a text behind `start` and returns the end. UTF-16 units below 128 are their own UTF-8 bytes. */
function write(text: string, start: number): number {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 127) return start + utf8.encodeInto(text, scratch.subarray(start)).written;
    scratch[start + index] = unit;
  }
  return start + text.length;
}

/** Views on the buffer are made once a length: making one costs more than hashing a short text. */
function view(length: number): Uint8Array {
  if (length > 256) return scratch.subarray(0, length);
  let found = views[length];
  if (found === undefined) {
    found = scratch.subarray(0, length);
    views[length] = found;
  }
  return found;
}

function reserve(length: number): void {
  if (length <= scratch.length) return;
  scratch = new Uint8Array(length * 2);
  views = [];
}
