import { type Cache, formatSnapshot, parseSnapshot, type StoredSnapshot } from '@unleash-client/cache';
import { describe, expect, test } from 'vitest';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { defer } from '../testing/defer.testing';
import { createCacheWriter, type Fence } from './cache-writer';

const snapshotOf = (body: string, more: Partial<StoredSnapshot> = {}): StoredSnapshot => ({
  body,
  savedAt: 1,
  etag: '"1"',
  endpoint: 'http://host/api/client/features',
  source: 'server',
  ...more,
});

/** Lets everything happen that waits for no timer. */
const settled = () => new Promise(setImmediate);
const fail = () => {
  throw new Error('no connection');
};
/** A guard that allows every write. */
const openFence: Fence = { guard: () => ({ token: 7 }), refused: () => undefined };

/** A writer whose cache does with the n-th write, counted from 0, what a test says. */
function startWith(set: (index: number, body: string) => unknown = () => undefined) {
  const scheduler = createManualScheduler();
  const bodies: string[] = [];
  const tokens: unknown[] = [];
  const told: string[] = [];
  const cache: Cache = {
    get: () => null,
    set(_, text, guard) {
      const body = parseSnapshot(text)?.body ?? '';
      tokens.push(guard?.token);
      return set(bodies.push(body) - 1, body);
    },
  };
  const health = {
    failed: (task: string) => told.push(`not ${task}`),
    worked: (task: string) => told.push(task),
  };
  const writer = createCacheWriter({ cache, key: async () => 'key', scheduler, health });
  /** Lets so many milliseconds pass. */
  const pass = async (ms: number) => {
    scheduler.advance(ms);
    await settled();
  };
  const write = async (body: string, more?: Partial<StoredSnapshot>) => {
    writer.write(snapshotOf(body, more));
    await settled();
  };
  /** `bodies` are all that were tried to write. */
  return { writer, scheduler, bodies, tokens, told, pass, write };
}

describe('a write that fails', () => {
  test('is tried again after 1, 2, 4 and then 5 s, until it succeeds', async () => {
    let isDown = true;
    const { scheduler, bodies, told, pass, write } = startWith(() => (isDown ? fail() : undefined));
    await write('a');
    const delays: number[] = [];
    for (let times = 0; times < 5; times += 1) {
      const [delay = 0] = scheduler.delays;
      delays.push(delay);
      await pass(delay);
    }
    expect(delays).toEqual([1000, 2000, 4000, 5000, 5000]);
    expect(bodies).toHaveLength(6);
    isDown = false;
    await pass(5000);
    expect([bodies.length, told.at(-1), scheduler.delays]).toEqual([7, 'written', []]);
  });

  test('after a success is tried again after a second, however long the last outage was', async () => {
    let isDown = true;
    const { scheduler, pass, write } = startWith(() => (isDown ? fail() : undefined));
    await write('a');
    for (const delay of [1000, 2000]) await pass(delay);
    isDown = false;
    await pass(4000);
    isDown = true;
    await write('b');
    expect(scheduler.delays).toEqual([1000]);
  });

  test('gives way to a newer snapshot, which is tried at once', async () => {
    const { scheduler, bodies, pass, write } = startWith((index) => (index < 2 ? fail() : undefined));
    await write('old');
    await write('new');
    expect(bodies).toEqual(['old', 'new']);
    await pass(2000);
    expect([bodies, scheduler.delays]).toEqual([['old', 'new', 'new'], []]);
  });

  test('may have been written, so that what was there before is written again', async () => {
    const { bodies, write } = startWith((index) => (index === 1 ? fail() : undefined));
    await write('a');
    await write('b');
    await write('a');
    expect(bodies).toEqual(['a', 'b', 'a']);
  });
});

describe('what is stored is not written again', () => {
  test('when the same version comes once more, whenever it was received', async () => {
    const { bodies, write } = startWith();
    await write('a');
    await write('a', { savedAt: 2 });
    expect(bodies).toEqual(['a']);
  });

  test('when the same version comes while it is being written', async () => {
    const first = defer();
    const { bodies, write } = startWith(() => first.promise);
    await write('a');
    await write('a', { savedAt: 2 });
    first.resolve();
    await settled();
    expect(bodies).toEqual(['a']);
  });

  test('when it was found there', async () => {
    const { writer, bodies, write } = startWith();
    writer.found(snapshotOf('a'));
    await write('a', { savedAt: 2 });
    expect([bodies, writer.latest?.body]).toEqual([[], 'a']);
  });

  test.each([
    ['body', 'b', {}],
    ['ETag', 'a', { etag: '"2"' }],
    ['address', 'a', { endpoint: 'http://other/api/client/features' }],
  ])('but another %s is another version', async (_, body, more) => {
    const { bodies, write } = startWith();
    await write('a');
    await write(body, more);
    expect(bodies).toEqual(['a', body]);
  });
});

describe('rewrite', () => {
  test('stores the latest again, a second later', async () => {
    const { writer, bodies, pass, write, scheduler } = startWith();
    await write('a');
    writer.rewrite();
    await pass(999);
    expect(bodies).toEqual(['a']);
    await pass(1);
    expect([bodies, scheduler.delays]).toEqual([['a', 'a'], []]);
  });

  test('asked for many times is one write', async () => {
    const { writer, bodies, pass, write } = startWith();
    await write('a');
    for (let times = 0; times < 5; times += 1) writer.rewrite();
    await pass(60_000);
    expect(bodies).toEqual(['a', 'a']);
  });

  test('during a write is a write after it, since nobody knows which was first', async () => {
    const answer = defer();
    const { writer, bodies, pass, write } = startWith((index) => (index === 0 ? answer.promise : undefined));
    await write('a');
    writer.rewrite();
    answer.resolve();
    await settled();
    await pass(1000);
    expect(bodies).toEqual(['a', 'a']);
  });

  test('has nothing to do while there is nothing to store', async () => {
    const { writer, bodies, pass, scheduler } = startWith();
    writer.rewrite();
    await pass(60_000);
    expect([bodies, scheduler.delays]).toEqual([[], []]);
  });
});

describe('with a fence', () => {
  test('what has no guard is held until it is resumed', async () => {
    let token: number | undefined;
    const { writer, bodies, tokens, scheduler, write } = startWith();
    writer.fenceWith({ ...openFence, guard: () => (token === undefined ? undefined : { token }) });
    await write('a');
    await write('b');
    expect([bodies, scheduler.delays]).toEqual([[], []]);
    token = 7;
    writer.resume();
    await settled();
    expect([bodies, tokens]).toEqual([['b'], [7]]);
    writer.resume();
    await settled();
    expect(bodies).toEqual(['b']);
  });

  test('a write that is refused is told, is no failure, and is tried again when resumed', async () => {
    let refusals = 0;
    const { writer, bodies, told, scheduler, write } = startWith((index) => index > 0);
    writer.fenceWith({
      ...openFence,
      refused: () => {
        refusals += 1;
      },
    });
    await write('a');
    expect([refusals, told, scheduler.delays]).toEqual([1, ['written'], []]);
    writer.resume();
    await settled();
    expect([bodies, refusals]).toEqual([['a', 'a'], 1]);
  });

  test('a refusal that comes too late is told, and counts as no write', async () => {
    let refusals = 0;
    const answer = defer<boolean>();
    const { writer, bodies, pass, write } = startWith((index) => (index === 0 ? answer.promise : fail()));
    writer.fenceWith({
      ...openFence,
      refused: () => {
        refusals += 1;
      },
    });
    await write('a');
    await pass(10_000);
    answer.resolve(false);
    await settled();
    expect(refusals).toBe(1);
    writer.resume();
    await settled();
    expect(bodies).toEqual(['a', 'a']);
  });

  test('no answer but false is a refusal, and without a fence none is', async () => {
    const fenced = startWith(() => undefined);
    fenced.writer.fenceWith({ ...openFence, refused: () => expect.unreachable() });
    await fenced.write('a');
    const free = startWith(() => false);
    await free.write('a');
    for (const { writer, bodies } of [fenced, free]) {
      writer.resume();
      await settled();
      expect(bodies).toEqual(['a']);
    }
  });
});

describe('writes that never settle', () => {
  test('are three at a time, however long it takes and whatever comes', async () => {
    const { writer, bodies, pass, write, told } = startWith(() => defer().promise);
    for (let number = 0; number < 50; number += 1) {
      await write(`v${number}`);
      writer.resume();
      await pass(10_000);
    }
    expect(bodies).toHaveLength(3);
    expect(told).toEqual(['not written', 'not written', 'not written']);
  });

  test('make room when one fails', async () => {
    const writes = Array.from({ length: 3 }, () => defer());
    const { bodies, pass, write } = startWith((index) => writes[index]?.promise);
    for (const body of ['a', 'b', 'c', 'd']) {
      await write(body);
      await pass(10_000);
    }
    expect(bodies).toHaveLength(3);
    writes[1]?.resolve(Promise.reject(new Error('gave up')));
    await settled();
    await pass(5000);
    expect(bodies.slice(3)).toEqual(['d']);
  });

  test('and succeed at last are followed by the latest, at once', async () => {
    const late = defer();
    const { bodies, pass, write, told, scheduler } = startWith((index) =>
      index === 0 ? late.promise : undefined,
    );
    await write('old');
    await pass(10_000);
    await write('new');
    expect([bodies, scheduler.delays]).toEqual([['old', 'new'], []]);
    late.resolve();
    await settled();
    expect([bodies, scheduler.delays]).toEqual([['old', 'new', 'new'], []]);
    expect(told).toEqual(['not written', 'written', 'written', 'written']);
  });

  test('and succeed during a later write are followed by another, since nobody knows which was last', async () => {
    const [late, slow] = [defer(), defer()];
    const { bodies, pass, write } = startWith((index) => [late, slow][index]?.promise);
    await write('old');
    await pass(10_000);
    await write('new');
    late.resolve();
    await settled();
    slow.resolve();
    await settled();
    await pass(1000);
    expect(bodies).toEqual(['old', 'new', 'new']);
  });
});

describe('a log', () => {
  const log = (...texts: readonly string[]) =>
    snapshotOf(texts.join(''), { parts: texts.map(({ length }) => length), etag: `"${texts.length}"` });

  test('is stored in a turn of its own, and of several in one turn the last', async () => {
    const { writer, bodies } = startWith();
    writer.write(log('a'));
    writer.write(log('a', 'b'));
    await Promise.resolve();
    expect(bodies).toEqual([]);
    await writer.end();
    expect(bodies).toEqual(['ab']);
  });

  test('that somebody else has stored by then is not stored again', async () => {
    const { writer, bodies } = startWith();
    writer.write(log('a'));
    writer.found(log('a', 'b'));
    await writer.end();
    expect(bodies).toEqual([]);
  });
});

describe('end', () => {
  test('tries once more, and leaves no timer', async () => {
    const { writer, bodies, scheduler, write } = startWith(fail);
    await write('a');
    await writer.end();
    expect([bodies, scheduler.delays]).toEqual([['a', 'a'], []]);
  });

  test('waits for the write under way', async () => {
    const answer = defer();
    const { writer, write, scheduler } = startWith(() => answer.promise);
    await write('a');
    let isEnded = false;
    const ended = writer.end().then(() => {
      isEnded = true;
    });
    await settled();
    expect(isEnded).toBe(false);
    answer.resolve();
    await ended;
    expect(scheduler.delays).toEqual([]);
  });

  test('writes nothing when all is stored, and nothing is written afterwards', async () => {
    const { writer, bodies, scheduler, write } = startWith();
    await write('a');
    await writer.end();
    writer.rewrite();
    await write('b');
    writer.resume();
    await settled();
    expect([bodies, scheduler.delays]).toEqual([['a'], []]);
  });
});

test('what is stored is the snapshot as the cache package prints it', async () => {
  const texts: string[] = [];
  const { scheduler } = startWith();
  const writer = createCacheWriter({
    cache: { get: () => null, set: (_, text) => texts.push(text) },
    key: async () => 'key',
    scheduler,
    health: { failed: () => undefined, worked: () => undefined },
  });
  writer.write(snapshotOf('{}'));
  await settled();
  expect(texts).toEqual([formatSnapshot(snapshotOf('{}'))]);
});
