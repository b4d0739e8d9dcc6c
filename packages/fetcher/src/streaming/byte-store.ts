/** Keeps bytes until the last of them arrive. */
export interface ByteStore {
  /** Keeps a copy. */
  add(bytes: Uint8Array): void;
  /** All that is kept, and these bytes, in one piece. Nothing is kept after that. */
  takeWith(last: Uint8Array): Uint8Array;
}

const BLOCK_BYTES = 64 * 1024;

/**
 * Makes a store that takes memory for the bytes themselves and little else, however small the pieces that they come in:
 * pieces from a socket are views that hold on to all that was read with them.
 */
export function createByteStore(): ByteStore {
  let blocks: Uint8Array[] = [];
  let length = 0;
  const add = (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length; ) {
      const used = length % BLOCK_BYTES;
      if (used === 0) blocks.push(new Uint8Array(BLOCK_BYTES));
      const part = bytes.subarray(at, at + BLOCK_BYTES - used);
      blocks.at(-1)?.set(part, used);
      at += part.length;
      length += part.length;
    }
  };
  return {
    add,
    takeWith(last) {
      if (length === 0) return last;
      const whole = new Uint8Array(length + last.length);
      blocks.forEach((block, index) => {
        const at = index * BLOCK_BYTES;
        whole.set(block.subarray(0, length - at), at);
      });
      whole.set(last, length);
      blocks = [];
      length = 0;
      return whole;
    },
  };
}
