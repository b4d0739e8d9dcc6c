import { UnleashError } from '@unleash-client/http';
import { describe, expect, test } from 'vitest';
import { readEvents } from './read-events';

const encode = (text: string) => new TextEncoder().encode(text);

async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const read = async (chunks: AsyncIterable<Uint8Array>, maxBytes = 1000) => {
  const events: unknown[] = [];
  for await (const { event, id, data } of readEvents(chunks, maxBytes)) events.push([event, id, data]);
  return events;
};

const STREAM = [
  ': a comment',
  '',
  'retry: 10',
  'event: unleash-connected',
  'id: 7',
  'data: {"events":[',
  'data: "größe 🦊"]}',
  '',
  ':keep-alive',
  '',
  'event: unleash-updated',
  'data:{"events":[]}',
  '',
  'unknown: field',
  'data',
  '',
  '',
];
const EVENTS = [
  ['unleash-connected', '7', '{"events":[\n"größe 🦊"]}'],
  ['unleash-updated', undefined, '{"events":[]}'],
  [undefined, undefined, ''],
];

describe.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('lines that end in %s', (_, lineEnd) => {
  const bytes = encode(STREAM.join(lineEnd));

  test('give the same events however the bytes are cut', async () => {
    for (const size of [1, 2, 3, 7, bytes.length]) expect(await read(chunked(bytes, size))).toEqual(EVENTS);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const halves = (async function* () {
        yield bytes.subarray(0, cut);
        yield bytes.subarray(cut);
      })();
      expect(await read(halves)).toEqual(EVENTS);
    }
  });

  test('may follow a byte order mark', async () => {
    expect(await read(chunked(encode(`\ufeffdata: x${lineEnd}${lineEnd}`), 1))).toEqual([
      [undefined, undefined, 'x'],
    ]);
  });
});

test('an event arrives before the next chunk is asked for', async () => {
  let asked = 0;
  const chunks = (async function* () {
    for (;;) {
      asked += 1;
      yield encode('data: a\n\ndata: b\n\n');
    }
  })();
  const events = readEvents(chunks, 1000);
  await events.next();
  await events.next();
  expect(asked).toBe(1);
  await events.return();
});

test('an event that is cut off is dropped', async () => {
  expect(await read(chunked(encode('data: whole\n\ndata: half\n'), 5))).toEqual([
    [undefined, undefined, 'whole'],
  ]);
});

describe('an event over the limit', () => {
  const endless = async function* (line: string) {
    yield encode('data: fine\n\n');
    for (;;) yield encode(line);
  };

  test.each([
    ['in one line', 'data: x'],
    ['in many lines', 'data: x\n'],
  ])('%s ends the stream while it is being read', async (_, line) => {
    const events: string[] = [];
    const reading = (async () => {
      for await (const { data } of readEvents(endless(line), 1000)) events.push(data);
    })();
    await expect(reading).rejects.toThrow(
      new UnleashError('TOO_LARGE', 'an event is longer than the limit of 1000 bytes'),
    );
    expect(events).toEqual(['fine']);
  });

  test.each([
    ['data:\n', 'LF'],
    ['data:\r\n', 'CRLF'],
  ])('ends the stream after so many lines %j of next to nothing', async (line) => {
    const reading = read(endless(line.repeat(10_000)), 50_000_000);
    await expect(reading).rejects.toThrow(
      new UnleashError('TOO_LARGE', 'an event has more than the limit of 100000 lines'),
    );
  });

  test('ends the stream when it comes in one piece, and what follows it is not told', async () => {
    const chunk = `data: first\n\ndata: ${'x'.repeat(11)}\n\ndata: last\n\n`;
    const events: string[] = [];
    const reading = (async () => {
      for await (const { data } of readEvents(chunked(encode(chunk), 1000), 17)) events.push(data);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'TOO_LARGE' });
    expect(events).toEqual(['first']);
    expect(await read(chunked(encode(chunk), 1000), 18)).toHaveLength(3);
  });

  test('is no sum of comments, which may go on for ever', async () => {
    const heartbeats = (async function* () {
      for (let times = 0; times < 300; times += 1) yield encode(': still here\n\n'.repeat(1000));
    })();
    expect(await read(heartbeats)).toEqual([]);
  });

  test('is one event: many small ones may be as long as they like', async () => {
    expect(await read(chunked(encode('data: x\n\n'.repeat(1000)), 100), 50)).toHaveLength(1000);
  });
});
