import { toUtf8 } from './to-utf8';

/** The seed of rollouts. */
export const ROLLOUT_SEED = 0;

/** The seed of variants, another one so that a variant does not depend on the rollout. */
export const VARIANT_SEED = 86_028_157;

/** Puts the ids of one group into buckets: whole numbers from 1 to a normaliser (rule 1). */
export type FindBucket = (id: string) => number;

/**
 * Makes the normalised hash of a group: murmur3 x86 32-bit over the UTF-8 bytes of `group:id`, `% normaliser + 1`
 * (rule 1). The group's share of the work is done here, once: its whole blocks of four bytes are mixed in, and what is
 * left over waits for the id's first bytes.
 */
export function createBuckets(group: string, normaliser: number, seed: number): FindBucket {
  const { start, restBlock, restBits, length } = hashPrefix(toUtf8(`${group}:`), seed);

  return (id) => {
    let hash = start;
    let block = restBlock;
    let bits = restBits;
    for (let index = 0; index < id.length; index++) {
      const unit = id.charCodeAt(index);
      // UTF-16 units below 128 are their own UTF-8 bytes; with the first other one the id is hashed as bytes.
      if (unit > 127) return (hashBytes(start, restBlock, restBits, length, toUtf8(id)) % normaliser) + 1;
      block |= unit << bits;
      bits += 8;
      if (bits === 32) {
        hash = mixIn(hash, block);
        block = 0;
        bits = 0;
      }
    }
    // Here and not where it is called: a number of 32 bits that leaves a function is an object to the engine.
    return (finish(hash, block, length + id.length) % normaliser) + 1;
  };
}

/** How far hashing has come behind a group. */
interface HashedPrefix {
  readonly start: number;
  /** What is left over of the last block, and how much. */
  readonly restBlock: number;
  readonly restBits: number;
  /** The prefix's own, in bytes. */
  readonly length: number;
}

function hashPrefix(prefix: Uint8Array, seed: number): HashedPrefix {
  const { length } = prefix;
  const rest = length % 4;
  let start = seed;
  for (let index = 0; index < length - rest; index += 4) start = mixIn(start, readBlock(prefix, index, 4));
  return { start, restBlock: readBlock(prefix, length - rest, rest), restBits: rest * 8, length };
}

/** The normalised hash of `group:id`; with many ids of one group `createBuckets` saves work. */
export const normalisedHash = (group: string, id: string, normaliser: number, seed: number): number =>
  createBuckets(group, normaliser, seed)(id);

function hashBytes(
  start: number,
  restBlock: number,
  restBits: number,
  before: number,
  bytes: Uint8Array,
): number {
  let hash = start;
  let block = restBlock;
  let bits = restBits;
  for (let index = 0; index < bytes.length; index++) {
    block |= (bytes[index] as number) << bits;
    bits += 8;
    if (bits === 32) {
      hash = mixIn(hash, block);
      block = 0;
      bits = 0;
    }
  }
  return finish(hash, block, before + bytes.length);
}

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

const scramble = (block: number): number => Math.imul(rotate(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593);

const mixIn = (hash: number, block: number): number =>
  (Math.imul(rotate(hash ^ scramble(block), 13), 5) + 0xe6546b64) | 0;

/** Adds the last, incomplete block (0 where there is none, which changes nothing) and spreads every bit over all others. */
function finish(hash: number, block: number, length: number): number {
  let end = hash ^ scramble(block) ^ length;
  end = Math.imul(end ^ (end >>> 16), 0x85ebca6b);
  end = Math.imul(end ^ (end >>> 13), 0xc2b2ae35);
  return (end ^ (end >>> 16)) >>> 0;
}

/** Up to four bytes as a little-endian number. */
function readBlock(bytes: Uint8Array, start: number, length: number): number {
  let block = 0;
  for (let index = 0; index < length; index++) block |= (bytes[start + index] as number) << (index * 8);
  return block;
}
