import { expect, test } from 'vitest';
import { decodeText } from './decode-text';

async function* piecesOf(bytes: Uint8Array, cuts: readonly number[]) {
  for (const [index, start] of [0, ...cuts].entries()) yield bytes.subarray(start, cuts[index]);
}
const { signal } = new AbortController();

/** What begins, continues and breaks characters of two, three and four bytes, half surrogates and byte order marks. */
const ODD_BYTES = [0x41, 0x80, 0x9f, 0xbb, 0xbf, 0xc3, 0xe2, 0xed, 0xef, 0xf0];
const sequences = (length: number): number[][] =>
  length === 0 ? [[]] : sequences(length - 1).flatMap((begin) => ODD_BYTES.map((byte) => [...begin, byte]));

test('makes of any bytes, wherever they are cut, what they are as a whole', async () => {
  const texts = ['', 'text', 'é€🚀', '\ufeff\ufeffé', '{"flags":"größe\ufffd"}', 'aé'].map((text) =>
    Buffer.from(text),
  );
  for (const bytes of [...sequences(4).map((sequence) => Uint8Array.from(sequence)), ...texts]) {
    const whole = new TextDecoder().decode(bytes);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      if ((await decodeText(piecesOf(bytes, [cut]), signal)) === whole) continue;
      expect.fail(`${bytes} cut at ${cut}`);
    }
    expect(await decodeText(piecesOf(bytes, [1, 2, 3]), signal)).toBe(whole);
  }
});

test('takes off the byte order mark that begins a body, in pieces and behind an empty one too, and no other', async () => {
  const bytes = Buffer.from('\ufefftext\ufefftext');
  for (const cuts of [[], [0], [1], [2], [3, 7], [3, 8]]) {
    expect(await decodeText(piecesOf(bytes, cuts), signal)).toBe('text\ufefftext');
  }
  expect(await decodeText(piecesOf(Buffer.from('text\ufeff'), [4]), signal)).toBe('text\ufeff');
});

test('rejects with the reason of its signal, and reads no further', async () => {
  const controller = new AbortController();
  let read = 0;
  async function* body() {
    for (;;) {
      read += 1;
      if (read === 2) controller.abort(new Error('nobody waits any more'));
      yield Buffer.from('text');
    }
  }
  await expect(decodeText(body(), controller.signal)).rejects.toThrow('nobody waits any more');
  expect(read).toBe(2);
});
