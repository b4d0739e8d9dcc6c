import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeSlices, hashText, measureText, SLICE_LENGTH, slicesOf } from './text-slices';

const rocket = '🚀';
const long = `${'x'.repeat(SLICE_LENGTH - 1)}${rocket.repeat(SLICE_LENGTH)}`;

describe('the slices of a text', () => {
  test('are the text, in pieces of a limited length', () => {
    const slices = [...slicesOf(long)];
    expect(slices.join('') === long).toBe(true);
    expect(Math.max(...slices.map(({ length }) => length))).toBeLessThanOrEqual(SLICE_LENGTH + 1);
    expect(slices.length).toBe(3);
  });

  test('never divide a surrogate pair', () => {
    for (const slice of slicesOf(long)) expect(/\p{Surrogate}/u.test(slice)).toBe(false);
  });

  test('are none for an empty text, and end for one that ends in half a pair', () => {
    expect([...slicesOf('')]).toEqual([]);
    const half = 'x'.repeat(SLICE_LENGTH - 1) + rocket.slice(0, 1);
    expect([...slicesOf(half)].join('') === half).toBe(true);
  });
});

describe('measuring a text', () => {
  test('finds the length of its bytes in UTF-8', async () => {
    expect(await measureText('aé€🚀')).toMatchObject({ encoding: 'utf8', byteLength: 10 });
    expect(await measureText(long)).toMatchObject({ encoding: 'utf8', byteLength: Buffer.byteLength(long) });
  });

  test.each(['\ud800', 'a\udc00b', '\udc00\ud800', `${long}\ud83d`])(
    'chooses UTF-16 for half a character (%#)',
    async (text) => {
      expect(await measureText(text)).toMatchObject({ encoding: 'utf16le', byteLength: text.length * 2 });
    },
  );
});

test('the bytes of all slices are those of the text, in memory that is used again', async () => {
  for (const text of ['', 'short', 'aé€🚀', long, `${'€'.repeat(SLICE_LENGTH)}🚀`, `${long}\ud800`]) {
    const measured = await measureText(text);
    const slices: Buffer[] = [];
    const places = new Set<unknown>();
    for (const bytes of encodeSlices(measured)) {
      slices.push(Buffer.from(bytes));
      places.add(bytes.buffer);
    }
    expect(Buffer.concat(slices).equals(Buffer.from(text, measured.encoding))).toBe(true);
    expect(places.size).toBeLessThanOrEqual(1);
  }
});

test('the checksum of slices is the one of the whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('', 'short', long, `${long}\ud800`), async (text) => {
      const measured = await measureText(text);
      const whole = createHash('sha256').update(Buffer.from(text, measured.encoding)).digest('hex');
      expect(await hashText(measured)).toBe(whole);
    }),
    { numRuns: 8 },
  );
});
