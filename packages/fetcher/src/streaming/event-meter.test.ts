import { UnleashError } from '@unleash-client/http';
import { describe, expect, test } from 'vitest';
import { createEventMeter } from './event-meter';

const encode = (text: string) => new TextEncoder().encode(text);

/** The bytes that belong to complete events, as told after each piece, and the message of the fault. */
function measured(pieces: readonly string[], maxBytes = 1000): [ends: readonly number[], fault?: string] {
  const measure = createEventMeter(maxBytes);
  const ends: number[] = [];
  for (const piece of pieces) {
    const { completeBytes, fault } = measure(encode(piece));
    ends.push(completeBytes);
    if (fault !== undefined) return [ends, fault.message];
  }
  return [ends];
}

describe('an event ends', () => {
  test.each<[what: string, pieces: readonly string[], ends: readonly number[]]>([
    ['with an empty line', ['a\n\n'], [3]],
    [
      'in any of the three ways to end a line',
      ['a\n\n', 'a\r\n\r\n', 'a\r\r', 'a\n\r\n', 'a\r\n\r'],
      [3, 5, 3, 4, 4],
    ],
    ['no sooner', ['a\nb', '\n', 'c\r\nd\r', '\ne\r'], [0, 0, 0, 0]],
    ['and another begins', ['a\n\nb\n\nc', '\n\n'], [6, 2]],
    ['in the next piece', ['a\n', '\nb', '\r\n', '\r\n'], [0, 1, 0, 2]],
    [
      'with both halves of the end of its last line',
      ['a\r\n\r', '\nb', '\r', '\n', '\r', '\n'],
      [4, 1, 0, 0, 1, 1],
    ],
    ['where nothing was said, too', ['\n', '\n\n', '', '\r\n'], [1, 2, 0, 2]],
  ])('%s', (_, pieces, ends) => {
    expect(measured(pieces)).toEqual([ends]);
  });
});

describe.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('lines that end in %s are counted to the byte,', (_, lineEnd) => {
  const event = ['event: größe', 'data: x'].map((line) => line + lineEnd).join('');
  const stream = `data: 1${lineEnd}${lineEnd}${event}${lineEnd}data: 2${lineEnd}${lineEnd}`;
  const bytes = encode(event).length;

  /** Whether the stream is refused, for each place where it may be cut in two. */
  const verdicts = (maxBytes: number) => {
    const found = new Set<string | undefined>();
    for (let cut = 0; cut <= stream.length; cut += 1) {
      found.add(measured([stream.slice(0, cut), stream.slice(cut)], maxBytes)[1]);
    }
    return [...found];
  };

  test('wherever the stream is cut', () => {
    expect(verdicts(bytes)).toEqual([undefined]);
    expect(verdicts(bytes - 1)).toEqual([`an event is longer than the limit of ${bytes - 1} bytes`]);
  });

  test('and refused before they end', () => {
    const pieces = ['data: x', 'x'.repeat(5), `x${lineEnd}`.repeat(2)];
    expect(measured(pieces, 11)).toEqual([[0, 0], 'an event is longer than the limit of 11 bytes']);
    expect(measured(pieces.slice(0, 2), 12)).toEqual([[0, 0]]);
  });

  test('and there are 100000 at most', () => {
    const lines = `:${lineEnd}`.repeat(50_000);
    const full = [lines, lines, lineEnd];
    expect(measured([...full, ...full], 1e9)[1]).toBe(undefined);
    expect(measured([lines, `${lines}:`, lineEnd], 1e9)[1]).toBe(
      'an event has more than the limit of 100000 lines',
    );
  });
});

test('what comes before an event that is too long is complete', () => {
  const measure = createEventMeter(5);
  expect(measure(encode('one\n\nlonger\n\ntwo\n\n'))).toEqual({
    completeBytes: 5,
    fault: new UnleashError('TOO_LARGE', 'an event is longer than the limit of 5 bytes'),
  });
});
