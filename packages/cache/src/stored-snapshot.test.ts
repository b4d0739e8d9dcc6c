import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodiesOf, formatSnapshot, parseSnapshot, type StoredSnapshot } from './stored-snapshot';

const snapshot: StoredSnapshot = {
  body: '{"version":2,"features":[]}',
  savedAt: 1_795_000_000_000,
  etag: 'W/"1"',
  endpoint: 'https://unleash.example.com/api/client/features',
  source: 'server',
};
const text = formatSnapshot(snapshot);

describe('what is stored', () => {
  test('is a line of JSON that describes the body, and the body untouched', () => {
    expect(text).toBe(
      '{"format":1,"savedAt":1795000000000,"etag":"W/\\"1\\"","endpoint":"https://unleash.example.com/api/client/features","source":"server","length":27}\n{"version":2,"features":[]}',
    );
  });

  test('leaves out an ETag and an address that are not there', () => {
    const bare: StoredSnapshot = { body: '{}', savedAt: 1, source: 'bootstrap' };
    expect(formatSnapshot({ ...bare, etag: undefined })).toBe(
      '{"format":1,"savedAt":1,"source":"bootstrap","length":2}\n{}',
    );
    expect(parseSnapshot(formatSnapshot(bare))).toEqual(bare);
  });

  test('does not grow with what JSON would have to escape', () => {
    const body = '"\\\n'.repeat(10_000);
    expect(formatSnapshot({ ...snapshot, body }).length).toBeLessThan(body.length + 300);
  });
});

describe('what is read', () => {
  test('is what was stored, for any text', () => {
    const anySnapshot: fc.Arbitrary<StoredSnapshot> = fc.record(
      {
        body: fc.string({ unit: 'binary' }),
        savedAt: fc.nat(),
        etag: fc.string({ unit: 'binary' }),
        endpoint: fc.string({ unit: 'binary' }),
        source: fc.constantFrom('server' as const, 'bootstrap' as const),
      },
      { requiredKeys: ['body', 'savedAt', 'source'] },
    );
    fc.assert(
      fc.property(anySnapshot, (stored) => {
        expect(parseSnapshot(formatSnapshot(stored))).toEqual(stored);
      }),
    );
  });

  test('is what was stored, also with the longest addresses and ETags that servers take', () => {
    const long = {
      ...snapshot,
      endpoint: `https://host/?${'tag=a&'.repeat(2700)}`,
      etag: 'e'.repeat(16_000),
    };
    expect(parseSnapshot(formatSnapshot(long))).toEqual(long);
  });

  test('is nothing for any text that was cut off or has lost a piece', () => {
    for (let length = 0; length < text.length; length += 1) {
      expect(parseSnapshot(text.slice(0, length))).toBeUndefined();
    }
    expect(parseSnapshot(`${text} `)).toBeUndefined();
    expect(parseSnapshot(text.replace('"version"', '"versio"'))).toBeUndefined();
  });

  test.each([
    ['no head', '{"version":2,"features":[]}'],
    ['a head that is no JSON', 'format: 1\n{}'],
    ['a head that is a list', '[1]\n{}'],
    ['a head that is null', 'null\n{}'],
    ['another format', text.replace('"format":1', '"format":2')],
    ['no format', text.replace('"format":1,', '')],
    ['a time that is no number', text.replace('1795000000000', '"now"')],
    ['an ETag that is no text', text.replace('"W/\\"1\\""', '7')],
    ['an address that is no text', text.replace(/"https:[^"]*"/, 'null')],
    ['an unknown source', text.replace('"server"', '"moon"')],
    ['no length', text.replace(',"length":27', '')],
    ['a line of megabytes', `${'x'.repeat(5_000_000)}\n{}`],
  ])('is nothing for %s', (_, odd) => {
    expect(odd).not.toBe(text);
    expect(parseSnapshot(odd)).toBeUndefined();
  });

  test('ignores what a later version may add to the head', () => {
    expect(parseSnapshot(text.replace('"format":1', '"format":1,"revision":7'))).toEqual(snapshot);
  });
});

describe('several bodies in one snapshot', () => {
  /** A snapshot of these bodies, one after the other. */
  const snapshotOf = (bodies: readonly string[]): StoredSnapshot => ({
    ...snapshot,
    body: bodies.join(''),
    parts: bodies.map(({ length }) => length),
  });
  const stored = snapshotOf(['{"events":[1]}', '{"events":[2]}', '{}']);
  const printed = formatSnapshot(stored);

  test('are stored one after the other, untouched, with their lengths in the head', () => {
    expect(printed).toMatch(
      /^\{.*"parts":\[14,14,2\].*"length":30\}\n\{"events":\[1\]\}\{"events":\[2\]\}\{\}$/,
    );
  });

  test('come out as they went in, for any texts', () => {
    const anyBodies = fc.array(fc.string({ unit: 'binary' }), { minLength: 1 });
    fc.assert(
      fc.property(anyBodies, (bodies) => {
        const read = parseSnapshot(formatSnapshot(snapshotOf(bodies)));
        expect(read).toEqual(snapshotOf(bodies));
        expect(read && bodiesOf(read)).toEqual(bodies);
      }),
    );
  });

  test('may be thousands', () => {
    const bodies = Array.from({ length: 10_000 }, (_, index) => `{"events":[${index}]}`);
    const read = parseSnapshot(formatSnapshot(snapshotOf(bodies)));
    expect(read && bodiesOf(read)).toEqual(bodies);
  });

  test('are one where there are no parts', () => {
    expect(bodiesOf(snapshot)).toEqual([snapshot.body]);
  });

  test('are nothing when their lengths are too short or too long together', () => {
    for (const parts of ['[14,14,1]', '[14,14,3]', '[14,14]', '[14,14,2,1]', '[31]']) {
      expect(parseSnapshot(printed.replace('[14,14,2]', parts)), parts).toBeUndefined();
    }
  });

  test.each([
    'null',
    '{}',
    '30',
    '"14,14,2"',
    '[]',
    '[14,14,"2"]',
    '[14,14,2.5]',
    '[-14,42,2]',
    '[31,-1]',
    '[null,30]',
  ])('are nothing when the lengths are %s', (parts) => {
    const odd = printed.replace('[14,14,2]', parts);
    expect(odd).not.toBe(printed);
    expect(parseSnapshot(odd)).toBeUndefined();
  });
});
