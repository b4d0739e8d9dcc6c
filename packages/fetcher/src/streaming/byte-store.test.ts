import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import { createByteStore } from './byte-store';

const bytes = (length: number, from = 0) => Uint8Array.from({ length }, (_, index) => (from + index) % 251);

test('gives everything back in one piece, whatever the pieces it came in', () => {
  const store = createByteStore();
  const given = bytes(300_000);
  for (const sizes of [[1], [7, 65_536, 3], [65_535, 1, 65_537], [200_000]]) {
    let at = 0;
    for (let turn = 0; at < 299_000; turn += 1) {
      const size = sizes[turn % sizes.length] ?? 1;
      store.add(given.subarray(at, Math.min(at + size, 299_000)));
      at += size;
    }
    expect(Buffer.compare(store.takeWith(given.subarray(299_000)), given)).toBe(0);
  }
});

test('keeps nothing after that, and hands on a piece that stands alone as it is', () => {
  const store = createByteStore();
  const alone = bytes(10);
  expect(store.takeWith(alone)).toBe(alone);
  store.add(alone);
  store.add(bytes(0));
  expect(store.takeWith(bytes(1, 10))).toEqual(bytes(11));
  expect(store.takeWith(alone)).toBe(alone);
});

test('does not see what becomes of a piece later', () => {
  const store = createByteStore();
  const piece = bytes(3);
  store.add(piece);
  piece.fill(9);
  expect(store.takeWith(bytes(1, 3))).toEqual(bytes(4));
});

test('takes memory for small pieces, and not for all that was read with them', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const held = () => {
    collectGarbage();
    return process.memoryUsage().arrayBuffers;
  };
  const store = createByteStore();
  const before = held();
  for (let times = 0; times < 500; times += 1) store.add(new Uint8Array(65_536).subarray(0, 10));
  // What is collected is given back a little later, by another thread.
  await vi.waitFor(() => expect(held() - before).toBeLessThan(1_000_000), { timeout: 4000 });
  expect(store.takeWith(bytes(1))).toHaveLength(5001);
});
