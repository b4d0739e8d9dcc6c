import { UnleashError } from '@unleash-client/http';
import { describe, expect, test } from 'vitest';
import { recordingObserver } from '../testing/recording-observer.testing';
import { connected, sse, updated } from '../testing/sse.testing';
import { startStreaming } from '../testing/start-streaming.testing';
import { turn } from '../testing/turn.testing';

const ENDPOINT = 'http://unleash.invalid/api/client/streaming';
const RESET = new UnleashError('UNAVAILABLE', 'read ECONNRESET');

describe('a stream', () => {
  test('is asked for once, with filters and a read deadline, and brings everything and each change', async () => {
    const query = [['project', 'web']] as const;
    const { http, observer } = startStreaming({ query });
    http.latest().open().send(connected('all', '7'), ': keep-alive\n\n', updated('change', '8'));
    await turn();
    expect(http.streams).toHaveLength(1);
    expect(http.latest().request).toMatchObject({
      method: 'GET',
      path: 'client/streaming',
      query,
      headers: { accept: 'text/event-stream' },
      readTimeoutMs: 60_000,
    });
    expect(observer.snapshots).toEqual([
      { kind: 'delta', text: 'all', etag: '7', endpoint: `${ENDPOINT}?project=web` },
      { kind: 'delta', text: 'change', etag: '8', endpoint: `${ENDPOINT}?project=web` },
    ]);
  });

  test('may carry other events, and events without a name or an id', async () => {
    const { http, observer } = startStreaming();
    http
      .latest()
      .open()
      .send(sse('fetch-mode', '"polling"'), sse('news', 'x', '9'), 'data: y\n\n', connected('all'));
    await turn();
    expect(observer.snapshots).toEqual([{ kind: 'delta', text: 'all', endpoint: ENDPOINT }]);
  });

  test('has the read deadline and the longest event that it was given', async () => {
    const { http, observer } = startStreaming({ readTimeoutMs: 100, maxEventLength: 20 });
    expect(http.latest().request.readTimeoutMs).toBe(100);
    http
      .latest()
      .open()
      .send(`data: ${'x'.repeat(30)}`);
    await turn();
    expect(observer.heard).toEqual(['TOO_LARGE']);
    expect(http.latest().isOver).toBe(true);
  });
});

describe('after a loss the stream goes on', () => {
  test('from the last event that was accepted', async () => {
    const { http, scheduler } = startStreaming();
    expect(http.latest().lastEventId).toBeUndefined();
    http
      .latest()
      .open()
      .send(connected('all', '7'), updated('change', '8'), sse('news', 'x', '9'))
      .end();
    await turn();
    expect(scheduler.runNext()).toBe(600);
    expect(http.latest().lastEventId).toBe('8');
  });

  test('from the beginning where an event was too large, which would come again', async () => {
    const { http, scheduler } = startStreaming({ maxEventLength: 50 });
    http
      .latest()
      .open()
      .send(connected('all', '7'), updated('x'.repeat(30), '8'));
    await turn();
    scheduler.runNext();
    expect(http.latest().lastEventId).toBeUndefined();
  });

  test('from a version known from a cache, if it came from this stream', () => {
    const initial = { etag: '7', endpoint: ENDPOINT };
    expect(startStreaming({ initial }).http.latest().lastEventId).toBe('7');
    const query = [['project', 'web']] as const;
    expect(startStreaming({ initial, query }).http.latest().lastEventId).toBeUndefined();
  });

  test('from the beginning where an id is nothing that a header can carry', async () => {
    for (const id of ['größe', 'x'.repeat(201), '', '\u0001']) {
      const { http, scheduler } = startStreaming();
      http.latest().open().send(connected('all', '7'), updated('change', id)).end();
      await turn();
      scheduler.runNext();
      expect(http.latest().lastEventId).toBeUndefined();
    }
  });

  test('from the last id where an event has none', async () => {
    const { http, scheduler } = startStreaming();
    http.latest().open().send(connected('all', '7'), updated('change')).end(RESET);
    await turn();
    scheduler.runNext();
    expect(http.latest().lastEventId).toBe('7');
  });

  test.each(['resync', 'refused'] as const)(
    'from the beginning where an event was answered %j',
    async (verdict) => {
      const judged = recordingObserver(({ text }) => (text === 'bad' ? verdict : 'accepted'));
      const { http, scheduler, observer } = startStreaming({}, judged);
      http
        .latest()
        .open()
        .send(connected('all', '7') + updated('bad', '8') + updated('later', '9'));
      await turn();
      expect(http.latest().isOver).toBe(true);
      expect(scheduler.pending).toEqual([600]);
      scheduler.runNext();
      expect(http.latest().lastEventId).toBeUndefined();
      http.latest().open().send(connected('everything', '9'));
      await turn();
      expect(observer.heard).toEqual(['all', 'bad', 'everything']);
    },
  );
});

describe('between two connections', () => {
  const delays = async (streaming: ReturnType<typeof startStreaming>, count: number) => {
    const found: number[] = [];
    for (let lost = 0; lost < count; lost += 1) {
      streaming.http.latest().end(RESET);
      await turn();
      found.push(streaming.scheduler.runNext());
    }
    return found;
  };

  test('passes more time after each failure', async () => {
    expect(await delays(startStreaming({ random: () => 1 }), 7)).toEqual([
      1600, 2600, 4600, 8600, 16_600, 30_000, 30_000,
    ]);
  });

  test('passes less again once one of them has lived for ten seconds', async () => {
    const streaming = startStreaming({ random: () => 1 });
    expect(await delays(streaming, 3)).toEqual([1600, 2600, 4600]);
    streaming.http.latest().open().send(connected('all', '7'));
    await turn();
    streaming.scheduler.pass(9999);
    expect(await delays(streaming, 1)).toEqual([8600]);
    streaming.http.latest().open();
    await turn();
    streaming.scheduler.pass(10_000);
    expect(await delays(streaming, 2)).toEqual([1600, 2600]);
  });

  test('passes a long time where the server refuses the token, and Retry-After is obeyed', async () => {
    const { http, scheduler, observer } = startStreaming();
    http.latest().open(401, {});
    await turn();
    expect(scheduler.runNext()).toBe(150_000);
    http.latest().open(503, { 'retry-after': '60' });
    await turn();
    expect(scheduler.pending).toEqual([60_000]);
    expect(observer.heard).toEqual(['UNAUTHORIZED', 'UNAVAILABLE']);
    expect(observer.retries).toEqual([150_000, 60_000]);
    expect(http.streams.every(({ isOver }) => isOver)).toBe(true);
  });
});

describe('a fault', () => {
  test('is told with the time of the next connection', async () => {
    const { http, observer } = startStreaming();
    http.latest().open().end();
    await turn();
    expect(observer.faults[0]?.message).toBe('streaming flags ended: the server closed the stream');
    expect(observer.retries).toEqual([600]);
  });

  test('is not the end of a stream that lived for ten seconds: proxies cut long answers', async () => {
    for (const error of [undefined, RESET, new UnleashError('TIMEOUT', 'silence')]) {
      const { http, scheduler, observer } = startStreaming();
      http.latest().open().send(connected('all', '7'));
      await turn();
      scheduler.pass(10_000);
      http.latest().end(error);
      await turn();
      expect(observer.heard).toEqual(['all']);
      expect(scheduler.pending).toEqual([600]);
    }
  });

  test('may be what a client of somebody else throws', async () => {
    const { http } = startStreaming();
    const stream = () => Promise.reject(new TypeError('no idea'));
    const { observer } = startStreaming({ http: { ...http, stream } });
    await turn();
    expect(observer.faults[0]).toMatchObject({
      code: 'UNAVAILABLE',
      message: 'streaming flags failed: no idea',
    });
  });
});

test('ten thousand events leave nothing behind but the last id', async () => {
  const { http, observer, scheduler } = startStreaming(
    {},
    { ...recordingObserver(), snapshot: () => 'accepted' },
  );
  const stream = http.latest().open();
  for (let id = 1; id <= 10_000; id += 1) stream.send(updated('{"events":[]}', String(id)));
  stream.end();
  await turn();
  expect(observer.heard).toEqual(['UNAVAILABLE']);
  scheduler.runNext();
  expect(http.latest().lastEventId).toBe('10000');
});
