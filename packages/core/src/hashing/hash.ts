import murmurHash3 from 'murmurhash3js-revisited';
import { utf8 } from './text-encoder';

/** The seed of rollouts. */
export const ROLLOUT_SEED = 0;

/** The seed of variants, another one so that a variant does not depend on the rollout. */
export const VARIANT_SEED = 86_028_157;

/** Ids of ordinary size share one buffer; a longer one gets its own, so that no memory stays behind. */
const SHARED_BYTES = 4096;

// One buffer serves all hashing: it is synchronous, so nobody else can write in between.
const shared = new Uint8Array(SHARED_BYTES);
const views: Uint8Array[] = [];

/** murmur3 x86 32-bit over the UTF-8 bytes of `group:id`, `% normaliser + 1`: a whole number from 1 (rule 1). */
export function normalisedHash(group: string, id: string, normaliser: number, seed: number): number {
  return (murmurHash3.x86.hash32(toBytes(group, id), seed) % normaliser) + 1;
}

function toBytes(group: string, id: string): Uint8Array {
  const most = (group.length + id.length) * 3 + 1;
  const buffer = most <= SHARED_BYTES ? shared : new Uint8Array(most);
  let end = write(group, buffer, 0);
  buffer[end++] = 58; // ":"
  end = write(id, buffer, end);
  return buffer === shared ? viewOf(end) : buffer.subarray(0, end);
}

/** Writes a text behind `start` and returns the end. UTF-16 units below 128 are their own UTF-8 bytes. */
function write(text: string, buffer: Uint8Array, start: number): number {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 127) return start + utf8.encodeInto(text, buffer.subarray(start)).written;
    buffer[start + index] = unit;
  }
  return start + text.length;
}

/** Views on the shared buffer are made once a length: making one costs more than hashing a short text. */
function viewOf(length: number): Uint8Array {
  let view = views[length];
  if (view === undefined) {
    view = shared.subarray(0, length);
    views[length] = view;
  }
  return view;
}
